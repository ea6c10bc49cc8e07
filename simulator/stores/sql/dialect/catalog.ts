import type { Expression, Query } from '../syntax/ast.ts';
import type { IndexKey, ReferentialAction } from '../syntax/statement.ts';
import type { SqlType } from '../types/sql-type.ts';
import { undefinedTable } from '../sql-failure.ts';

/** What the database knows of its own shape. Every value is immutable, so that a transaction's DDL can be thrown away. */
export interface Catalog {
  /** Grows with every change: the key of cached plans. */
  readonly version: number;
  readonly nextId: number;
  readonly tables: ReadonlyMap<string, Table>;
  readonly views: ReadonlyMap<string, View>;
  readonly indexes: ReadonlyMap<string, Index>;
  readonly sequences: ReadonlySet<string>;
}

export interface Table {
  readonly id: number;
  readonly name: string;
  readonly columns: readonly Column[];
  readonly checks: readonly Check[];
  readonly foreignKeys: readonly ForeignKey[];
}

export interface Column {
  readonly id: number;
  readonly name: string;
  readonly type: SqlType;
  readonly notNull: boolean;
  readonly default: Expression | null;
  readonly identity: 'always' | 'by default' | null;
  /** Dropped together with the column. */
  readonly sequence: string | null;
}

export interface Check {
  readonly name: string;
  readonly expression: Expression;
}

export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly parent: string;
  readonly parentColumns: readonly string[];
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
}

export interface Index {
  readonly name: string;
  readonly table: string;
  readonly unique: boolean;
  /** Made by a constraint, which then shares its name. */
  readonly constraint: 'primary key' | 'unique' | null;
  readonly keys: readonly IndexKey[];
  readonly where: Expression | null;
}

export interface View {
  readonly name: string;
  readonly query: Query;
}

export const emptyCatalog: Catalog = {
  version: 0,
  nextId: 16_384,
  tables: new Map(),
  views: new Map(),
  indexes: new Map(),
  sequences: new Set(),
};

/** Sequences of other databases are no concern: a version is unique within one store. */
export function changed(catalog: Catalog, version: number, parts: Partial<Catalog>): Catalog {
  return { ...catalog, ...parts, version };
}

export function tableNamed(catalog: Catalog, name: string, offset?: number): Table {
  const table = catalog.tables.get(name);
  if (!table) throw undefinedTable(name, offset);
  return table;
}

export function columnNamed(table: Table, name: string): Column | undefined {
  return table.columns.find((column) => column.name === name);
}

/** The plain column names of an index, or null when it has expressions. */
export function columnsOf(index: Index): readonly string[] | null {
  const names: string[] = [];
  for (const key of index.keys) {
    if (key.expression.kind !== 'column') return null;
    names.push(key.expression.name);
  }
  return names;
}

export function indexesOf(catalog: Catalog, table: string): Index[] {
  return [...catalog.indexes.values()].filter((index) => index.table === table);
}

export function primaryKeyOf(catalog: Catalog, table: string): readonly string[] | null {
  const index = indexesOf(catalog, table).find((candidate) => candidate.constraint === 'primary key');
  return index ? columnsOf(index) : null;
}

/** The columns by which other rows can refer to a row: changing them takes the strongest lock. */
export function keyColumnsOf(catalog: Catalog, table: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const index of indexesOf(catalog, table)) {
    if (!index.unique) continue;
    for (const name of columnsOf(index) ?? []) names.add(name);
  }
  return names;
}

export function childrenOf(catalog: Catalog, parent: string): { table: Table; key: ForeignKey }[] {
  const children = [];
  for (const table of catalog.tables.values()) {
    for (const key of table.foreignKeys) if (key.parent === parent) children.push({ table, key });
  }
  return children;
}

export function relationExists(catalog: Catalog, name: string): boolean {
  return (
    catalog.tables.has(name) || catalog.views.has(name) || catalog.indexes.has(name) || catalog.sequences.has(name)
  );
}
