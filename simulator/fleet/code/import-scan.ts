import { javascriptTokens } from './javascript-tokens.ts';
import type { JavascriptToken } from './javascript-tokens.ts';

export interface FoundImport {
  readonly specifier: string;
  readonly line: number;
  readonly column: number;
  /** `import type`: gone when compiled, so the file need not be there. */
  readonly typesOnly: boolean;
}

/**
 * Imports of other files of the service: import, export from, require and import() with a relative path in quotes.
 * It reads tokens, not the language: a file that does not compile is the compiler's to report.
 */
export function relativeImportsOf(source: string): FoundImport[] {
  return specifiersOf(source)
    .filter(({ token }) => isRelative(token.text))
    .map(({ token, typesOnly }) => ({ specifier: token.text, ...positionOf(source, token.offset), typesOnly }));
}

/** Names of libraries, in whatever way they are imported. */
export function libraryImportsOf(source: string): string[] {
  return placedLibraryImportsOf(source).map(({ specifier }) => specifier);
}

export function placedLibraryImportsOf(source: string): FoundImport[] {
  return specifiersOf(source)
    .filter(({ token, typesOnly }) => !typesOnly && !isRelative(token.text))
    .map(({ token, typesOnly }) => ({ specifier: token.text, ...positionOf(source, token.offset), typesOnly }));
}

const isRelative = (specifier: string): boolean => /^\.\.?(?:\/|$)/.test(specifier);

function specifiersOf(source: string): Specifier[] {
  const tokens = javascriptTokens(source);
  const specifiers: Specifier[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'word' || tokens[index - 1]?.text === '.') continue;
    const from = specifierAt(tokens, index);
    if (from !== null) specifiers.push(from);
  }
  return specifiers;
}

interface Specifier {
  readonly token: JavascriptToken;
  readonly typesOnly: boolean;
}

function specifierAt(tokens: readonly JavascriptToken[], index: number): Specifier | null {
  const word = tokens[index]!.text;
  const after = tokens[index + 1];
  if (word === 'require' || (word === 'import' && after?.text === '(' && after.kind === 'mark')) {
    const argument = tokens[index + 2];
    const end = tokens[index + 3];
    // A text that is only the beginning of an expression is no name yet.
    const isWhole = end === undefined || (end.kind === 'mark' && (end.text === ')' || end.text === ','));
    const called = after?.kind === 'mark' && after.text === '(' && argument?.kind === 'text' && isWhole;
    return called ? { token: argument, typesOnly: false } : null;
  }
  if (word !== 'import' && word !== 'export') return null;
  if (word === 'import' && after?.kind === 'text') return { token: after, typesOnly: false };
  const token = behindFrom(tokens, index + 1);
  return token === null ? null : { token, typesOnly: isTypesOnly(tokens, index + 1) };
}

/** The text after `from`, when only what may stand in an import clause lies between. */
function behindFrom(tokens: readonly JavascriptToken[], start: number): JavascriptToken | null {
  if (tokens[start - 1]!.text === 'export' && !['*', '{', 'type'].includes(tokens[start]?.text ?? '')) return null;
  for (let index = start; index < tokens.length; index += 1) {
    const token = tokens[index]!;
    const next = tokens[index + 1];
    if (token.kind === 'word' && token.text === 'from' && next?.kind === 'text') return next;
    if (token.kind === 'mark' && !'{},*'.includes(token.text)) return null;
    if (token.kind === 'word' && index > start && (token.text === 'import' || token.text === 'export')) return null;
  }
  return null;
}

/** `import type { A }`, `import type A`, `export type *`; but `import type from` and `import type, { A }` name a value. */
function isTypesOnly(tokens: readonly JavascriptToken[], start: number): boolean {
  const [first, second, third] = [tokens[start], tokens[start + 1], tokens[start + 2]];
  if (first?.text !== 'type' || first.kind !== 'word' || second?.text === ',') return false;
  return second?.text !== 'from' || third?.text === 'from';
}

function positionOf(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset);
  const lastBreak = before.lastIndexOf('\n');
  let line = 1;
  for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) line += 1;
  return { line, column: offset - lastBreak };
}
