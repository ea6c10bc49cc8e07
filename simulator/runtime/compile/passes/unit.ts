import type { CompileError } from '../compile-error.ts';
import { errorAt } from '../compile-error.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import type { Format, Language } from '../syntax/parse.ts';
import { TextEdits } from '../syntax/text-edits.ts';
import { FreshNames } from './fresh-names.ts';

/** What lowered code takes from `__flotilla`, each under a name of its own. */
type RuntimeName =
  | 'run'
  | 'bodyPrototype'
  | 'rejected'
  | 'generate'
  | 'emit'
  | 'delegate'
  | 'loop'
  | 'home'
  | 'named'
  | 'budget'
  | 'place'
  | 'pass'
  | 'file'
  | 'placed'
  | 'unplaced'
  | 'pow'
  | 'reference'
  | 'importer'
  | 'meta';

/** Needs the module it is used in, as `import()`, which resolves against it. */
const OF_THIS_MODULE = new Set<RuntimeName>(['importer', 'meta', 'file']);

/** A place keeps its line in so many bits. */
const LINE_MAX = (1 << 20) - 1;

/** One file on its way through the passes. */
export class Unit {
  readonly source: string;
  readonly language: Language;
  readonly format: Format;
  /** Its loops are counted and its calls write down their places; libraries are trusted and spared. */
  readonly isService: boolean;
  readonly edits: TextEdits;
  readonly names: FreshNames;
  readonly errors: CompileError[] = [];
  readonly #runtimeNames = new Map<RuntimeName, string>();

  constructor(source: string, language: Language, format: Format, isService: boolean) {
    this.source = source;
    this.language = language;
    this.format = format;
    this.isService = isService;
    this.edits = new TextEdits(source);
    this.names = new FreshNames(source);
  }

  refuse(node: SyntaxNode, message: string, expected?: string): void {
    this.errors.push(errorAt(node, message, expected));
  }

  runtime(name: RuntimeName): string {
    let local = this.#runtimeNames.get(name);
    if (local === undefined) this.#runtimeNames.set(name, (local = this.names.take(`__${name}`)));
    return local;
  }

  /** A line of this file, as `CallPlace` counts them. */
  placeOf(line: number): string {
    return `${this.runtime('file')}+${Math.min(line, LINE_MAX)}`;
  }

  /** To stand before all code of the file. */
  runtimeDeclarations(): string {
    const declarations = [...this.#runtimeNames].map(
      ([name, local]) => `${local}=__flotilla.${name}${OF_THIS_MODULE.has(name) ? '(module)' : ''}`,
    );
    return declarations.length === 0 ? '' : `const ${declarations.join(',')};`;
  }
}
