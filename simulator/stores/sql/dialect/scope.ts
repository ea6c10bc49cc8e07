import { positionOf, SqlFailure, undefinedColumn } from '../sql-failure.ts';
import type { Expression, Query } from '../syntax/ast.ts';
import type { SqlType } from '../types/sql-type.ts';
import type { Catalog } from './catalog.ts';

/** State of one statement's translation. */
export interface Translation {
  readonly catalog: Catalog;
  /** Type of each parameter, as its first use decides. */
  readonly parameters: Map<number, SqlType>;
  /** Every table whose rows the statement looks at. */
  readonly reads: Set<string>;
  readonly aliases: Map<string, string>;
  /** The table of UPDATE or DELETE: its rows are locked by being changed, wherever they are chosen. */
  changing: string | null;
  readonly renderers: Renderers;
}

/** An expression in SQLite's words, with the type that PostgreSQL gives it. */
export interface Typed {
  readonly sql: string;
  readonly type: SqlType;
  /** Of a string literal or parameter whose type is not decided yet. */
  readonly open?: { readonly literal: string | null } | { readonly parameter: number };
}

export interface RenderedQuery {
  readonly sql: string;
  /** `name` is what the text calls them (`c1`, `c2` ...), `label` what the client sees. */
  readonly columns: readonly { readonly name: string; readonly label: string; readonly type: SqlType }[];
}

/** Expressions hold queries and queries hold expressions: their renderers meet here, not by importing each other. */
export interface Renderers {
  expression(scope: Scope, expression: Expression): Typed;
  subquery(scope: Scope, query: Query): RenderedQuery;
}

export function render(scope: Scope, expression: Expression): Typed {
  return scope.translation.renderers.expression(scope, expression);
}

export function renderSubquery(scope: Scope, query: Query): RenderedQuery {
  return scope.translation.renderers.subquery(scope, query);
}

export interface SourceColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly sql: string;
  readonly columnId: number;
}

/** A table, subquery or function in FROM, under the name by which columns are reached. */
export interface Source {
  readonly alias: string;
  readonly columns: readonly SourceColumn[];
  /** Of a real table. */
  readonly table: { readonly id: number; readonly name: string } | null;
  /** Of a function that gives one value a row: its name alone stands for the value. */
  readonly scalar?: true;
}

/** Columns that both sides of a join with USING share show once, under no table's name. */
export interface MergedColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly sql: string;
}

export interface Grouping {
  /** What may appear outside of aggregates, as rendered. */
  readonly sqls: ReadonlySet<string>;
  /** Sources whose primary key is among the grouped columns: all their columns may appear. */
  readonly determined: ReadonlySet<string>;
}

export interface Scope {
  readonly translation: Translation;
  readonly parent: Scope | null;
  readonly sources: Source[];
  readonly merged: MergedColumn[];
  readonly commonTables: ReadonlyMap<string, Source>;
  /** null while the query is not grouped, or inside an aggregate. */
  readonly grouping: Grouping | null;
  /** Where aggregates may not stand: "WHERE", "GROUP BY"; null where they may. */
  readonly clause: string | null;
}

export function rootScope(translation: Translation): Scope {
  return { translation, parent: null, sources: [], merged: [], commonTables: new Map(), grouping: null, clause: null };
}

export function childScope(parent: Scope): Scope {
  return {
    translation: parent.translation,
    parent,
    sources: [],
    merged: [],
    commonTables: parent.commonTables,
    grouping: null,
    clause: null,
  };
}

export interface FoundColumn {
  readonly column: SourceColumn;
  readonly source: Source | null;
  /** false when an outer query's row is meant. */
  readonly own: boolean;
}

export function findColumn(scope: Scope, table: string | null, name: string, offset: number): FoundColumn {
  for (let current: Scope | null = scope; current !== null; current = current.parent) {
    const found = table === null ? findBare(current, name, offset) : findQualified(current, table, name, offset);
    if (found) return { ...found, own: current === scope };
  }
  if (table === null) throw undefinedColumn(`"${name}"`, offset);
  throw new SqlFailure('42P01', `missing FROM-clause entry for table "${table}"`, positionOf(offset));
}

function findBare(scope: Scope, name: string, offset: number): Omit<FoundColumn, 'own'> | null {
  const merged = scope.merged.find((candidate) => candidate.name === name);
  if (merged) return { column: { ...merged, columnId: 0 }, source: null };
  const found: Omit<FoundColumn, 'own'>[] = [];
  for (const source of scope.sources) {
    // `excluded` is reached only by its name.
    if (source.alias === 'excluded') continue;
    for (const column of source.columns) if (column.name === name) found.push({ column, source });
  }
  if (found.length > 1) throw new SqlFailure('42702', `column reference "${name}" is ambiguous`, positionOf(offset));
  const whole = scope.sources.find((source) => source.scalar && source.alias === name);
  return found[0] ?? (whole ? { column: whole.columns[0]!, source: whole } : null);
}

function findQualified(scope: Scope, table: string, name: string, offset: number): Omit<FoundColumn, 'own'> | null {
  const source = scope.sources.find((candidate) => candidate.alias === table);
  if (!source) return null;
  const column = source.columns.find((candidate) => candidate.name === name);
  if (!column) throw undefinedColumn(`${table}.${name}`, offset);
  return { column, source };
}

export function addSource(scope: Scope, source: Source): void {
  if (scope.sources.some((present) => present.alias === source.alias)) {
    throw new SqlFailure('42712', `table name "${source.alias}" specified more than once`);
  }
  if (source.table) scope.translation.aliases.set(source.alias, source.table.name);
  scope.sources.push(source);
}
