import { compileModule } from '../../runtime/compile/compile-module.ts';
import { libraryImportsOf } from '../code/import-scan.ts';
import { namedHosts } from '../code/named-hosts.ts';
import { compileBy } from './compiled-service.ts';
import type { Compile } from './compiled-service.ts';
import type { CompiledFile } from './compiled-file.ts';

/** Texts that are not JavaScript or TypeScript (JSON beside the code) are modules too. */
export function compileFile(path: string, source: string): CompiledFile {
  if (path.endsWith('.json')) return compileJson(path, source);
  const compiled = compileModule({ path, source });
  const hosts = namedHosts(source);
  if (!compiled.ok) {
    return {
      ok: false,
      mistakes: compiled.errors.map((error) => ({ path, ...error })),
      hosts,
    };
  }
  const { format, code, lines } = compiled;
  return { ok: true, module: { format, code }, libraries: libraryImportsOf(source), lines, hosts };
}

/** Compiles where the world is; services that share a file share the work. */
export function compileHere(): Compile {
  const known = new Map<string, Map<string, CompiledFile>>();
  return compileBy((path, source) => {
    let texts = known.get(path);
    if (!texts) known.set(path, (texts = new Map()));
    let compiled = texts.get(source);
    if (!compiled) texts.set(source, (compiled = compileFile(path, source)));
    return compiled;
  });
}

/** It becomes part of a program, so it must be no more than data. */
function compileJson(path: string, source: string): CompiledFile {
  try {
    JSON.parse(source);
  } catch {
    return { ok: false, mistakes: [{ path, line: 1, column: 1, message: 'this file is no JSON' }], hosts: [] };
  }
  const code = `module.exports = ${source.trim()};`;
  return { ok: true, module: { format: 'cjs', code }, libraries: [], lines: [], hosts: [] };
}
