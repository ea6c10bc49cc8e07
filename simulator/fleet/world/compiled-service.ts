import { compileModule } from '../../runtime/compile/compile-module.ts';
import { shelfClosure } from '../../runtime/shelf-names.ts';
import { libraryImportsOf } from '../code/import-scan.ts';
import type { CompiledModule } from '../../wire/instance-events.ts';
import type { Service } from '../fleet.ts';

export interface CompiledService {
  readonly modules: Readonly<Record<string, CompiledModule>>;
  /** Names on the shelf that its code needs. */
  readonly shelf: readonly string[];
  /** The first compile error, with its place; such a service does not start, and says this. */
  readonly broken: string | null;
}

/** Texts that are not JavaScript or TypeScript (JSON beside the code) are modules too. */
export function compileService(service: Service): CompiledService {
  const modules: Record<string, CompiledModule> = {};
  const imports: string[] = [];
  let broken: string | null = null;
  for (const [path, source] of Object.entries(service.files)) {
    if (path.endsWith('.json')) {
      const wrong = whatIsWrongWithJson(source);
      if (wrong === null) modules[path] = { format: 'cjs', code: `module.exports = ${source.trim()};` };
      else broken ??= `${path}:${wrong}`;
      continue;
    }
    const compiled = compileModule({ path, source });
    if (compiled.ok) {
      modules[path] = { format: compiled.format, code: compiled.code };
      imports.push(...libraryImportsOf(source));
    } else {
      broken ??= compiled.errors.map((error) => `${path}:${error.line}:${error.column} ${error.message}`).join('\n');
    }
  }
  return { modules, shelf: shelfClosure(imports), broken };
}

/** It becomes part of a program, so it must be no more than data. */
function whatIsWrongWithJson(source: string): string | null {
  try {
    JSON.parse(source);
    return null;
  } catch {
    return '1:1 this file is no JSON';
  }
}
