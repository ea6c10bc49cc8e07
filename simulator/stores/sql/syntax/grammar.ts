import type { Expression, Query } from './ast.ts';
import type { TokenReader } from './token-reader.ts';

/** The parsers call each other in a ring (a query holds expressions, an expression holds queries): they meet here. */
export interface Grammar {
  readonly reader: TokenReader;
  query(): Query;
  expression(): Expression;
}

export function isQueryStart(reader: TokenReader): boolean {
  let ahead = 0;
  while (reader.isOperator('(', ahead)) ahead += 1;
  const token = reader.peek(ahead);
  return token.kind === 'word' && ['select', 'values', 'with'].includes(token.text);
}
