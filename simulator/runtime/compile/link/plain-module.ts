import type { Importable } from './es-module.ts';
import { commonJsGetters, emptyNamespace, fillNamespace } from './namespace.ts';

/** A CommonJS file or a library of the shelf, as ES modules see it. */
export class PlainModule implements Importable {
  readonly path: string;
  readonly namespace: object = emptyNamespace();
  readonly #load: () => unknown;
  readonly #wantedNames: string[] = [];

  constructor(path: string, load: () => unknown) {
    this.path = path;
    this.#load = load;
  }

  /** Names that importers ask for: `module.exports` may have them without listing them. */
  want(names: readonly string[]): void {
    this.#wantedNames.push(...names);
  }

  evaluate(): undefined {
    fillNamespace(this.namespace, commonJsGetters(this.#load(), this.#wantedNames));
  }

  getterOf(name: string): (() => unknown) | null {
    const { namespace } = this;
    return Object.hasOwn(namespace, name) ? () => (namespace as Readonly<Record<string, unknown>>)[name] : null;
  }

  names(): readonly string[] {
    return Object.keys(this.namespace);
  }
}
