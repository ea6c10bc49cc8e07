import type { Fleet } from '../../../fleet/fleet.ts';
import type { Micros } from '../../../wire/packet.ts';
import type { RunRecord } from '../../run-record.ts';

/** What the fleet was at that time; of what changed at that very moment, what it was then. */
export function fleetAt({ history }: RunRecord, atUs: Micros): Fleet {
  return history.findLast(({ sinceUs }) => sinceUs <= atUs)?.fleet ?? history[0]!.fleet;
}
