import { quoted } from '../../fleet/document/yaml-value.ts';
import { compileModule } from '../../runtime/compile/compile-module.ts';
import type { Problems } from '../../fleet/fleet-error.ts';
import type { CompiledChecks } from './read-checks.ts';

/** Compiles a lesson's checks.ts; null where that cannot be done, and where it imports more than the words for checks. */
export function compileChecks(path: string, text: string, problems: Problems): CompiledChecks | null {
  const compiled = compileModule({ path: 'checks.ts', source: text });
  if (!compiled.ok) {
    for (const { line, column, message, expected } of compiled.errors)
      problems.add({ file: path, line, column }, '', quoted(message), expected ?? 'TypeScript that compiles');
    return null;
  }
  const strangers = compiled.imports.filter(({ specifier }) => specifier !== 'flotilla:checks');
  for (const { specifier, line, column } of strangers) {
    const at = { file: path, line, column };
    problems.add(at, '', `an import of ${quoted(specifier)}`, "imports from 'flotilla:checks' alone");
  }
  const { format, code } = compiled;
  return strangers.length > 0 ? null : { path, text, module: { format, code } };
}
