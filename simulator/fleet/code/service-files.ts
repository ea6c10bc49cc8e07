import type { Place } from '../document/place.ts';
import { quoted } from '../document/yaml-value.ts';
import type { Problems } from '../fleet-error.ts';
import { folderOf, joinedPath } from './file-path.ts';
import { relativeImportsOf } from './import-scan.ts';
import type { FoundImport } from './import-scan.ts';
import { isTooLarge } from './source-tree.ts';
import type { SourceTree } from './source-tree.ts';

/** The entry file of a service and every file it reaches by relative imports. */
export interface ServiceFiles {
  readonly entry: string;
  readonly files: Readonly<Record<string, string>>;
}

const codeExtensions = ['.ts', '.js', '.mjs', '.cjs'];
const importExtensions = [...codeExtensions, '.json'];
const filesMax = 500;

/** Finds the code of services. Services may share files; each file is read and scanned once. */
export class ServiceCode {
  private readonly tree: SourceTree;
  private readonly problems: Problems;
  private readonly imports = new Map<string, readonly FoundImport[]>();
  private readonly collected = new Map<string, ServiceFiles>();

  constructor(tree: SourceTree, problems: Problems) {
    this.tree = tree;
    this.problems = problems;
  }

  /** null when there is no file for `code`, a path with or without its ending, or a folder. */
  filesOf(code: string): ServiceFiles | null {
    const entry = this.resolved(code, codeExtensions);
    if (entry === null) return null;
    const known = this.collected.get(entry);
    if (known !== undefined) return known;
    const files: Record<string, string> = {};
    const waiting = [entry];
    for (const path of waiting) {
      const file = this.tree.read(path)!;
      const start: Place = { file: file.path, line: 1, column: 1 };
      if (isTooLarge(file)) this.problems.add(start, '', 'a file of more than 1 MB', 'at most 1 MB of code in a file');
      files[path] = file.text;
      for (const found of path.endsWith('.json') || isTooLarge(file) ? [] : this.importsOf(path, file.text)) {
        const target = this.target(path, file.path, found);
        if (target !== null && !waiting.includes(target)) waiting.push(target);
      }
      if (waiting.length > filesMax) {
        this.problems.add(start, '', `more than ${filesMax} files`, `a service of at most ${filesMax} files`);
        break;
      }
    }
    const result = { entry, files };
    this.collected.set(entry, result);
    return result;
  }

  private importsOf(path: string, text: string): readonly FoundImport[] {
    const known = this.imports.get(path) ?? relativeImportsOf(text);
    this.imports.set(path, known);
    return known;
  }

  private target(path: string, realPath: string, found: FoundImport): string | null {
    const target = this.resolved(joinedPath(folderOf(path), found.specifier), importExtensions);
    if (target === null && !found.typesOnly) {
      const at = { file: realPath, line: found.line, column: found.column };
      const missing = `an import of ${quoted(found.specifier)}, where no file is`;
      this.problems.add(at, '', missing, `the path of a file (${importExtensions.join(', ')} may be left out)`);
    }
    return target;
  }

  private resolved(path: string, extensions: readonly string[]): string | null {
    return candidates(path, extensions).find((candidate) => this.tree.read(candidate) !== null) ?? null;
  }
}

function candidates(path: string, extensions: readonly string[]): string[] {
  const exact = extensions.some((extension) => path.endsWith(extension)) ? [path] : [];
  // TypeScript lets `./orders.js` stand for orders.ts.
  if (path.endsWith('.js')) exact.push(`${path.slice(0, -3)}.ts`);
  const folder = path === '' ? '' : `${path}/`;
  const guesses = path === '' ? [] : extensions.map((extension) => path + extension);
  return [...exact, ...guesses, ...['index.ts', 'index.js', 'main.ts', 'main.js'].map((name) => folder + name)];
}
