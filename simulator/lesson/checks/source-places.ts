import type { Place } from '../../fleet/document/place.ts';

interface Source {
  readonly path: string;
  readonly text: string;
}

/** Where a file exports this name; its beginning where that cannot be seen. */
export function placeOfExport({ path, text }: Source, name: string): Place {
  const found = new RegExp(`\\bexport\\s+(?:const|let|var|function)\\s+(${escaped(name)})\\b`).exec(text);
  return placeAt(path, text, found === null ? 0 : found.index + found[0].length - name.length);
}

/** Where, from a place on, this word stands in quotes; the place itself where it does not. */
export function placeOfText({ path, text }: Source, from: Place, word: string): Place {
  const start = offsetOf(text, from);
  const found = new RegExp(`(['"\`])${escaped(word)}\\1`).exec(text.slice(start));
  return found === null ? from : placeAt(path, text, start + found.index);
}

function placeAt(file: string, text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { file, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

function offsetOf(text: string, { line, column }: Place): number {
  const lines = text.split('\n');
  return lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
}

function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
