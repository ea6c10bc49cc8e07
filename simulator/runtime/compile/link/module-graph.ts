import { EsModule, type Importable } from './es-module.ts';
import type { LinkOptions } from './link-modules.ts';
import { callCode, commonJsModule, type CodeHost, type CommonJsModule, type ModuleDefinition } from './module-code.ts';
import { fillNamespace } from './namespace.ts';
import { PlainModule } from './plain-module.ts';
import { resolveSpecifier, type Resolved } from './resolve-specifier.ts';

type CodedError = Error & { code: string };

function coded(error: Error, code: string): CodedError {
  return Object.assign(error, { code });
}

/** The modules of one service, each loaded once. */
export class ModuleGraph {
  readonly #options: LinkOptions;
  readonly #paths: readonly string[];
  readonly #host: CodeHost;
  readonly #importables = new Map<string, Importable>();
  readonly #commonJs = new Map<string, CommonJsModule>();
  readonly #libraries = new Map<string, { readonly exports: unknown }>();
  readonly #pathOfModule = new WeakMap<object, string>();
  #unlinked: EsModule[] = [];

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#paths = Object.keys(options.modules);
    this.#host = {
      evaluate: options.evaluate,
      globals: options.globals,
      flotilla: {
        ...options.flotilla,
        importer: (module: object) => (specifier: unknown) => this.import(String(specifier), this.#pathOf(module)),
        file: (module: object) => options.jobs.place.open(this.#pathOf(module)),
        meta: (module: object) => metaOf(this.#pathOf(module)),
      },
    };
  }

  /** `import()`: the namespace, when all of it has run. */
  import(specifier: string, from: string): Promise<unknown> {
    return this.#options.jobs.run(this.#importing(specifier, from));
  }

  *#importing(specifier: string, from: string): Generator<unknown, unknown, unknown> {
    const module = this.#link(specifier, from, '');
    const pending = module.evaluate();
    if (pending !== undefined) yield pending;
    return module.namespace;
  }

  /** Loads a module with all it imports, and makes their names known to each other. */
  #link(specifier: string, from: string, place: string): Importable {
    const module = this.#importable(this.#resolve(specifier, from, place));
    const linked = this.#unlinked;
    this.#unlinked = [];
    for (const esModule of linked) this.#checkNames(esModule, false);
    for (const esModule of linked) this.#fill(esModule);
    return module;
  }

  #resolve(specifier: string, from: string, place: string): Exclude<Resolved, { kind: 'missing' }> {
    const surroundings = { paths: this.#paths, shelfNames: this.#options.shelf.names };
    const resolved = resolveSpecifier(specifier, from, surroundings);
    if (resolved.kind !== 'missing') return resolved;
    const importer = from === '' ? '' : ` (imported by ${from}${place})`;
    const error = new Error(`Cannot find '${specifier}'${importer}: ${resolved.why}`);
    throw coded(error, 'ERR_MODULE_NOT_FOUND');
  }

  #importable(resolved: Exclude<Resolved, { kind: 'missing' }>): Importable {
    const key = resolved.kind === 'file' ? resolved.path : resolved.name;
    const known = this.#importables.get(key);
    if (known !== undefined) return known;
    if (resolved.kind === 'shelf') return this.#remember(new PlainModule(key, () => this.#library(key)));
    if (this.#options.modules[key]?.format === 'esm') return this.#esModule(key);
    return this.#remember(new PlainModule(key, () => this.#runCommonJs(key)));
  }

  #remember<Kind extends Importable>(module: Kind): Kind {
    this.#importables.set(module.path, module);
    return module;
  }

  #esModule(path: string): EsModule {
    const module = this.#moduleObject(path);
    const definition = callCode(
      this.#host,
      this.#codeOf(path),
      module,
      path,
      this.#requireFor(path),
    ) as ModuleDefinition;
    const esModule = this.#remember(
      new EsModule(path, definition, this.#options.jobs, (evaluated) => this.#beforeBody(evaluated)),
    );
    esModule.instantiate(
      definition.imports.map(([specifier, line, column, names]) => {
        const dependency = this.#importable(this.#resolve(specifier, path, `:${line}:${column}`));
        if (dependency instanceof PlainModule) dependency.want(names);
        return dependency;
      }),
    );
    this.#unlinked.push(esModule);
    return esModule;
  }

  #beforeBody(esModule: EsModule): void {
    this.#checkNames(esModule, true);
    this.#fill(esModule);
  }

  #fill(esModule: EsModule): void {
    const getters = esModule.names().map((name) => [name, esModule.getterOf(name)] as const);
    fillNamespace(
      esModule.namespace,
      new Map(getters.flatMap(([name, getter]) => (getter === null ? [] : [[name, getter]]))),
    );
  }

  /** ES modules can be checked before anything runs, CommonJS ones only when they have run. */
  #checkNames(esModule: EsModule, hasRun: boolean): void {
    for (const [index, [specifier, line, column, names]] of esModule.definition.imports.entries()) {
      const dependency = esModule.dependencies[index];
      if (dependency === undefined || (!hasRun && providesLate(dependency))) continue;
      const missing = names.find((name) => dependency.getterOf(name) === null);
      if (missing === undefined) continue;
      const provided = dependency.names().join(', ') || 'nothing';
      throw new SyntaxError(
        `'${specifier}' has no export named '${missing}' (imported by ${esModule.path}:${line}:${column}); it exports: ${provided}`,
      );
    }
  }

  #runCommonJs(path: string): unknown {
    const known = this.#commonJs.get(path);
    if (known !== undefined) return known.exports;
    const module = this.#moduleObject(path);
    this.#commonJs.set(path, module);
    try {
      callCode(this.#host, this.#codeOf(path), module, path, this.#requireFor(path));
    } catch (error) {
      this.#commonJs.delete(path);
      throw error;
    }
    module.loaded = true;
    return module.exports;
  }

  #library(name: string): unknown {
    let library = this.#libraries.get(name);
    if (library === undefined) this.#libraries.set(name, (library = { exports: this.#options.shelf.load(name) }));
    return library.exports;
  }

  #requireFor(from: string): object {
    const require = (specifier: unknown): unknown => this.#require(String(specifier), from);
    const main = this.#commonJs;
    const { entry } = this.#options;
    return Object.defineProperty(require, 'main', { get: () => main.get(entry), enumerable: true });
  }

  #require(specifier: string, from: string): unknown {
    const resolved = this.#resolve(specifier, from, '');
    if (resolved.kind === 'shelf') return this.#library(resolved.name);
    if (this.#options.modules[resolved.path]?.format === 'cjs') return this.#runCommonJs(resolved.path);
    const module = this.#link(specifier, from, '');
    if (module.evaluate() === undefined) return module.namespace;
    const error = new Error(`require('${specifier}') in ${from}: the module awaits at its top level; use import`);
    throw coded(error, 'ERR_REQUIRE_ASYNC_MODULE');
  }

  #moduleObject(path: string): CommonJsModule {
    const module = commonJsModule(path);
    this.#pathOfModule.set(module, path);
    return module;
  }

  #pathOf(module: object): string {
    return this.#pathOfModule.get(module) ?? '';
  }

  #codeOf(path: string): string {
    const module = this.#options.modules[path];
    if (module === undefined) throw new Error(`no module ${path}`);
    return module.code;
  }
}

/** Its names depend on a CommonJS module that has not run. */
function providesLate(module: Importable, visited: Set<Importable> = new Set()): boolean {
  if (!(module instanceof EsModule)) return true;
  if (visited.has(module)) return false;
  visited.add(module);
  return module.definition.stars.some((index) => {
    const starred = module.dependencies[index];
    return starred !== undefined && providesLate(starred, visited);
  });
}

function metaOf(path: string): object {
  const { filename, path: dirname } = commonJsModule(path);
  return { url: `file://${filename}`, filename, dirname };
}
