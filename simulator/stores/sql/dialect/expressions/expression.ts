import { notSupported, positionOf, SqlFailure, typeMismatch } from '../../sql-failure.ts';
import type { Expression } from '../../syntax/ast.ts';
import { formatDecimal, parseDecimal } from '../../types/decimal.ts';
import { arrayOf, isNumber, isUnknown, scalar, spokenName, typeOf } from '../../types/sql-type.ts';
import { renderCall } from './calls.ts';
import { comparable, comparedType, noOperator, renderBinary, renderComparison } from './operators.ts';
import { renderInList, renderInQuery, renderQuantified, renderRowComparison } from './membership.ts';
import { checkGrouped } from '../queries/grouping.ts';
import { findColumn, render, renderSubquery, type Scope } from '../scope.ts';
import {
  asBoolean,
  bigint,
  boolean,
  castOrFail,
  integer,
  literalOf,
  numeric,
  parameterOf,
  settle,
  text,
  unify,
  type Typed,
} from './typed.ts';

type Kind<Name extends Expression['kind']> = Extract<Expression, { kind: Name }>;

export function renderExpression(scope: Scope, expression: Expression): Typed {
  if (scope.grouping) {
    const whole = renderExpression({ ...scope, grouping: null }, expression);
    if (scope.grouping.sqls.has(whole.sql)) return whole;
  }
  switch (expression.kind) {
    case 'number':
      return renderNumber(expression.text);
    case 'string':
      return literalOf(expression.text);
    case 'null':
      return literalOf(null);
    case 'boolean':
      return { sql: expression.value ? '1' : '0', type: boolean };
    case 'default':
      throw new SqlFailure('42601', 'DEFAULT is not allowed in this context', positionOf(expression.offset));
    case 'parameter':
      return parameterOf(scope, expression.number);
    case 'column':
      return renderColumn(scope, expression);
    case 'unary':
      return renderUnary(scope, expression);
    case 'binary':
      return renderBinaryExpression(scope, expression);
    case 'is':
      return renderIs(scope, expression);
    case 'distinct from':
      return renderDistinct(scope, expression);
    case 'between':
      return renderBetween(scope, expression);
    case 'like':
      return renderLike(scope, expression);
    case 'in list':
      return renderInList(scope, expression);
    case 'in query':
      return renderInQuery(scope, expression);
    case 'quantified':
      return renderQuantified(scope, expression);
    case 'exists':
      return { sql: `exists (${renderSubquery(scope, expression.query).sql})`, type: boolean };
    case 'subquery':
      return renderScalarSubquery(scope, expression);
    case 'array':
      return renderArray(scope, expression);
    case 'row':
      throw notSupported('a row value here');
    case 'cast': {
      const type = typeOf(expression.type);
      return { sql: castOrFail(scope, render(scope, expression.operand), type, 'explicit', expression.offset), type };
    }
    case 'case':
      return renderCase(scope, expression);
    case 'call':
      return renderCall(scope, expression);
  }
}

function renderNumber(digits: string): Typed {
  if (!/^\d+$/.test(digits)) return { sql: `'${formatDecimal(parseDecimal(digits))}'`, type: numeric };
  const value = BigInt(digits);
  if (value < 2_147_483_648n) return { sql: digits, type: integer };
  return value < 9_223_372_036_854_775_808n ? { sql: digits, type: bigint } : { sql: `'${digits}'`, type: numeric };
}

function renderColumn(scope: Scope, { table, name, offset }: Kind<'column'>): Typed {
  const { column, source, own } = findColumn(scope, table, name, offset);
  if (own) checkGrouped(scope, source, column, offset);
  return { sql: column.sql, type: column.type };
}

function renderUnary(scope: Scope, { operator, operand, offset }: Kind<'unary'>): Typed {
  const typed = render(scope, operand);
  if (operator === 'not') return { sql: `(not ${asBoolean(scope, typed, 'NOT')})`, type: boolean };
  if (typed.type.name === 'interval' && operator === '-') {
    return { sql: `pg_interval_scale(${typed.sql}, '*', -1)`, type: typed.type };
  }
  const number = settle(scope, typed, scalar('float8'));
  if (!isNumber(number.type)) {
    throw new SqlFailure(
      '42883',
      `operator does not exist: ${operator} ${spokenName(number.type)}`,
      positionOf(offset),
    );
  }
  if (operator === '+') return number;
  if (number.type.name === 'numeric') return { sql: `pg_numeric_subtract('0', ${number.sql})`, type: number.type };
  return { sql: `(-${number.sql})`, type: number.type };
}

function renderBinaryExpression(scope: Scope, { operator, left, right, offset }: Kind<'binary'>): Typed {
  if (operator === 'and' || operator === 'or') {
    const word = operator.toUpperCase();
    const sides = [left, right].map((side) => asBoolean(scope, render(scope, side), word));
    return { sql: `(${sides[0]} ${operator} ${sides[1]})`, type: boolean };
  }
  if (left.kind === 'row' || right.kind === 'row') return renderRowComparison(scope, operator, left, right, offset);
  return renderBinary(scope, operator, render(scope, left), render(scope, right), offset);
}

function renderIs(scope: Scope, { operand, what, negated }: Kind<'is'>): Typed {
  const typed = render(scope, operand);
  const not = negated ? 'not ' : '';
  // A parameter that is only ever tested for null stays without a type, which the plan refuses as PostgreSQL does.
  if (what === 'null') return { sql: `(${typed.sql} is ${not}null)`, type: boolean };
  const sql = asBoolean(scope, typed, `IS ${negated ? 'NOT ' : ''}${what.toUpperCase()}`);
  const value = what === 'unknown' ? 'null' : what === 'true' ? '1' : '0';
  return { sql: `(${sql} is ${not}${value})`, type: boolean };
}

function renderDistinct(scope: Scope, { left, right, negated, offset }: Kind<'distinct from'>): Typed {
  const sides = [render(scope, left), render(scope, right)];
  const known = sides.find((side) => !isUnknown(side.type))?.type ?? text;
  const [a, b] = [settle(scope, sides[0]!, known), settle(scope, sides[1]!, known)];
  const type = comparedType(a.type, b.type);
  if (type === null) throw noOperator('=', a.type, b.type, offset);
  const [sqlA, sqlB] = [comparable(scope, a, type, false), comparable(scope, b, type, false)];
  return { sql: `(${sqlA} is ${negated ? '' : 'not '}${sqlB})`, type: boolean };
}

function renderBetween(scope: Scope, { operand, low, high, negated, offset }: Kind<'between'>): Typed {
  const typed = render(scope, operand);
  const from = renderComparison(scope, '>=', typed, render(scope, low), offset);
  // Rendered once more: an undecided operand has been settled by the first comparison.
  const to = renderComparison(scope, '<=', render(scope, operand), render(scope, high), offset);
  return { sql: `(${negated ? 'not ' : ''}(${from} and ${to}))`, type: boolean };
}

function renderLike(scope: Scope, { operand, pattern, negated, ignoreCase, offset }: Kind<'like'>): Typed {
  const given = [render(scope, operand), render(scope, pattern)];
  const sides = given.map((side) => settle(scope, side, text));
  const wrong = sides.find((side) => !['text', 'varchar', 'bpchar'].includes(side.type.name) || side.type.array);
  if (wrong) throw noOperator(ignoreCase ? '~~*' : '~~', given[0]!.type, given[1]!.type, offset);
  const call = `pg_like(${sides[0]!.sql}, ${sides[1]!.sql}, ${ignoreCase ? 1 : 0})`;
  return { sql: negated ? `(not ${call})` : call, type: boolean };
}

function renderScalarSubquery(scope: Scope, { query, offset }: Kind<'subquery'>): Typed {
  const inner = renderSubquery(scope, query);
  if (inner.columns.length !== 1) {
    throw new SqlFailure('42601', 'subquery must return only one column', positionOf(offset));
  }
  const type = isUnknown(inner.columns[0]!.type) ? text : inner.columns[0]!.type;
  return { sql: `(${inner.sql})`, type };
}

function renderArray(scope: Scope, { items }: Kind<'array'>): Typed {
  const { type, sqls } = unify(
    scope,
    items.map((item) => render(scope, item)),
    'ARRAY',
  );
  return { sql: `json_array(${sqls.join(', ')})`, type: arrayOf(type) };
}

function renderCase(scope: Scope, { operand, branches, otherwise, offset }: Kind<'case'>): Typed {
  const results = branches.map((branch) => render(scope, branch.then));
  if (otherwise) results.push(render(scope, otherwise));
  const { type, sqls } = unify(scope, results, 'CASE');
  const whens = branches.map(({ when }) =>
    operand === null
      ? asBoolean(scope, render(scope, when), 'CASE/WHEN')
      : renderComparison(scope, '=', render(scope, operand), render(scope, when), offset),
  );
  const parts = whens.map((when, index) => `when ${when} then ${sqls[index]}`);
  const rest = otherwise ? ` else ${sqls[branches.length]}` : '';
  return { sql: `(case ${parts.join(' ')}${rest} end)`, type };
}

/** A condition of WHERE, HAVING, ON, CHECK. */
export function renderCondition(scope: Scope, expression: Expression, clause: string): string {
  const typed = settle(scope, render(scope, expression), boolean);
  if (typed.type.name !== 'bool') {
    throw typeMismatch(`argument of ${clause} must be type boolean, not type ${spokenName(typed.type)}`);
  }
  return typed.sql;
}
