import { dirname, posix } from 'node:path';
import { parseSync } from 'rolldown/utils';

export interface Import {
  readonly specifier: string;
  /** The file it leads to, from the repository's root; null for a package or a virtual module. */
  readonly path: string | null;
  readonly line: number;
}

/** Everything a file imports or re-exports, types too, and whatever it imports later by a literal name. */
export function importsOf(file: string, source: string): Import[] {
  const { module, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]!.message}`);
  const requests = [
    ...module.staticImports.map((entry) => entry.moduleRequest),
    ...module.staticExports.flatMap((entry) => entry.entries.map(({ moduleRequest }) => moduleRequest)),
    ...importCalls(source),
  ];
  return requests.flatMap((request) => {
    if (request === null) return [];
    const text = source.slice(request.start, request.end);
    if (!/^(['"]).*\1$/.test(text)) return [];
    const specifier = text.slice(1, -1);
    return [{ specifier, path: resolve(file, specifier), line: source.slice(0, request.start).split('\n').length }];
  });
}

/** `import('./x.ts')` as a call and as a type: the parser's list has the calls alone. */
function importCalls(source: string): { start: number; end: number }[] {
  return [...source.matchAll(/\bimport\(\s*(['"])[^'"\n]+\1/g)].map((match) => {
    const end = match.index + match[0].length;
    return { start: match.index + match[0].indexOf(match[1]!), end };
  });
}

function resolve(file: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  return posix.join(dirname(file), specifier.replace(/\?.*$/, ''));
}
