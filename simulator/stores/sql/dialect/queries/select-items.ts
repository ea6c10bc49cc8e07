import { positionOf, SqlFailure } from '../../sql-failure.ts';
import type { Expression, SelectItem } from '../../syntax/ast.ts';
import { checkGrouped } from './grouping.ts';
import { findColumn, render, type Scope, type Source, type SourceColumn, type Typed } from '../scope.ts';

export interface OutputColumn {
  readonly label: string;
  readonly typed: Typed;
  /** Where a plain column comes from, for the field's description. */
  readonly origin: { readonly tableId: number; readonly columnId: number } | null;
}

export function renderItems(scope: Scope, items: readonly SelectItem[]): OutputColumn[] {
  return items.flatMap((item): OutputColumn[] => {
    if (item.expression === null) return expandStar(scope, item);
    const typed = render(scope, item.expression);
    return [{ label: item.alias ?? labelOf(item.expression), typed, origin: originOf(scope, item.expression) }];
  });
}

function expandStar(scope: Scope, item: SelectItem): OutputColumn[] {
  const sources = item.table === null ? scope.sources : scope.sources.filter((source) => source.alias === item.table);
  if (sources.length === 0) {
    if (item.table === null)
      throw new SqlFailure('42601', 'SELECT * with no tables specified is not valid', positionOf(item.offset));
    throw new SqlFailure('42P01', `missing FROM-clause entry for table "${item.table}"`, positionOf(item.offset));
  }
  const merged = item.table === null ? scope.merged : [];
  const names = new Set(merged.map((column) => column.name));
  const shared = merged.map((column): OutputColumn => ({
    label: column.name,
    typed: { sql: column.sql, type: column.type },
    origin: null,
  }));
  const own = sources
    .filter((source) => source.alias !== 'excluded')
    .flatMap((source) =>
      source.columns
        .filter((column) => !names.has(column.name))
        .map((column): OutputColumn => {
          checkGrouped(scope, source, column, item.offset);
          return { label: column.name, typed: { sql: column.sql, type: column.type }, origin: placeOf(source, column) };
        }),
    );
  return [...shared, ...own];
}

function placeOf(source: Source | null, column: SourceColumn): OutputColumn['origin'] {
  return source?.table ? { tableId: source.table.id, columnId: column.columnId } : null;
}

function originOf(scope: Scope, expression: Expression): OutputColumn['origin'] {
  if (expression.kind !== 'column') return null;
  const { source, column } = findColumn(scope, expression.table, expression.name, expression.offset);
  return placeOf(source, column);
}

/** The name PostgreSQL gives to a column that has none. */
function labelOf(expression: Expression): string {
  switch (expression.kind) {
    case 'column':
      return expression.name;
    case 'call':
      return expression.name === 'trim' ? 'btrim' : expression.name;
    case 'cast': {
      const inner = labelOf(expression.operand);
      return inner === '?column?' ? expression.type.name : inner;
    }
    case 'case': {
      const inner = expression.otherwise ? labelOf(expression.otherwise) : '?column?';
      return inner === '?column?' ? 'case' : inner;
    }
    case 'boolean':
      return 'bool';
    case 'exists':
    case 'array':
      return expression.kind;
    case 'subquery': {
      const { body } = expression.query;
      const [item] = body.kind === 'select' ? body.items : [];
      return item?.alias ?? (item?.expression ? labelOf(item.expression) : '?column?');
    }
    default:
      return '?column?';
  }
}
