import { factsOf } from './reading/facts-of.ts';
import { groupedBy } from './reading/grouped.ts';
import type { Checker, Violation } from './violation.ts';

/** I33: a transaction begins once and ends once, whole or not at all; nothing happens in it before or after. */
const transactionsEndOnce: Checker = (record) => {
  const violations: Violation[] = [];
  const inTransactions = factsOf(record, 'sql').filter(({ transaction }) => transaction > 0);
  for (const [name, own] of groupedBy(
    inTransactions,
    (fact) => `${record.nodes[fact.node]!.name}/${fact.transaction}`,
  )) {
    const begun = own.findIndex(({ what }) => what === 'begin');
    // A statement by itself is a transaction too; it is told of only where it waited or failed.
    if (begun < 0) continue;
    const report = (text: string): void =>
      void violations.push({ id: 'I33', text: `transaction ${name} ${text}`, witness: own });
    const ends = own.filter(({ what }) => what === 'commit' || what === 'rollback');
    if (begun > 0) report('was at work before it began');
    if (own.filter(({ what }) => what === 'begin').length > 1) report('began more than once');
    if (ends.length > 1) report(`ended ${ends.length} times`);
    if (ends.length > 0 && own.at(-1) !== ends.at(-1)) report('was at work after its end');
  }
  return violations;
};

export const transactionCheckers: readonly Checker[] = [transactionsEndOnce];
