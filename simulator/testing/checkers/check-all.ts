import { brokerGroupCheckers } from './broker/groups.ts';
import { brokerRecordCheckers } from './broker/records.ts';
import { capacityCheckers } from './capacity.ts';
import { exchangeCheckers } from './network/exchanges.ts';
import { factCheckers } from './time/facts.ts';
import { figureCheckers } from './figures.ts';
import { linkPolicyCheckers } from './network/link-policies.ts';
import { packetCheckers } from './network/packets.ts';
import { spanCheckers } from './spans.ts';
import type { Checker, Violation } from './violation.ts';
import type { RunRecord } from '../run-record.ts';

const checkers: readonly Checker[] = [
  ...factCheckers,
  ...packetCheckers,
  ...exchangeCheckers,
  ...linkPolicyCheckers,
  ...capacityCheckers,
  ...brokerRecordCheckers,
  ...brokerGroupCheckers,
  ...spanCheckers,
  ...figureCheckers,
];

/** What holds in every run of any fleet, whatever was done to it. */
export function checkAll(record: RunRecord): readonly Violation[] {
  return checkers.flatMap((check) => check(record));
}
