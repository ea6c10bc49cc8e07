import { notSupported, SqlFailure, syntaxError } from '../sql-failure.ts';
import { parseDelete, parseInsert, parseUpdate } from './parse-change.ts';
import { parseControl } from './parse-control.ts';
import { parseAlter, parseCreate, parseDrop, parseTruncate } from './parse-definition.ts';
import { isQueryStart, type Grammar } from './grammar.ts';
import { grammarOf, parseQuery, parseQueryAfterWith, parseWith } from './parse-query.ts';
import type { Statement } from './statement.ts';
import { TokenReader } from './token-reader.ts';
import { tokenize } from './tokenizer.ts';

const refused = (
  'table copy explain analyze vacuum listen notify unlisten lock do call merge grant revoke declare fetch move close ' +
  'prepare execute deallocate comment cluster reindex refresh discard import security reassign checkpoint load'
).split(' ');

/** One text may hold several statements, as a simple query does. */
export function parseStatements(text: string): Statement[] {
  const reader = new TokenReader(text, tokenize(text));
  const statements: Statement[] = [];
  for (;;) {
    while (reader.acceptOperator(';'));
    if (reader.peek().kind === 'end') return statements;
    const startsAt = reader.peek().offset;
    statements.push({ ...placed(() => parseStatement(grammarOf(reader)), startsAt), startsAt });
    if (!reader.atEnd()) throw reader.unexpected();
  }
}

function placed<Parsed>(parse: () => Parsed, startsAt: number): Parsed {
  try {
    return parse();
  } catch (error) {
    if (error instanceof SqlFailure) error.startsAt = startsAt;
    throw error;
  }
}

function parseStatement(grammar: Grammar): Statement {
  const { reader } = grammar;
  const control = parseControl(reader);
  if (control !== null) return control;
  if (reader.isWord('with')) {
    const { with: commonTables, recursive } = parseWith(grammar);
    if (reader.isWord('insert')) return parseInsert(grammar, commonTables);
    if (reader.isWord('update')) return parseUpdate(grammar, commonTables);
    if (reader.isWord('delete')) return parseDelete(grammar, commonTables);
    return parseQueryAfterWith(grammar, commonTables, recursive);
  }
  if (isQueryStart(reader)) return parseQuery(grammar);
  if (reader.isWord('insert')) return parseInsert(grammar, []);
  if (reader.isWord('update')) return parseUpdate(grammar, []);
  if (reader.isWord('delete')) return parseDelete(grammar, []);
  if (reader.isWord('create')) return parseCreate(grammar);
  if (reader.isWord('drop')) return parseDrop(grammar);
  if (reader.isWord('alter')) return parseAlter(grammar);
  if (reader.isWord('truncate')) return parseTruncate(grammar);
  const token = reader.peek();
  if (token.kind === 'word' && refused.includes(token.text)) throw notSupported(token.raw.toUpperCase());
  throw syntaxError(token.raw, token.offset);
}
