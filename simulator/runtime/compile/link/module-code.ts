import type { LoweredBody } from '../../jobs/generator-steps.ts';

/** One compiled file. `code` is the body of a function with the parameters of `parametersWith`. */
export interface ModuleCode {
  readonly format: 'esm' | 'cjs';
  readonly code: string;
}

/** What the code of an ES module returns when called. CommonJS code returns nothing: it fills `module.exports`. */
export interface ModuleDefinition {
  /** Specifier, line, column, and the names that must exist there; in the order of evaluation. */
  readonly imports: readonly (readonly [specifier: string, line: number, column: number, names: readonly string[]])[];
  /** Indexes into `imports` of what `export *` takes everything from. */
  readonly stars: readonly number[];
  /**
   * Takes the namespaces of `imports`. Its first `yield` gives the exported names with their getters, when functions
   * already exist and no statement has run; what it yields after that is top-level `await`.
   */
  readonly body: (...namespaces: readonly object[]) => LoweredBody;
}

/** The text is the body of a function with these parameters; `name` shows in stack traces, and lines keep their numbers. */
export type Evaluate = (text: string, parameters: readonly string[], name: string) => (...values: unknown[]) => unknown;

const OWN_PARAMETERS = ['__flotilla', 'module', 'exports', 'require'];

const parametersWith = (globals: Readonly<Record<string, unknown>>): readonly string[] => [
  ...OWN_PARAMETERS,
  ...Object.keys(globals),
];

export interface CommonJsModule {
  readonly id: string;
  readonly filename: string;
  readonly path: string;
  exports: unknown;
  loaded: boolean;
}

export function commonJsModule(path: string): CommonJsModule {
  const filename = `/${path}`;
  return {
    id: filename,
    filename,
    path: filename.slice(0, filename.lastIndexOf('/')) || '/',
    exports: {},
    loaded: false,
  };
}

/** What the loader needs to run any compiled text. */
export interface CodeHost {
  readonly evaluate: Evaluate;
  readonly flotilla: object;
  /** The virtual globals, which code sees as if they were parameters of its file. */
  readonly globals: Readonly<Record<string, unknown>>;
}

export function callCode(
  host: CodeHost,
  code: string,
  module: CommonJsModule,
  name: string,
  require: unknown,
): unknown {
  const run = host.evaluate(code, parametersWith(host.globals), name);
  return run.call(module.exports, host.flotilla, module, module.exports, require, ...Object.values(host.globals));
}

/** Runs a lowered library, or any CommonJS text on its own, and gives its exports. */
export function evaluateCommonJs(
  host: CodeHost,
  library: { readonly name: string; readonly code: string },
  require: (name: string) => unknown,
): unknown {
  const module = commonJsModule(library.name);
  callCode(host, library.code, module, library.name, require);
  module.loaded = true;
  return module.exports;
}
