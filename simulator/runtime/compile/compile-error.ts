import type { SyntaxNode } from './syntax/node.ts';

/** Lines and columns count from 1. */
export interface CompileError {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** What to write instead. */
  readonly expected?: string;
}

export function errorAt(node: SyntaxNode, message: string, expected?: string): CompileError {
  const { line, column } = node.loc.start;
  return { line, column: column + 1, message, ...(expected === undefined ? {} : { expected }) };
}
