import type { Catalog, Table } from '../dialect/catalog.ts';
import { quoteName } from '../dialect/quoting.ts';
import type { SqliteDatabase } from '../sqlite-engine.ts';
import { rowStatementsOf } from '../transactions/row-statements.ts';
import { storageOf } from '../types/sql-type.ts';
import type { StoredValue } from '../types/text-codec.ts';

/** Of each table the rows that were written since the last moment, and the request that wrote each last. */
type WrittenRows = ReadonlyMap<string, ReadonlyMap<number, string | null>>;

/** What is committed at present, and which request wrote each row last. */
interface Present {
  readonly sqlite: SqliteDatabase;
  readonly catalog: Catalog;
  writerOf(table: string, row: number): string | null;
}

/** A time in which the schema was the same. */
interface Epoch {
  readonly from: number;
  readonly catalog: Catalog;
  /** Where the rows of each table are kept. */
  readonly kept: ReadonlyMap<string, string>;
}

const stillThere = 9_007_199_254_740_991;

/**
 * The rows of a database as they were at each recorded moment, in a database of its own: every version of a row, with the moments
 * between which it was there. Each table of then is a view on these, so whoever looks back asks as they would ask now.
 */
export class RowHistory {
  readonly #sqlite: SqliteDatabase;
  #epochs: Epoch[] = [];
  #tables = 0;
  #shown: Epoch | null = null;

  constructor(sqlite: SqliteDatabase) {
    this.#sqlite = sqlite;
    sqlite.run('create table "past moment" (number integer not null)');
    sqlite.run('insert into "past moment" values (0)');
  }

  record(moment: number, present: Present, written: WrittenRows): void {
    const { sqlite, catalog } = present;
    this.#sqlite.run('begin');
    const last = this.#epochs.at(-1);
    const epoch = last?.catalog === catalog ? last : this.#newEpoch(moment, present, last);
    for (const [table, rows] of written) {
      const kept = epoch.kept.get(table);
      if (kept === undefined) continue;
      const { select } = rowStatementsOf(catalog, table);
      for (const [row, traceId] of rows) this.#keep(kept, moment, row, traceId, sqlite.run(select, [row])[0] ?? null);
    }
    this.#sqlite.run('commit');
    this.#sqlite.takeChanges();
  }

  /** Shows the rows of that moment under the names of their tables; null where nothing was recorded by then. */
  at(moment: number): { readonly sqlite: SqliteDatabase; readonly catalog: Catalog } | null {
    const epoch = this.#epochs.findLast(({ from }) => from <= moment);
    if (!epoch) return null;
    this.#show(epoch);
    this.#sqlite.run('update "past moment" set number = ?1', [moment]);
    this.#sqlite.takeChanges();
    return { sqlite: this.#sqlite, catalog: epoch.catalog };
  }

  /** Lets go of what only moments before this one show. */
  forget(before: number): void {
    const first = Math.max(
      0,
      this.#epochs.findLastIndex(({ from }) => from <= before),
    );
    const gone = this.#epochs.slice(0, first);
    this.#epochs = this.#epochs.slice(first);
    if (this.#shown && gone.includes(this.#shown)) this.#unshow();
    const kept = new Set(this.#epochs.flatMap((epoch) => [...epoch.kept.values()]));
    const orphans = new Set(gone.flatMap((epoch) => [...epoch.kept.values()]).filter((table) => !kept.has(table)));
    for (const table of orphans) this.#sqlite.run(`drop table "${table}"`);
    for (const table of kept) this.#sqlite.run(`delete from "${table}" where "past until" <= ?1`, [before]);
    this.#sqlite.takeChanges();
  }

  close(): void {
    this.#sqlite.close();
  }

  #newEpoch(moment: number, present: Present, last: Epoch | undefined): Epoch {
    const { catalog } = present;
    const kept = new Map<string, string>();
    for (const table of catalog.tables.values()) {
      const before = last?.catalog.tables.get(table.name);
      const isSame = before !== undefined && before.id === table.id && shapeOf(before) === shapeOf(table);
      kept.set(table.name, isSame ? last!.kept.get(table.name)! : this.#newTable(moment, present, table));
    }
    const epoch = { from: moment, catalog, kept };
    this.#epochs.push(epoch);
    return epoch;
  }

  #newTable(moment: number, { sqlite, writerOf }: Present, table: Table): string {
    const kept = `past ${++this.#tables}`;
    const columns = table.columns.map(({ name, type }) => `${quoteName(name)} ${storageOf(type)}`);
    this.#sqlite.run(
      `create table "${kept}" ("past row" integer not null, "past from" integer not null, "past until" integer not null,
       "past trace" text, ${columns.join(', ')}, primary key ("past row", "past from")) without rowid`,
    );
    for (const [row, ...values] of sqlite.run(`select rowid, ${namesOf(table)} from ${quoteName(table.name)}`))
      this.#keep(kept, moment, Number(row), writerOf(table.name, Number(row)), values);
    return kept;
  }

  #keep(
    kept: string,
    moment: number,
    row: number,
    traceId: string | null,
    values: readonly StoredValue[] | null,
  ): void {
    this.#sqlite.run(`update "${kept}" set "past until" = ?2 where "past row" = ?1 and "past until" = ${stillThere}`, [
      row,
      moment,
    ]);
    // What is written in the moment of its table's making is there already.
    if (values === null) return;
    const marks = values.map((_, index) => `?${index + 4}`).join(', ');
    this.#sqlite.run(
      `insert or replace into "${kept}" values (?1, ?2, ${stillThere}, ?3${values.length > 0 ? ', ' : ''}${marks})`,
      [row, moment, traceId, ...values],
    );
  }

  #show(epoch: Epoch): void {
    if (this.#shown === epoch) return;
    this.#unshow();
    this.#shown = epoch;
    for (const [name, kept] of epoch.kept) {
      const columns = namesOf(epoch.catalog.tables.get(name)!);
      this.#sqlite.run(
        `create view ${quoteName(name)} as select ${columns}, "past row", "past trace" from "${kept}"
         where "past from" <= (select number from "past moment") and "past until" > (select number from "past moment")`,
      );
    }
  }

  #unshow(): void {
    for (const name of this.#shown?.kept.keys() ?? []) this.#sqlite.run(`drop view ${quoteName(name)}`);
    this.#shown = null;
  }
}

function namesOf(table: Table): string {
  return table.columns.map(({ name }) => quoteName(name)).join(', ');
}

function shapeOf(table: Table): string {
  return table.columns.map(({ id, name, type }) => `${id} ${name} ${storageOf(type)}`).join(', ');
}
