import type { Mistake } from '../../wire/view/acted.ts';
import type { CompiledModule } from '../../wire/instance-events.ts';

/** One file of a service after compilation, as plain data. */
export type CompiledFile = {
  /** Those whose address stands in it. */
  readonly hosts: readonly string[];
} & (
  | {
      readonly ok: true;
      readonly module: CompiledModule;
      /** What it imports that is no file beside it, by name. */
      readonly libraries: readonly string[];
      /** Where a crash point can be set. */
      readonly lines: readonly number[];
    }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] }
);

/** A file that was compiled before it is needed, with the very text that it was compiled from. */
export interface PreparedFile {
  readonly path: string;
  readonly source: string;
  readonly compiled: CompiledFile;
}

/** Files that were compiled somewhere else. A text that is deployed, undone and deployed again is compiled once. */
export class PreparedFiles {
  readonly #byPath = new Map<string, Map<string, CompiledFile>>();

  add(files: readonly PreparedFile[]): void {
    for (const { path, source, compiled } of files) {
      const texts = this.#byPath.get(path) ?? new Map<string, CompiledFile>();
      this.#byPath.set(path, texts.set(source, compiled));
    }
  }

  has(path: string, source: string): boolean {
    return this.#byPath.get(path)?.has(source) ?? false;
  }

  readonly of = (path: string, source: string): CompiledFile => {
    const compiled = this.#byPath.get(path)?.get(source);
    if (compiled) return compiled;
    const mistake = { path, line: 1, column: 1, message: 'this text was not compiled beforehand' };
    return { ok: false, mistakes: [mistake], hosts: [] };
  };
}
