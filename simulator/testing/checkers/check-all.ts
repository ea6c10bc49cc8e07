import { brokerGroupCheckers } from './broker/groups.ts';
import { brokerRecordCheckers } from './broker/records.ts';
import { capacityCheckers } from './capacity.ts';
import { exchangeCheckers } from './network/exchanges.ts';
import { connectionCheckers } from './network/connections.ts';
import { exportCheckers } from './export.ts';
import { factCheckers } from './time/facts.ts';
import { figureCheckers } from './figures.ts';
import { linkPolicyCheckers } from './network/link-policies.ts';
import { membershipCheckers } from './broker/membership.ts';
import { packetCheckers } from './network/packets.ts';
import { planCheckers } from './time/plans.ts';
import { routingCheckers } from './network/routing.ts';
import { spanCheckers } from './spans.ts';
import { transactionCheckers } from './transactions.ts';
import type { Checker, Violation } from './violation.ts';
import type { RunRecord } from '../run-record.ts';

const checkers: readonly Checker[] = [
  ...factCheckers,
  ...planCheckers,
  ...packetCheckers,
  ...connectionCheckers,
  ...routingCheckers,
  ...exchangeCheckers,
  ...linkPolicyCheckers,
  ...capacityCheckers,
  ...brokerRecordCheckers,
  ...brokerGroupCheckers,
  ...membershipCheckers,
  ...transactionCheckers,
  ...spanCheckers,
  ...figureCheckers,
  ...exportCheckers,
];

/** What holds in every run of any fleet, whatever was done to it. */
export function checkAll(record: RunRecord): readonly Violation[] {
  return checkers.flatMap((check) => check(record));
}
