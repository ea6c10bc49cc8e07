import { shelfClosure } from '../../runtime/shelf-names.ts';
import type { CompiledModule } from '../../wire/instance-events.ts';
import type { Mistake } from '../../wire/view/acted.ts';
import type { Service } from '../fleet.ts';
import type { CompiledFile } from './compiled-file.ts';

export interface CompiledService {
  readonly modules: Readonly<Record<string, CompiledModule>>;
  /** Where a crash point can be set, by path. */
  readonly lines: Readonly<Record<string, readonly number[]>>;
  /** Names on the shelf that its code needs. */
  readonly shelf: readonly string[];
  /** Hosts whose address stands in its code. */
  readonly hosts: readonly string[];
  /** The first compile error, with its place; such a service does not start, and says this. */
  readonly broken: string | null;
  /** All of them, as data. */
  readonly mistakes: readonly Mistake[];
}

/** A world is handed this, so that it need not know the compiler: code may have been prepared elsewhere. */
export type Compile = (service: Pick<Service, 'files'>) => CompiledService;

/** A service from its files, each of them compiled by whoever knows how. */
export function compileBy(compiledFileOf: (path: string, source: string) => CompiledFile): Compile {
  return ({ files }) => {
    const modules: Record<string, CompiledModule> = {};
    const lines: Record<string, readonly number[]> = {};
    const imports: string[] = [];
    const hosts: string[] = [];
    let broken: string | null = null;
    const mistakes: Mistake[] = [];
    for (const [path, source] of Object.entries(files)) {
      const compiled = compiledFileOf(path, source);
      hosts.push(...compiled.hosts);
      if (compiled.ok) {
        modules[path] = compiled.module;
        lines[path] = compiled.lines;
        imports.push(...compiled.libraries);
      } else {
        mistakes.push(...compiled.mistakes);
        broken ??= compiled.mistakes
          .map(({ line, column, message }) => `${path}:${line}:${column} ${message}`)
          .join('\n');
      }
    }
    return { modules, lines, shelf: shelfClosure(imports), hosts, broken, mistakes };
  };
}
