import { notSupported } from '../sql-failure.ts';
import type { Expression, IsTest } from './ast.ts';
import { isQueryStart, type Grammar } from './grammar.ts';
import { isPrimaryStart, parsePrimary } from './parse-primary.ts';
import { parseType } from './parse-type.ts';

export function parseExpression(grammar: Grammar): Expression {
  return parseOr(grammar);
}

function parseOr(grammar: Grammar): Expression {
  let left = parseAnd(grammar);
  for (;;) {
    const { offset } = grammar.reader.peek();
    if (!grammar.reader.acceptWords('or')) return left;
    left = { kind: 'binary', operator: 'or', left, right: parseAnd(grammar), offset };
  }
}

function parseAnd(grammar: Grammar): Expression {
  let left = parseNot(grammar);
  for (;;) {
    const { offset } = grammar.reader.peek();
    if (!grammar.reader.acceptWords('and')) return left;
    left = { kind: 'binary', operator: 'and', left, right: parseNot(grammar), offset };
  }
}

function parseNot(grammar: Grammar): Expression {
  const { offset } = grammar.reader.peek();
  if (!grammar.reader.acceptWords('not')) return parseIs(grammar);
  return { kind: 'unary', operator: 'not', operand: parseNot(grammar), offset };
}

function parseIs(grammar: Grammar): Expression {
  const { reader } = grammar;
  let operand = parseComparison(grammar);
  for (;;) {
    const { offset } = reader.peek();
    if (reader.acceptWords('isnull')) operand = { kind: 'is', operand, what: 'null', negated: false };
    else if (reader.acceptWords('notnull')) operand = { kind: 'is', operand, what: 'null', negated: true };
    else if (reader.acceptWords('is')) operand = parseIsTest(grammar, operand, offset);
    else return operand;
  }
}

function parseIsTest(grammar: Grammar, operand: Expression, offset: number): Expression {
  const { reader } = grammar;
  const negated = reader.acceptWords('not');
  if (reader.acceptWords('distinct', 'from')) {
    return { kind: 'distinct from', left: operand, right: parseComparison(grammar), negated, offset };
  }
  for (const what of ['null', 'true', 'false', 'unknown'] satisfies IsTest[]) {
    if (reader.acceptWords(what)) return { kind: 'is', operand, what, negated };
  }
  throw reader.unexpected();
}

const comparisons = ['<', '>', '=', '<=', '>=', '<>', '!='];

function parseComparison(grammar: Grammar): Expression {
  const { reader } = grammar;
  const left = parseMatching(grammar);
  const token = reader.peek();
  if (token.kind !== 'operator' || !comparisons.includes(token.text)) return left;
  reader.next();
  const operator = token.text === '!=' ? '<>' : token.text;
  if (reader.isWord('any') || reader.isWord('some') || reader.isWord('all')) {
    return parseQuantified(grammar, left, operator, token.offset);
  }
  return { kind: 'binary', operator, left, right: parseMatching(grammar), offset: token.offset };
}

function parseQuantified(grammar: Grammar, operand: Expression, operator: string, offset: number): Expression {
  const all = grammar.reader.next().text === 'all';
  return grammar.reader.parenthesized((): Expression => {
    const query = isQueryStart(grammar.reader);
    return {
      kind: 'quantified',
      operator,
      operand,
      all,
      array: query ? null : parseExpression(grammar),
      query: query ? grammar.query() : null,
      offset,
    };
  });
}

/** BETWEEN, IN and LIKE bind closer than comparisons and less close than other operators. */
function parseMatching(grammar: Grammar): Expression {
  const { reader } = grammar;
  let operand = parseOtherOperator(grammar);
  for (;;) {
    const { offset } = reader.peek();
    const negated = reader.isWord('not') && ['between', 'in', 'like', 'ilike', 'similar'].includes(reader.peek(1).text);
    if (negated) reader.next();
    if (reader.acceptWords('between')) {
      reader.acceptWords('asymmetric');
      if (reader.isWord('symmetric')) throw notSupported('BETWEEN SYMMETRIC');
      const low = parseOtherOperator(grammar);
      reader.expectWords('and');
      operand = { kind: 'between', operand, low, high: parseOtherOperator(grammar), negated, offset };
    } else if (reader.isWord('like') || reader.isWord('ilike')) {
      const ignoreCase = reader.next().text === 'ilike';
      operand = { kind: 'like', operand, pattern: parseOtherOperator(grammar), negated, ignoreCase, offset };
      if (reader.isWord('escape')) throw notSupported('LIKE ... ESCAPE');
    } else if (reader.acceptWords('in')) {
      operand = parseIn(grammar, operand, negated, offset);
    } else if (reader.isWord('similar')) {
      throw notSupported('SIMILAR TO');
    } else {
      return operand;
    }
  }
}

function parseIn(grammar: Grammar, operand: Expression, negated: boolean, offset: number): Expression {
  return grammar.reader.parenthesized((): Expression => {
    if (isQueryStart(grammar.reader)) return { kind: 'in query', operand, query: grammar.query(), negated, offset };
    const list = grammar.reader.commaSeparated(() => parseExpression(grammar));
    return { kind: 'in list', operand, list, negated, offset };
  });
}

const otherOperators = ['||', '->', '->>', '#>', '#>>', '@>', '<@', '?', '?|', '?&'];
const refusedOperators = ['~', '!~', '~~', '!~~', '&', '|', '#', '@', '^'];

function parseOtherOperator(grammar: Grammar): Expression {
  const { reader } = grammar;
  let left = parseSum(grammar);
  for (;;) {
    const token = reader.peek();
    if (token.kind !== 'operator') return left;
    if (refusedOperators.includes(token.text)) throw notSupported(`the operator ${token.text}`);
    if (!otherOperators.includes(token.text)) return left;
    reader.next();
    left = { kind: 'binary', operator: token.text, left, right: parseSum(grammar), offset: token.offset };
  }
}

function parseSum(grammar: Grammar): Expression {
  return parseLeftAssociative(grammar, ['+', '-'], parseProduct);
}

function parseProduct(grammar: Grammar): Expression {
  return parseLeftAssociative(grammar, ['*', '/', '%'], parseUnary);
}

function parseLeftAssociative(
  grammar: Grammar,
  operators: readonly string[],
  parseOperand: (grammar: Grammar) => Expression,
): Expression {
  let left = parseOperand(grammar);
  for (;;) {
    const token = grammar.reader.peek();
    if (token.kind !== 'operator' || !operators.includes(token.text)) return left;
    grammar.reader.next();
    left = { kind: 'binary', operator: token.text, left, right: parseOperand(grammar), offset: token.offset };
  }
}

function parseUnary(grammar: Grammar): Expression {
  const { reader } = grammar;
  const { offset } = reader.peek();
  if (reader.acceptOperator('-')) return { kind: 'unary', operator: '-', operand: parseUnary(grammar), offset };
  if (reader.acceptOperator('+')) return { kind: 'unary', operator: '+', operand: parseUnary(grammar), offset };
  return parsePostfix(grammar);
}

function parsePostfix(grammar: Grammar): Expression {
  const { reader } = grammar;
  if (!isPrimaryStart(reader)) throw reader.unexpected();
  let operand = parsePrimary(grammar);
  for (;;) {
    const { offset } = reader.peek();
    if (reader.acceptOperator('::')) operand = { kind: 'cast', operand, type: parseType(reader), offset };
    else if (reader.isOperator('[')) throw notSupported('an array subscript');
    else if (reader.isWord('at', 'time', 'zone')) throw notSupported('AT TIME ZONE');
    else if (reader.isWord('collate')) throw notSupported('COLLATE');
    else return operand;
  }
}
