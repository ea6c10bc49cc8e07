import type { Catalog } from '../dialect/catalog.ts';
import { SqlFailure } from '../sql-failure.ts';
import type { RowWriters } from '../transactions/row-writers.ts';
import { RowHistory } from './row-history.ts';
import type { SqliteDatabase } from '../sqlite-engine.ts';
import type { RememberedMoment } from '../../../wire/view/server-question.ts';
import type { Transaction } from '../transactions/transaction.ts';

/** What was committed at moments that somebody wants to see again. Until the first one it costs nothing. */
export class Past {
  readonly #open: () => SqliteDatabase;
  #history: RowHistory | null = null;
  #catalog: Catalog | null = null;
  #written = new Map<string, Map<number, string | null>>();
  /** While somebody looks at another time than now. */
  lookedAtUs: number | null = null;

  constructor(open: () => SqliteDatabase) {
    this.#open = open;
  }

  /** What a transaction wrote is committed. */
  note({ single, changes, images, traceId }: Transaction): void {
    if (!this.#history || this.#catalog === null) return;
    for (const { table, row } of single ? changes : images) {
      let rows = this.#written.get(table);
      if (!rows) this.#written.set(table, (rows = new Map()));
      rows.set(row, traceId);
    }
  }

  /** Where code of services is locked in, nothing can be opened later. */
  prepare(): void {
    this.#history ??= new RowHistory(this.#open());
  }

  hasNews(catalog: Catalog): boolean {
    return this.#written.size > 0 || this.#catalog !== catalog;
  }

  record(moment: number, sqlite: SqliteDatabase, catalog: Catalog, writers: RowWriters): void {
    this.prepare();
    const writerOf = (table: string, row: number): string | null => writers.of(table, row);
    this.#history!.record(moment, { sqlite, catalog, writerOf }, this.#written);
    this.#catalog = catalog;
    this.#written = new Map();
  }

  forget(before: number): void {
    this.#history?.forget(before);
  }

  look<Seen>({ moment, atUs }: RememberedMoment, see: (sqlite: SqliteDatabase, catalog: Catalog) => Seen): Seen {
    const then = this.#history?.at(moment);
    if (!then) throw new SqlFailure('55000', 'nothing was recorded by then');
    this.lookedAtUs = atUs;
    try {
      return see(then.sqlite, then.catalog);
    } finally {
      this.lookedAtUs = null;
    }
  }

  close(): void {
    this.#history?.close();
  }
}
