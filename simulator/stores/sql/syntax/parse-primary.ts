import { notSupported } from '../sql-failure.ts';
import type { Expression, FunctionCall, OrderItem, Window } from './ast.ts';
import { isQueryStart, type Grammar } from './grammar.ts';
import { parseType } from './parse-type.ts';
import type { TokenReader } from './token-reader.ts';

const wordExpressions = ['case', 'cast', 'exists', 'array', 'null', 'true', 'false', 'default', 'interval', 'row'];
const wordFunctions = ['current_timestamp', 'current_date', 'localtimestamp', 'current_user', 'session_user', 'user'];

export function isPrimaryStart(reader: TokenReader): boolean {
  const token = reader.peek();
  if (token.kind === 'operator') return token.text === '(';
  if (token.kind !== 'word') return token.kind !== 'end';
  if (['left', 'right'].includes(token.text)) return reader.isOperator('(', 1);
  return reader.isName() || wordExpressions.includes(token.text) || wordFunctions.includes(token.text);
}

export function parsePrimary(grammar: Grammar): Expression {
  const { reader } = grammar;
  const token = reader.peek();
  switch (token.kind) {
    case 'number':
      reader.next();
      return { kind: 'number', text: token.text, offset: token.offset };
    case 'string':
      reader.next();
      return { kind: 'string', text: token.text, offset: token.offset };
    case 'parameter':
      reader.next();
      return { kind: 'parameter', number: Number(token.text), offset: token.offset };
    case 'operator':
      return parseParenthesized(grammar);
    default:
      return parseWord(grammar);
  }
}

function parseParenthesized(grammar: Grammar): Expression {
  const { reader } = grammar;
  const { offset } = reader.peek();
  return reader.parenthesized((): Expression => {
    if (isQueryStart(reader)) return { kind: 'subquery', query: grammar.query(), offset };
    const items = reader.commaSeparated(() => grammar.expression());
    return items.length === 1 ? items[0]! : { kind: 'row', items, offset };
  });
}

function parseWord(grammar: Grammar): Expression {
  const { reader } = grammar;
  const { offset } = reader.peek();
  if (reader.peek().kind === 'word') {
    if (reader.acceptWords('null')) return { kind: 'null' };
    if (reader.acceptWords('true')) return { kind: 'boolean', value: true };
    if (reader.acceptWords('false')) return { kind: 'boolean', value: false };
    if (reader.acceptWords('default')) return { kind: 'default', offset };
    if (reader.isWord('case')) return parseCase(grammar);
    if (reader.isWord('cast')) return parseCast(grammar);
    if (reader.isWord('exists') && reader.isOperator('(', 1)) {
      reader.next();
      return reader.parenthesized((): Expression => ({ kind: 'exists', query: grammar.query() }));
    }
    if (reader.isWord('array')) return parseArray(grammar);
    if (reader.isWord('row') && reader.isOperator('(', 1)) throw notSupported('ROW(...)');
    if (reader.isWord('extract') && reader.isOperator('(', 1)) return parseExtract(grammar);
    if (reader.isWord('substring') && reader.isOperator('(', 1)) return parseSubstring(grammar);
    if (reader.isWord('position') && reader.isOperator('(', 1)) return parsePosition(grammar);
    if (reader.isWord('trim') && reader.isOperator('(', 1)) return parseTrim(grammar);
    if (wordFunctions.includes(reader.peek().text)) return plainCall(reader.next().text, [], offset);
    const typed = parseTypedLiteral(grammar);
    if (typed) return typed;
  }
  return parseColumnOrCall(grammar);
}

/** `interval '1 hour'`, `date '2026-01-01'`: a type's name before a string. */
function parseTypedLiteral(grammar: Grammar): Expression | null {
  const { reader } = grammar;
  const token = reader.peek();
  if (!['interval', 'date', 'timestamp', 'timestamptz', 'numeric', 'json', 'jsonb', 'uuid'].includes(token.text))
    return null;
  const zoned = reader.isWord('timestamp', 'with', 'time', 'zone');
  if (!zoned && reader.peek(1).kind !== 'string') return null;
  const type = parseType(reader);
  const { offset } = reader.peek();
  const operand: Expression = { kind: 'string', text: reader.string(), offset };
  return { kind: 'cast', operand, type, offset: token.offset };
}

function parseColumnOrCall(grammar: Grammar): Expression {
  const { reader } = grammar;
  const { offset } = reader.peek();
  const first = reader.label();
  if (reader.isOperator('(')) return parseCall(grammar, first, offset);
  if (!reader.acceptOperator('.')) return { kind: 'column', table: null, name: first, offset };
  const second = reader.label();
  if (reader.isOperator('(')) {
    if (first !== 'pg_catalog') throw notSupported(`the schema "${first}"`);
    return parseCall(grammar, second, offset);
  }
  if (!reader.acceptOperator('.')) return { kind: 'column', table: first, name: second, offset };
  return { kind: 'column', table: second, name: reader.label(), offset };
}

function plainCall(name: string, values: readonly Expression[], offset: number): FunctionCall {
  return {
    kind: 'call',
    name,
    arguments: values,
    star: false,
    distinct: false,
    orderBy: [],
    filter: null,
    over: null,
    offset,
  };
}

export function parseCall(grammar: Grammar, name: string, offset: number): FunctionCall {
  const { reader } = grammar;
  const inside = reader.parenthesized(() => {
    if (reader.acceptOperator('*')) return { star: true, distinct: false, values: [], orderBy: [] };
    if (reader.isOperator(')')) return { star: false, distinct: false, values: [], orderBy: [] };
    const distinct = reader.acceptWords('distinct');
    if (!distinct) reader.acceptWords('all');
    const values = reader.commaSeparated(() => grammar.expression());
    if (reader.isOperator('=', 0)) throw notSupported('a named argument');
    return { star: false, distinct, values, orderBy: parseOrderBy(grammar) };
  });
  if (reader.isWord('within', 'group')) throw notSupported('WITHIN GROUP');
  const filter = reader.acceptWords('filter')
    ? reader.parenthesized(() => {
        reader.expectWords('where');
        return grammar.expression();
      })
    : null;
  const over = reader.acceptWords('over') ? parseWindow(grammar) : null;
  const { star, distinct, values, orderBy } = inside;
  return { kind: 'call', name, arguments: values, star, distinct, orderBy, filter, over, offset };
}

export function parseOrderBy(grammar: Grammar): OrderItem[] {
  const { reader } = grammar;
  if (!reader.acceptWords('order', 'by')) return [];
  return reader.commaSeparated(() => {
    const expression = grammar.expression();
    const descending = reader.acceptWords('desc');
    if (!descending) reader.acceptWords('asc');
    const nulls = reader.acceptWords('nulls', 'first') ? 'first' : reader.acceptWords('nulls', 'last') ? 'last' : null;
    return { expression, descending, nulls };
  });
}

function parseWindow(grammar: Grammar): Window {
  const { reader } = grammar;
  if (!reader.isOperator('(')) throw notSupported('a named window');
  return reader.parenthesized(() => {
    const partitionBy = reader.acceptWords('partition', 'by') ? reader.commaSeparated(() => grammar.expression()) : [];
    const orderBy = parseOrderBy(grammar);
    const words: string[] = [];
    if (reader.isWord('rows') || reader.isWord('range') || reader.isWord('groups')) {
      while (!reader.isOperator(')')) {
        const token = reader.next();
        if (token.kind !== 'word' && token.kind !== 'number') throw notSupported('an expression in a window frame');
        words.push(token.text);
      }
    }
    return { partitionBy, orderBy, frame: words.length === 0 ? null : words.join(' ') };
  });
}

function parseCase(grammar: Grammar): Expression {
  const { reader } = grammar;
  const { offset } = reader.next();
  const operand = reader.isWord('when') ? null : grammar.expression();
  const branches = [];
  while (reader.acceptWords('when')) {
    const when = grammar.expression();
    reader.expectWords('then');
    branches.push({ when, then: grammar.expression() });
  }
  if (branches.length === 0) throw reader.unexpected();
  const otherwise = reader.acceptWords('else') ? grammar.expression() : null;
  reader.expectWords('end');
  return { kind: 'case', operand, branches, otherwise, offset };
}

function parseCast(grammar: Grammar): Expression {
  const { reader } = grammar;
  const { offset } = reader.next();
  return reader.parenthesized((): Expression => {
    const operand = grammar.expression();
    reader.expectWords('as');
    return { kind: 'cast', operand, type: parseType(reader), offset };
  });
}

function parseArray(grammar: Grammar): Expression {
  const { reader } = grammar;
  const { offset } = reader.next();
  if (!reader.acceptOperator('[')) throw notSupported('ARRAY(subquery)');
  const items = reader.isOperator(']') ? [] : reader.commaSeparated(() => grammar.expression());
  reader.expectOperator(']');
  return { kind: 'array', items, offset };
}

function parseExtract(grammar: Grammar): Expression {
  const { reader } = grammar;
  const { offset } = reader.next();
  return reader.parenthesized(() => {
    const field = reader.peek();
    const text = field.kind === 'string' ? reader.string() : reader.label();
    reader.expectWords('from');
    const value = grammar.expression();
    return plainCall('extract', [{ kind: 'string', text: text.toLowerCase(), offset: field.offset }, value], offset);
  });
}

function parseSubstring(grammar: Grammar): Expression {
  const { reader } = grammar;
  const { offset } = reader.next();
  return reader.parenthesized(() => {
    const values = [grammar.expression()];
    const spoken = reader.isWord('from') || reader.isWord('for');
    if (spoken) {
      values.push(reader.acceptWords('from') ? grammar.expression() : { kind: 'number', text: '1', offset });
      if (reader.acceptWords('for')) values.push(grammar.expression());
    } else {
      while (reader.acceptOperator(',')) values.push(grammar.expression());
    }
    return plainCall('substring', values, offset);
  });
}

function parsePosition(grammar: Grammar): Expression {
  const { reader } = grammar;
  const { offset } = reader.next();
  return reader.parenthesized(() => {
    // The search string stops at IN, which a full expression would swallow.
    const needle = parsePrimary(grammar);
    reader.expectWords('in');
    return plainCall('strpos', [grammar.expression(), needle], offset);
  });
}

function parseTrim(grammar: Grammar): Expression {
  const { reader } = grammar;
  const { offset } = reader.next();
  return reader.parenthesized(() => {
    const side = reader.acceptWords('leading') ? 'ltrim' : reader.acceptWords('trailing') ? 'rtrim' : 'btrim';
    reader.acceptWords('both');
    if (reader.acceptWords('from')) return plainCall(side, [grammar.expression()], offset);
    const first = grammar.expression();
    if (reader.acceptWords('from')) return plainCall(side, [grammar.expression(), first], offset);
    return plainCall(side, reader.acceptOperator(',') ? [first, grammar.expression()] : [first], offset);
  });
}
