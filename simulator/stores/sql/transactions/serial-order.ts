import { SqlFailure } from '../sql-failure.ts';
import type { Transaction } from './transaction.ts';

/**
 * Repeatable read and serializable, both by one rule: a transaction fails as soon as a table it has read was changed by
 * a commit after it began. So its reads are of one state, and the order of commits is a serial order. PostgreSQL aborts
 * fewer transactions, since it looks at rows and keeps old versions; none that it would abort gets through here.
 */
export function checkSnapshot(
  transaction: Transaction,
  tables: ReadonlySet<string>,
  commits: number,
  changedAt: ReadonlyMap<string, number>,
): void {
  if (transaction.isolation === 'read committed') return;
  transaction.snapshot ??= commits;
  for (const table of [...transaction.reads, ...tables]) {
    if ((changedAt.get(table) ?? 0) <= transaction.snapshot) continue;
    const serializable = transaction.isolation === 'serializable';
    throw new SqlFailure(
      '40001',
      serializable
        ? 'could not serialize access due to read/write dependencies among transactions'
        : 'could not serialize access due to concurrent update',
      serializable ? { hint: 'The transaction might succeed if retried.' } : {},
    );
  }
}

export function rememberReads(transaction: Transaction, tables: ReadonlySet<string>): void {
  if (transaction.isolation === 'read committed') return;
  for (const table of tables) transaction.reads.add(table);
}
