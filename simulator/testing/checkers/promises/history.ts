import { factsOf } from '../reading/facts-of.ts';
import { cycleIn } from './cycle.ts';
import type { Checker, Violation } from '../violation.ts';
import type { RunRecord } from '../../run-record.ts';

/** What one transaction did to lists that only grow, in order. */
interface Transaction {
  readonly id: string;
  /** null when its client never heard how it ended. */
  readonly committed: boolean | null;
  readonly appends: readonly { readonly list: string; readonly item: number }[];
  readonly reads: readonly { readonly list: string; readonly items: readonly number[] }[];
}

/**
 * I31, for services that log their transactions (`transaction {"id": ...}`): lists that only grow show in which order they were
 * written, so what each transaction read says after and before which others it was (Elle's way). Serializable transactions have
 * one order for all of that; those that read what is committed have one for what was written and read, and never see what was
 * rolled back.
 */
export const historyIsSerial: Checker = (record) => judge(record, { isSerial: true });
export const readsAreCommitted: Checker = (record) => judge(record, { isSerial: false });

function judge(record: RunRecord, { isSerial }: { readonly isSerial: boolean }): Violation[] {
  const violations: Violation[] = [];
  const report = (text: string, witness: unknown): void => void violations.push({ id: 'I31', text, witness });
  const transactions = transactionsOf(record);
  const writers = new Map(
    transactions.flatMap((transaction) =>
      transaction.appends.map(({ list, item }) => [`${list} ${item}`, transaction]),
    ),
  );
  const longest = longestReads(transactions, report);
  const seen = transactions.filter(({ committed }) => committed !== false);
  /** Who comes before whom. */
  const before = new Map<Transaction, Set<Transaction>>(seen.map((transaction) => [transaction, new Set()]));
  const order = (first: Transaction | undefined, second: Transaction | undefined): void => {
    if (first && second && first !== second) before.get(first)?.add(second);
  };
  for (const [list, items] of longest)
    items.forEach((item, place) => order(writers.get(`${list} ${items[place - 1]}`), writers.get(`${list} ${item}`)));
  for (const reader of seen) {
    for (const { list, items } of reader.reads) {
      for (const item of items) {
        const writer = writers.get(`${list} ${item}`);
        if (!writer || writer.committed === false) report(`${list} shows ${item}, which nobody committed`, reader);
      }
      order(writers.get(`${list} ${items.at(-1)}`), reader);
      if (isSerial) order(reader, writers.get(`${list} ${longest.get(list)![items.length]}`));
    }
  }
  const cycle = cycleIn(before);
  if (cycle) report(`${cycle.length} transactions were each before the next, in a circle`, cycle);
  return violations;
}

/** Of each list the longest that anybody saw; all others have to be beginnings of it. */
function longestReads(
  transactions: readonly Transaction[],
  report: (text: string, witness: unknown) => void,
): Map<string, readonly number[]> {
  const longest = new Map<string, readonly number[]>();
  const reads = transactions.filter(({ committed }) => committed !== false).flatMap((each) => each.reads);
  for (const { list, items } of reads) if (items.length >= (longest.get(list)?.length ?? 0)) longest.set(list, items);
  for (const { list, items } of reads) {
    const whole = longest.get(list)!;
    if (items.some((item, place) => item !== whole[place])) report(`${list} was read in two orders`, [items, whole]);
  }
  return longest;
}

/** A transaction is told of before its commit and after it: the last word counts. */
function transactionsOf(record: RunRecord): Transaction[] {
  const word = 'transaction ';
  const told = new Map<string, Transaction>();
  for (const { message } of factsOf(record, 'log')) {
    if (!message.startsWith(word)) continue;
    const transaction = JSON.parse(message.slice(word.length)) as Transaction;
    told.set(transaction.id, transaction);
  }
  return [...told.values()];
}
