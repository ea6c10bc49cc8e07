import { burn } from './burn.ts';
import { duplicate } from './duplicate.ts';
import { fail } from './fail.ts';
import { hang } from './hang.ts';
import { kill } from './kill.ts';
import { latency } from './latency.ts';
import { leak } from './leak.ts';
import { loss } from './loss.ts';
import { partition } from './partition.ts';
import { pause } from './pause.ts';
import { poison } from './poison.ts';
import { readonly } from './readonly.ts';
import { reorder } from './reorder.ts';
import { skew } from './skew.ts';
import { slow } from './slow.ts';
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
  latency,
  loss,
  partition,
  duplicate,
  reorder,
  poison,
  pause,
  readonly,
  traffic,
];

export function faultOf(verb: string): Fault | undefined {
  return faults.find((fault) => fault.verb === verb);
}
