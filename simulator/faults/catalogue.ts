import { burn } from './processes/burn.ts';
import { crashPoint } from './processes/crash-point.ts';
import { duplicate } from './servers/duplicate.ts';
import { fail } from './processes/fail.ts';
import { hang } from './processes/hang.ts';
import { kill } from './processes/kill.ts';
import { latency } from './links/latency.ts';
import { leak } from './processes/leak.ts';
import { loss } from './links/loss.ts';
import { partition } from './links/partition.ts';
import { pause } from './servers/pause.ts';
import { poison } from './servers/poison.ts';
import { quiet } from './quiet.ts';
import { readonly } from './servers/readonly.ts';
import { reorder } from './servers/reorder.ts';
import { send } from './send.ts';
import { skew } from './processes/skew.ts';
import { slow } from './processes/slow.ts';
import { traffic } from './traffic.ts';
import type { Fault } from './fault.ts';

export const faults: readonly Fault[] = [
  kill,
  hang,
  slow,
  fail,
  leak,
  burn,
  skew,
  crashPoint,
  latency,
  loss,
  partition,
  duplicate,
  reorder,
  poison,
  pause,
  readonly,
  traffic,
  quiet,
  send,
];

export function faultOf(verb: string): Fault | undefined {
  return faults.find((fault) => fault.verb === verb);
}
