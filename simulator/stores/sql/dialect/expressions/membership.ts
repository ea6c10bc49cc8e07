import { notSupported, positionOf, SqlFailure } from '../../sql-failure.ts';
import type { Expression } from '../../syntax/ast.ts';
import { arrayOf, elementOf, isUnknown } from '../../types/sql-type.ts';
import { comparable, comparedType, noOperator, renderComparison } from './operators.ts';
import { render, renderSubquery, type Scope, type Typed } from '../scope.ts';
import { boolean, settle, text } from './typed.ts';

type Kind<Name extends Expression['kind']> = Extract<Expression, { kind: Name }>;

/** `(a, b) = (c, d)`, and `(a, b) < (c, d)` as keyset pagination writes it. */
export function renderRowComparison(
  scope: Scope,
  operator: string,
  left: Expression,
  right: Expression,
  offset: number,
): Typed {
  if (left.kind !== 'row' || right.kind !== 'row') throw notSupported('a row compared with something else');
  if (left.items.length !== right.items.length) {
    throw new SqlFailure('42601', 'unequal number of entries in row expressions', positionOf(offset));
  }
  const compare = (sign: string, index: number): string =>
    renderComparison(scope, sign, render(scope, left.items[index]!), render(scope, right.items[index]!), offset);
  const last = left.items.length - 1;
  if (operator === '=' || operator === '<>') {
    const parts = left.items.map((_, index) => compare(operator, index));
    return { sql: `(${parts.join(operator === '=' ? ' and ' : ' or ')})`, type: boolean };
  }
  if (!['<', '>', '<=', '>='].includes(operator)) throw notSupported(`the operator ${operator} between rows`);
  let sql = compare(operator, last);
  const strict = operator.slice(0, 1);
  for (let index = last - 1; index >= 0; index--) {
    sql = `(${compare(strict, index)} or (${compare('=', index)} and ${sql}))`;
  }
  return { sql, type: boolean };
}

export function renderInList(scope: Scope, { operand, list, negated, offset }: Kind<'in list'>): Typed {
  if (operand.kind === 'row') {
    const rows = list.map((item) => renderRowComparison(scope, '=', operand, item, offset).sql);
    return { sql: `(${negated ? 'not ' : ''}(${rows.join(' or ')}))`, type: boolean };
  }
  const items = [render(scope, operand), ...list.map((item) => render(scope, item))];
  const known = items.find((item) => !isUnknown(item.type))?.type ?? text;
  const settled = items.map((item) => settle(scope, item, known));
  let type = settled[0]!.type;
  for (const item of settled) {
    const wider = comparedType(type, item.type);
    if (wider === null) throw noOperator('=', settled[0]!.type, item.type, offset);
    type = wider;
  }
  const [first, ...rest] = settled.map((item) => comparable(scope, item, type, false));
  return { sql: `(${first} ${negated ? 'not ' : ''}in (${rest.join(', ')}))`, type: boolean };
}

export function renderInQuery(scope: Scope, { operand, query, negated, offset }: Kind<'in query'>): Typed {
  const operands = (operand.kind === 'row' ? operand.items : [operand]).map((item) => render(scope, item));
  const inner = renderSubquery(scope, query);
  if (inner.columns.length !== operands.length) {
    const few = inner.columns.length < operands.length ? 'few' : 'many';
    throw new SqlFailure('42601', `subquery has too ${few} columns`, positionOf(offset));
  }
  const lefts: string[] = [];
  const rights: string[] = [];
  inner.columns.forEach((column, index) => {
    const left = settle(scope, operands[index]!, column.type);
    const type = comparedType(left.type, column.type);
    if (type === null) throw noOperator('=', left.type, column.type, offset);
    lefts.push(comparable(scope, left, type, false));
    rights.push(comparable(scope, { sql: column.name, type: column.type }, type, false));
  });
  const left = lefts.length === 1 ? lefts[0]! : `(${lefts.join(', ')})`;
  return {
    sql: `(${left} ${negated ? 'not ' : ''}in (select ${rights.join(', ')} from (${inner.sql})))`,
    type: boolean,
  };
}

/** `= any($1)`, `<> all($1)` over an array or a subquery. */
export function renderQuantified(scope: Scope, expression: Kind<'quantified'>): Typed {
  const { operator, operand, all, array, query, offset } = expression;
  const left = render(scope, operand);
  if (query) {
    if ((operator === '=' && !all) || (operator === '<>' && all)) {
      return renderInQuery(scope, { kind: 'in query', operand, query, negated: all, offset });
    }
    throw notSupported(`${operator} ${all ? 'ALL' : 'ANY'} over a subquery`);
  }
  const items = settle(scope, render(scope, array!), arrayOf(isUnknown(left.type) ? text : left.type));
  if (!items.type.array) {
    throw new SqlFailure('42809', 'op ANY/ALL (array) requires array on right side', positionOf(offset));
  }
  const element: Typed = { sql: 'value', type: elementOf(items.type) };
  const comparison = renderComparison(scope, operator, settle(scope, left, element.type), element, offset);
  const found = `exists (select 1 from json_each(${items.sql}) where ${all ? `not ${comparison}` : comparison})`;
  const simple = renderSimpleAny(scope, operator, all, left, items, offset);
  return {
    sql: simple ?? `(case when ${items.sql} is null then null else ${all ? 'not ' : ''}${found} end)`,
    type: boolean,
  };
}

/** The usual form, which SQLite can answer with an index. */
function renderSimpleAny(
  scope: Scope,
  operator: string,
  all: boolean,
  left: Typed,
  items: Typed,
  offset: number,
): string | null {
  if (!((operator === '=' && !all) || (operator === '<>' && all))) return null;
  const element = elementOf(items.type);
  const operand = settle(scope, left, element);
  const type = comparedType(operand.type, element);
  if (type === null) throw noOperator(operator, operand.type, element, offset);
  const list = `select ${comparable(scope, { sql: 'value', type: element }, type, false)} from json_each(${items.sql})`;
  return `(${comparable(scope, operand, type, false)} ${all ? 'not ' : ''}in (${list}))`;
}
