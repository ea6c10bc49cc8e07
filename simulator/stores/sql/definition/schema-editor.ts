import { changed, tableNamed, type Catalog, type Index, type Table } from '../dialect/catalog.ts';
import { quoteName, quoteText } from '../dialect/quoting.ts';
import { indexSql, tableSql } from '../dialect/table-sql.ts';
import type { Sequences } from '../functions/sequences.ts';
import type { SqliteDatabase } from '../sqlite-engine.ts';
import { SqlFailure, undefinedTable } from '../sql-failure.ts';

/** One statement's changes to the schema: catalog and SQLite in step. */
export class SchemaEditor {
  catalog: Catalog;
  readonly #sqlite: SqliteDatabase;
  readonly #sequences: Sequences;
  readonly #newVersion: () => number;

  constructor(catalog: Catalog, sqlite: SqliteDatabase, sequences: Sequences, newVersion: () => number) {
    this.catalog = catalog;
    this.#sqlite = sqlite;
    this.#sequences = sequences;
    this.#newVersion = newVersion;
  }

  table(name: string, offset?: number): Table {
    return tableNamed(this.catalog, name, offset);
  }

  takeId(): number {
    const id = this.catalog.nextId;
    this.update({ nextId: id + 1 });
    return id;
  }

  update(parts: Partial<Catalog>): void {
    this.catalog = changed(this.catalog, this.#newVersion(), parts);
  }

  query(sql: string): unknown[][] {
    return this.#sqlite.run(sql);
  }

  createTable(table: Table): void {
    this.putTable(table);
    this.#sqlite.run(tableSql(this.catalog, table));
  }

  putTable(table: Table): void {
    const tables = new Map(this.catalog.tables);
    tables.set(table.name, table);
    this.update({ tables });
  }

  /** Writes the table's new definition over the old one; its rows stay where they are. */
  rewriteTable(table: Table): void {
    this.putTable(table);
    this.#sqlite.run('pragma writable_schema = on');
    const sql = quoteText(tableSql(this.catalog, table));
    this.#sqlite.run(`update sqlite_schema set sql = ${sql} where type = 'table' and name = ${quoteText(table.name)}`);
    const version = Number(this.#sqlite.run('pragma schema_version')[0]![0]);
    this.#sqlite.run(`pragma schema_version = ${version + 1}`);
    this.#sqlite.run('pragma writable_schema = reset');
  }

  dropTable(name: string): void {
    for (const index of this.catalog.indexes.values()) if (index.table === name) this.dropIndex(index.name);
    const table = this.table(name);
    for (const column of table.columns) if (column.sequence) this.dropSequence(column.sequence);
    this.#sqlite.run(`drop table ${quoteName(name)}`);
    const tables = new Map(this.catalog.tables);
    tables.delete(name);
    this.update({ tables });
  }

  createIndex(index: Index): void {
    try {
      this.#sqlite.run(indexSql(this.catalog, index));
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('UNIQUE constraint failed')) throw error;
      throw new SqlFailure('23505', `could not create unique index "${index.name}"`, {
        table: index.table,
        constraint: index.name,
      });
    }
    this.putIndex(index);
  }

  putIndex(index: Index): void {
    const indexes = new Map(this.catalog.indexes);
    indexes.set(index.name, index);
    this.update({ indexes });
  }

  dropIndex(name: string): void {
    const indexes = new Map(this.catalog.indexes);
    if (!indexes.delete(name)) throw undefinedTable(name);
    this.#sqlite.run(`drop index ${quoteName(name)}`);
    this.update({ indexes });
  }

  createSequence(name: string, start = 1): void {
    const sequences = new Set(this.catalog.sequences);
    sequences.add(name);
    this.update({ sequences });
    this.#sequences.define(name, start);
  }

  /** The numbers themselves are forgotten at commit, since a rollback needs them again. */
  dropSequence(name: string): void {
    const sequences = new Set(this.catalog.sequences);
    sequences.delete(name);
    this.update({ sequences });
  }

  restartSequence(name: string): void {
    this.#sequences.restart(name);
  }
}
