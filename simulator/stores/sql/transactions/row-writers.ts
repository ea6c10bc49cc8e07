import type { Transaction } from './transaction.ts';

/** Of each table, as many of the newest rows. */
const rowsMax = 1_000;

/** Which request wrote a row last, of those that were committed: for whoever looks in from outside. */
export class RowWriters {
  readonly #tables = new Map<string, Map<number, string>>();

  /** What a transaction wrote holds from now on. */
  note({ traceId, single, changes, images }: Transaction): void {
    for (const { table, row } of single ? changes : images) {
      let rows = this.#tables.get(table);
      if (!rows) this.#tables.set(table, (rows = new Map()));
      rows.delete(row);
      if (traceId !== null) rows.set(row, traceId);
      if (rows.size > rowsMax) rows.delete(rows.keys().next().value!);
    }
  }

  of(table: string, row: number): string | null {
    return this.#tables.get(table)?.get(row) ?? null;
  }
}
