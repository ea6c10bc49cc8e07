import type { SqlField } from '../../../wire/sql-protocol.ts';
import type { Delete, Insert, Query, Update } from '../syntax/ast.ts';
import { SqlFailure } from '../sql-failure.ts';
import { asksTheWorld } from '../functions/world-functions.ts';
import { bytesOf, modifierOf, oidOf, type SqlType } from '../types/sql-type.ts';
import { fromText, type StoredValue } from '../types/text-codec.ts';
import type { Catalog } from './catalog.ts';
import { renderDelete, renderUpdate, type RenderedChange } from './queries/change.ts';
import { renderExpression } from './expressions/expression.ts';
import { renderInsert } from './queries/insert.ts';
import type { RenderedLocking } from './queries/row-locking.ts';
import { rootScope, type Scope } from './scope.ts';
import type { OutputColumn } from './queries/select-items.ts';
import { renderNestedQuery, renderQuery } from './queries/select.ts';

/** A statement ready to run: SQLite's text, and what PostgreSQL would say about its values. */
export interface Plan {
  readonly sql: string;
  readonly command: 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
  readonly parameterTypes: readonly SqlType[];
  readonly fields: readonly SqlField[];
  readonly columnTypes: readonly SqlType[];
  /** Null for a query. */
  readonly change: { readonly table: string; readonly columns: readonly string[] | null } | null;
  readonly locking: RenderedLocking | null;
  /** Of INSERT and UPDATE: a query for the rows they would write, each after its number, for the detail of an error. */
  readonly candidates: string | null;
  readonly reads: ReadonlySet<string>;
  /** A query whose answer follows from its values and these tables alone. */
  readonly isRepeatable: boolean;
  /** What EXPLAIN calls the tables, to tell how many rows a scan reads. */
  readonly aliases: ReadonlyMap<string, string>;
}

export function newScope(catalog: Catalog): Scope {
  return rootScope({
    catalog,
    parameters: new Map(),
    reads: new Set(),
    aliases: new Map(),
    changing: null,
    renderers: { expression: renderExpression, subquery: renderNestedQuery },
  });
}

export function planOf(catalog: Catalog, statement: Query | Insert | Update | Delete): Plan {
  const scope = newScope(catalog);
  if (statement.kind === 'query') {
    const query = renderQuery(scope, statement);
    return finish(scope, 'SELECT', query.sql, query.outputs, null, query.locking);
  }
  const change =
    statement.kind === 'insert'
      ? renderInsert(scope, statement)
      : statement.kind === 'update'
        ? renderUpdate(scope, statement)
        : renderDelete(scope, statement);
  const command = statement.kind === 'insert' ? 'INSERT' : statement.kind === 'update' ? 'UPDATE' : 'DELETE';
  return finish(scope, command, change.sql, change.returning, change, null);
}

function finish(
  scope: Scope,
  command: Plan['command'],
  sql: string,
  outputs: readonly OutputColumn[],
  change: RenderedChange | null,
  locking: RenderedLocking | null,
): Plan {
  const { parameters, reads, aliases } = scope.translation;
  const last = Math.max(0, ...parameters.keys());
  const parameterTypes = Array.from({ length: last }, (_, index) => {
    const type = parameters.get(index + 1);
    if (type !== undefined && type.name !== 'unknown') return type;
    throw new SqlFailure('42P18', `could not determine data type of parameter $${index + 1}`);
  });
  return {
    sql,
    command,
    parameterTypes,
    fields: outputs.map(fieldOf),
    columnTypes: outputs.map((output) => output.typed.type),
    change: change && { table: change.table.name, columns: change.columns },
    locking,
    candidates: change?.candidates ?? null,
    reads,
    isRepeatable: change === null && locking === null && !asksTheWorld(sql),
    aliases,
  };
}

/** The values of a client, as SQLite keeps them. */
export function boundValues({ parameterTypes }: Plan, texts: readonly (string | null)[]): StoredValue[] {
  if (texts.length !== parameterTypes.length) {
    throw new SqlFailure(
      '08P01',
      `bind message supplies ${texts.length} parameters, but prepared statement "" requires ${parameterTypes.length}`,
    );
  }
  return texts.map((text, index) => (text === null ? null : fromText(parameterTypes[index]!, text)));
}

function fieldOf({ label, typed: { type }, origin }: OutputColumn): SqlField {
  return [label, origin?.tableId ?? 0, origin?.columnId ?? 0, oidOf(type), bytesOf(type), modifierOf(type)];
}
