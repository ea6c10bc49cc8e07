import { notSupported, SqlFailure } from '../sql-failure.ts';
import type { CommonTable, Expression, FromItem, Query, QueryBody, RowLocking, SelectItem } from './ast.ts';
import { isQueryStart, type Grammar } from './grammar.ts';
import { parseExpression } from './parse-expression.ts';
import { parseCall, parseOrderBy } from './parse-primary.ts';
import type { TokenReader } from './token-reader.ts';

export function grammarOf(reader: TokenReader): Grammar {
  const grammar: Grammar = {
    reader,
    query: () => parseQuery(grammar),
    expression: () => parseExpression(grammar),
  };
  return grammar;
}

export function parseQuery(grammar: Grammar): Query {
  const { with: commonTables, recursive } = parseWith(grammar);
  return parseQueryAfterWith(grammar, commonTables, recursive);
}

export function parseWith(grammar: Grammar): { with: CommonTable[]; recursive: boolean } {
  const { reader } = grammar;
  if (!reader.acceptWords('with')) return { with: [], recursive: false };
  const recursive = reader.acceptWords('recursive');
  const tables = reader.commaSeparated(() => {
    const name = reader.name();
    const columns = reader.isOperator('(') ? reader.nameList() : [];
    reader.expectWords('as');
    if (!reader.acceptWords('materialized')) reader.acceptWords('not', 'materialized');
    return reader.parenthesized(() => {
      if (!isQueryStart(reader)) throw notSupported('INSERT, UPDATE or DELETE inside WITH');
      return { name, columns, query: grammar.query() };
    });
  });
  return { with: tables, recursive };
}

export function parseQueryAfterWith(grammar: Grammar, commonTables: readonly CommonTable[], recursive: boolean): Query {
  const { reader } = grammar;
  const body = parseBody(grammar);
  const orderBy = parseOrderBy(grammar);
  let limit: Expression | null = null;
  let offset: Expression | null = null;
  for (;;) {
    if (reader.acceptWords('limit')) limit = reader.acceptWords('all') ? null : grammar.expression();
    else if (reader.acceptWords('offset')) {
      offset = grammar.expression();
      if (!reader.acceptWords('rows')) reader.acceptWords('row');
    } else if (reader.acceptWords('fetch')) limit = parseFetch(grammar);
    else break;
  }
  const locking = parseLocking(reader);
  return { kind: 'query', with: commonTables, recursive, body, orderBy, limit, offset, locking };
}

function parseFetch(grammar: Grammar): Expression {
  const { reader } = grammar;
  const { offset } = reader.peek();
  if (!reader.acceptWords('first')) reader.expectWords('next');
  const plain = reader.isWord('row') || reader.isWord('rows');
  const count: Expression = plain ? { kind: 'number', text: '1', offset } : grammar.expression();
  if (!reader.acceptWords('rows')) reader.expectWords('row');
  reader.expectWords('only');
  return count;
}

function parseLocking(reader: TokenReader): RowLocking | null {
  if (!reader.acceptWords('for')) return null;
  const strength = reader.acceptWords('no', 'key', 'update')
    ? 'no key update'
    : reader.acceptWords('key', 'share')
      ? 'key share'
      : reader.acceptWords('share')
        ? 'share'
        : 'update';
  if (strength === 'update') reader.expectWords('update');
  const tables = reader.acceptWords('of') ? reader.names() : [];
  const busy = reader.acceptWords('skip', 'locked') ? 'skip' : reader.acceptWords('nowait') ? 'nowait' : 'wait';
  if (reader.isWord('for')) throw notSupported('more than one locking clause');
  return { strength, tables, busy };
}

function parseBody(grammar: Grammar): QueryBody {
  const { reader } = grammar;
  let left = parseIntersect(grammar);
  while (reader.isWord('union') || reader.isWord('except')) {
    const union = reader.next().text === 'union';
    const all = reader.acceptWords('all');
    if (!all) reader.acceptWords('distinct');
    if (all && !union) throw notSupported('EXCEPT ALL');
    const operator = union ? (all ? 'union all' : 'union') : 'except';
    left = { kind: 'set operation', operator, left, right: parseIntersect(grammar) };
  }
  return left;
}

function parseIntersect(grammar: Grammar): QueryBody {
  let left = parseSimpleBody(grammar);
  while (grammar.reader.acceptWords('intersect')) {
    if (grammar.reader.acceptWords('all')) throw notSupported('INTERSECT ALL');
    left = { kind: 'set operation', operator: 'intersect', left, right: parseSimpleBody(grammar) };
  }
  return left;
}

function parseSimpleBody(grammar: Grammar): QueryBody {
  const { reader } = grammar;
  if (reader.isOperator('(')) return { kind: 'nested', query: reader.parenthesized(() => grammar.query()) };
  const { offset } = reader.peek();
  if (reader.acceptWords('values')) {
    const rows = reader.commaSeparated(() =>
      reader.parenthesized(() => reader.commaSeparated(() => grammar.expression())),
    );
    if (rows.some((row) => row.length !== rows[0]!.length)) {
      throw new SqlFailure('42601', 'VALUES lists must all be the same length', { position: String(offset + 1) });
    }
    return { kind: 'values', rows, offset };
  }
  reader.expectWords('select');
  return parseSelect(grammar);
}

function parseSelect(grammar: Grammar): QueryBody {
  const { reader } = grammar;
  const distinct = reader.acceptWords('distinct');
  if (distinct && reader.isWord('on')) throw notSupported('DISTINCT ON');
  if (!distinct) reader.acceptWords('all');
  const bare = reader.atEnd() || reader.isWord('from') || reader.isOperator(')');
  const items = bare ? [] : parseSelectItems(grammar);
  if (reader.isWord('into')) throw notSupported('SELECT INTO');
  const from = reader.acceptWords('from') ? reader.commaSeparated(() => parseFrom(grammar)) : [];
  const where = reader.acceptWords('where') ? grammar.expression() : null;
  const groupBy = reader.acceptWords('group', 'by') ? parseGroupBy(grammar) : [];
  const having = reader.acceptWords('having') ? grammar.expression() : null;
  if (reader.isWord('window')) throw notSupported('the WINDOW clause');
  return { kind: 'select', distinct, items, from, where, groupBy, having };
}

function parseGroupBy(grammar: Grammar): Expression[] {
  const { reader } = grammar;
  for (const word of ['rollup', 'cube', 'grouping']) if (reader.isWord(word)) throw notSupported(word.toUpperCase());
  return reader.commaSeparated(() => grammar.expression());
}

export function parseSelectItems(grammar: Grammar): SelectItem[] {
  const { reader } = grammar;
  return reader.commaSeparated((): SelectItem => {
    const { offset } = reader.peek();
    if (reader.acceptOperator('*')) return { expression: null, table: null, alias: null, offset };
    if (reader.isName() && reader.isOperator('.', 1) && reader.isOperator('*', 2)) {
      const table = reader.name();
      reader.next();
      reader.next();
      return { expression: null, table, alias: null, offset };
    }
    const expression = grammar.expression();
    const alias = reader.acceptWords('as') ? reader.label() : reader.isName() ? reader.name() : null;
    return { expression, table: null, alias, offset };
  });
}

export function parseFrom(grammar: Grammar): FromItem {
  const { reader } = grammar;
  let left = parseFromPrimary(grammar);
  for (;;) {
    const { offset } = reader.peek();
    if (reader.isWord('natural')) throw notSupported('NATURAL JOIN');
    const how = parseJoinWords(reader);
    if (how === null) return left;
    const right = parseFromPrimary(grammar);
    if (how === 'cross') {
      left = { kind: 'join', how, left, right, on: null, using: null, offset };
      continue;
    }
    const using = reader.acceptWords('using') ? reader.nameList() : null;
    if (using === null) reader.expectWords('on');
    const on = using === null ? grammar.expression() : null;
    left = { kind: 'join', how, left, right, on, using, offset };
  }
}

function parseJoinWords(reader: TokenReader): 'inner' | 'left' | 'right' | 'full' | 'cross' | null {
  if (reader.acceptWords('join') || reader.acceptWords('inner', 'join')) return 'inner';
  if (reader.acceptWords('cross', 'join')) return 'cross';
  for (const how of ['left', 'right', 'full'] as const) {
    if (!reader.acceptWords(how)) continue;
    reader.acceptWords('outer');
    reader.expectWords('join');
    return how;
  }
  return null;
}

function parseFromPrimary(grammar: Grammar): FromItem {
  const { reader } = grammar;
  if (reader.isWord('lateral')) throw notSupported('LATERAL');
  reader.acceptWords('only');
  if (reader.isOperator('(')) return parseFromParenthesized(grammar);
  const { offset } = reader.peek();
  const name = reader.relationName();
  if (reader.isOperator('(')) {
    const call = parseCall(grammar, name, offset);
    if (reader.isWord('with', 'ordinality')) throw notSupported('WITH ORDINALITY');
    const alias = parseAlias(reader);
    return {
      kind: 'function',
      call,
      alias,
      columns: alias !== null && reader.isOperator('(') ? reader.nameList() : [],
    };
  }
  const alias = parseAlias(reader);
  if (alias !== null && reader.isOperator('(')) throw notSupported('column aliases on a table');
  return { kind: 'table', name, alias, offset };
}

function parseFromParenthesized(grammar: Grammar): FromItem {
  const { reader } = grammar;
  if (!isQueryStart(reader)) return reader.parenthesized(() => parseFrom(grammar));
  const query = reader.parenthesized(() => grammar.query());
  const alias = parseAlias(reader);
  if (alias === null) throw notSupported('a subquery in FROM without an alias');
  return { kind: 'query', query, alias, columns: reader.isOperator('(') ? reader.nameList() : [] };
}

export function parseAlias(reader: TokenReader): string | null {
  if (reader.acceptWords('as')) return reader.name();
  const startsClause = ['set', 'values', 'tablesample'].some((word) => reader.isWord(word));
  return reader.isName() && !startsClause ? reader.name() : null;
}
