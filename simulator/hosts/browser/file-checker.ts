import { folderOf } from '../../fleet/code/file-path.ts';
import { loadFleet } from '../../fleet/load-fleet.ts';
import { compileFile } from '../../fleet/ready/file-compiler.ts';
import type { Mistake } from '../../wire/view/acted.ts';
import type { FleetTexts } from '../../wire/engine-api.ts';

const isCode = (path: string): boolean => /\.(?:[cm]?[jt]s|json)$/.test(path);

/** Says what would hinder texts from running, before anybody runs them. A text is compiled once, however often it is asked about. */
export class FileChecker {
  readonly #known = new Map<string, { readonly text: string; readonly mistakes: readonly Mistake[] }>();

  /** Paths are as the fleet file writes them. */
  check({ files, entry }: FleetTexts): Mistake[] {
    const folder = folderOf(entry) === '' ? '' : `${folderOf(entry)}/`;
    const within = (path: string): string => (path.startsWith(folder) ? path.slice(folder.length) : path);
    const loaded = loadFleet({ path: entry, readFile: (path) => files[path] ?? null });
    const ofFleet = loaded.ok ? [] : loaded.errors;
    const code = loaded.ok
      ? loaded.fleet.services.flatMap((service) => Object.entries(service.files))
      : Object.entries(files).map(([path, text]) => [within(path), text] as const);
    const texts = new Map(code.filter(([path]) => isCode(path)));
    return [
      ...ofFleet.map(({ file, line, column, message }) => ({ path: within(file), line, column, message })),
      ...[...texts].flatMap(([path, text]) => this.#mistakesIn(path, text)),
    ];
  }

  #mistakesIn(path: string, text: string): readonly Mistake[] {
    const known = this.#known.get(path);
    if (known?.text === text) return known.mistakes;
    const compiled = compileFile(path, text);
    const mistakes = compiled.ok ? [] : compiled.mistakes;
    this.#known.set(path, { text, mistakes });
    return mistakes;
  }
}
