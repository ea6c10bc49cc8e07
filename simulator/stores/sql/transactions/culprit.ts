import { columnNamed, indexesOf, tableNamed, type Catalog, type Index, type Table } from '../dialect/catalog.ts';
import { renderCondition } from '../dialect/expressions/expression.ts';
import { quoteName } from '../dialect/quoting.ts';
import { indexKeySql, scopeOfTable } from '../dialect/table-sql.ts';
import type { SqliteDatabase } from '../sqlite-engine.ts';
import { SqlFailure } from '../sql-failure.ts';
import type { Expression } from '../syntax/ast.ts';
import { toText, type StoredValue } from '../types/text-codec.ts';

/** A row that a statement meant to write; `row` is its number if it was there before. */
export interface Candidate {
  readonly row: number | null;
  readonly values: readonly StoredValue[];
}

/** SQLite names the rule that was broken; which row broke it has to be found, for PostgreSQL's `detail`. */
export function withDetail(
  sqlite: SqliteDatabase,
  catalog: Catalog,
  failure: SqlFailure,
  candidates: readonly Candidate[],
): SqlFailure {
  const { code, table: tableName } = failure.fields;
  if (tableName === undefined) return failure;
  const table = tableNamed(catalog, tableName);
  if (code === '23505') return duplicate(sqlite, catalog, table, candidates) ?? failure;
  const culprit = candidates.find((candidate) => isGuilty(sqlite, catalog, table, failure, candidate));
  if (!culprit) return failure;
  const shown = table.columns.map((column, index) => toText(column.type, culprit.values[index]!) ?? 'null');
  return detailed(failure, `Failing row contains (${shown.join(', ')}).`);
}

function detailed(failure: SqlFailure, detail: string): SqlFailure {
  const { severity: _severity, code, message, ...extras } = failure.fields;
  return new SqlFailure(code, message, { ...extras, detail });
}

function isGuilty(
  sqlite: SqliteDatabase,
  catalog: Catalog,
  table: Table,
  failure: SqlFailure,
  candidate: Candidate,
): boolean {
  const { code, column, constraint } = failure.fields;
  if (code === '23502') {
    const index = table.columns.findIndex(({ name }) => name === column);
    return index >= 0 && candidate.values[index] === null;
  }
  const check = table.checks.find(({ name }) => name === constraint);
  if (!check) return false;
  const condition = renderCondition(scopeOfTable(catalog, table), check.expression, 'CHECK');
  return sqlite.run(`select ${condition} from (${rowSql(table)})`, candidate.values)[0]![0] === 0;
}

function rowSql(table: Table): string {
  return `select ${table.columns.map((column, index) => `?${index + 1} as ${quoteName(column.name)}`).join(', ')}`;
}

/** The first unique index, in order of creation, that has the key of a candidate already. */
function duplicate(
  sqlite: SqliteDatabase,
  catalog: Catalog,
  table: Table,
  candidates: readonly Candidate[],
): SqlFailure | null {
  const seen = new Set<string>();
  for (const candidate of candidates) {
    for (const index of indexesOf(catalog, table.name)) {
      if (!index.unique) continue;
      const { keys, where } = indexKeySql(catalog, table, index);
      const condition = where === null ? '' : ` where ${where}`;
      const [key] = sqlite.run(`select ${keys.join(', ')} from (${rowSql(table)})${condition}`, candidate.values);
      if (!key || key.includes(null)) continue;
      const own = candidate.row === null ? '' : ` and rowid <> ${candidate.row}`;
      const same = keys.map((sql, position) => `${sql} = ?${position + 1}`).join(' and ');
      const also = where === null ? '' : ` and (${where})`;
      const found = sqlite.run(`select 1 from ${quoteName(table.name)} where ${same}${own}${also} limit 1`, key);
      const name = JSON.stringify([index.name, key.map(String)]);
      if (found.length > 0 || seen.has(name)) return duplicateOf(table, index, key);
      seen.add(name);
    }
  }
  return null;
}

function duplicateOf(table: Table, index: Index, key: readonly StoredValue[]): SqlFailure {
  const names = index.keys.map(({ expression }) => written(expression));
  const shown = key.map((value, position) => {
    const { expression } = index.keys[position]!;
    const column = expression.kind === 'column' ? columnNamed(table, expression.name) : undefined;
    return column ? toText(column.type, value) : String(value);
  });
  return new SqlFailure('23505', `duplicate key value violates unique constraint "${index.name}"`, {
    schema: 'public',
    table: table.name,
    constraint: index.name,
    detail: `Key (${names.join(', ')})=(${shown.join(', ')}) already exists.`,
  });
}

function written(expression: Expression): string {
  if (expression.kind === 'column') return expression.name;
  if (expression.kind === 'call') return `${expression.name}(${expression.arguments.map(written).join(', ')})`;
  return expression.kind === 'string' ? `'${expression.text}'` : 'expression';
}
