import type { Expression, OrderItem, Select } from '../../syntax/ast.ts';
import { aggregateNames } from '../expressions/aggregates.ts';
import { primaryKeyOf } from '../catalog.ts';
import { positionOf, SqlFailure } from '../../sql-failure.ts';
import type { Grouping, Scope, Source, SourceColumn, Typed } from '../scope.ts';

export function isGrouped(select: Select, orderBy: readonly OrderItem[]): boolean {
  if (select.groupBy.length > 0 || select.having !== null) return true;
  const expressions = [
    ...select.items.flatMap((item) => (item.expression ? [item.expression] : [])),
    ...orderBy.map((item) => item.expression),
  ];
  return expressions.some(holdsAggregate);
}

export function holdsAggregates(select: Select): boolean {
  const items = select.items.flatMap((item) => (item.expression ? [item.expression] : []));
  return [...items, ...(select.having ? [select.having] : [])].some(holdsAggregate);
}

function holdsAggregate(expression: Expression): boolean {
  if (expression.kind === 'call' && expression.over === null && aggregateNames.has(expression.name)) return true;
  return partsOf(expression).some(holdsAggregate);
}

/** Subexpressions of the same query level. */
function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'unary':
    case 'is':
    case 'cast':
    case 'in query':
      return [expression.operand];
    case 'binary':
    case 'distinct from':
      return [expression.left, expression.right];
    case 'between':
      return [expression.operand, expression.low, expression.high];
    case 'like':
      return [expression.operand, expression.pattern];
    case 'in list':
      return [expression.operand, ...expression.list];
    case 'quantified':
      return expression.array ? [expression.operand, expression.array] : [expression.operand];
    case 'array':
    case 'row':
      return expression.items;
    case 'case':
      return [
        ...(expression.operand ? [expression.operand] : []),
        ...expression.branches.flatMap((branch) => [branch.when, branch.then]),
        ...(expression.otherwise ? [expression.otherwise] : []),
      ];
    case 'call':
      return [
        ...expression.arguments,
        ...(expression.over
          ? [...expression.over.partitionBy, ...expression.over.orderBy.map((item) => item.expression)]
          : []),
      ];
    default:
      return [];
  }
}

/** GROUP BY may name an output by number, or by its alias where no input column has that name. */
export function resolveGroupBy(select: Select, scope: Scope): Expression[] {
  return select.groupBy.map((item) => {
    if (item.kind === 'number' && /^\d+$/.test(item.text)) {
      const chosen = select.items[Number(item.text) - 1]?.expression;
      if (!chosen) throw new SqlFailure('42P10', `GROUP BY position ${item.text} is not in select list`);
      return chosen;
    }
    if (item.kind !== 'column' || item.table !== null) return item;
    const isInput = [...scope.sources.flatMap((source) => source.columns), ...scope.merged].some(
      ({ name }) => name === item.name,
    );
    if (isInput) return item;
    return select.items.find((candidate) => candidate.alias === item.name)?.expression ?? item;
  });
}

export function groupingOf(scope: Scope, groups: readonly Typed[]): Grouping {
  const sqls = new Set(groups.map((group) => group.sql));
  const determined = new Set<string>();
  for (const source of scope.sources) {
    const key = source.table ? primaryKeyOf(scope.translation.catalog, source.table.name) : null;
    const columns = key?.map((name) => source.columns.find((column) => column.name === name)!.sql);
    if (columns?.every((sql) => sqls.has(sql))) determined.add(source.alias);
  }
  return { sqls, determined };
}

/** Outside of aggregates a grouped query may show only what is the same for the whole group. */
export function checkGrouped(scope: Scope, source: Source | null, column: SourceColumn, offset: number): void {
  if (scope.grouping === null || scope.grouping.sqls.has(column.sql)) return;
  if (source !== null && scope.grouping.determined.has(source.alias)) return;
  const shown = source === null ? column.name : `${source.alias}.${column.name}`;
  throw new SqlFailure(
    '42803',
    `column "${shown}" must appear in the GROUP BY clause or be used in an aggregate function`,
    positionOf(offset),
  );
}
