import { createJobs, type Jobs, type JobsOptions } from '../../jobs/jobs.ts';
import { compileModule, type Compiled } from '../compile-module.ts';
import { createFlotilla, type Flotilla } from '../link/flotilla.ts';
import { lowerLibrary } from '../lower-library.ts';
import { linkModules } from '../link/link-modules.ts';
import { evaluateCommonJs, type Evaluate, type ModuleCode } from '../link/module-code.ts';

export const evaluate: Evaluate = (text, parameters, name) =>
  // oxlint-disable-next-line no-eval -- the loader's job
  (0, eval)(`(function(${parameters.join(',')}){${text}\n})\n//# sourceURL=${name}`) as ReturnType<Evaluate>;

interface Trouble {
  readonly unhandled: unknown[];
  readonly uncaught: unknown[];
  readonly budget: string[];
}

/** What an instance is to compiled code: jobs, the runtime, and globals of its own. */
export interface TestInstance {
  readonly jobs: Jobs;
  readonly flotilla: Flotilla;
  readonly trouble: Trouble;
  readonly globals: Record<string, unknown>;
}

export function givenInstance(options: Partial<JobsOptions> = {}): TestInstance {
  const trouble: Trouble = { unhandled: [], uncaught: [], budget: [] };
  const jobs = createJobs({
    onUnhandledRejection: (reason) => trouble.unhandled.push(reason),
    onUncaught: (error) => trouble.uncaught.push(error),
    onBudget: (error) => trouble.budget.push(error.message),
    ...options,
  });
  const flotilla = createFlotilla(jobs, { pow: (base, exponent) => base ** exponent });
  const globals = { Promise: jobs.Promise, queueMicrotask: jobs.queueMicrotask };
  return { jobs, flotilla, trouble, globals };
}

export function compiled(path: string, source: string): Extract<Compiled, { ok: true }> {
  const result = compileModule({ path, source });
  if (!result.ok) throw new Error(`${path}: ${JSON.stringify(result.errors)}`);
  return result;
}

export interface Loaded {
  readonly namespace: Readonly<Record<string, unknown>>;
  readonly error: unknown;
  readonly isSettled: boolean;
}

/** Compiles and links the files, runs the entry (the first of them) and drains. */
export function load(
  instance: TestInstance,
  files: Readonly<Record<string, string>>,
  shelf: Readonly<Record<string, unknown>> = {},
): Loaded {
  const modules: Record<string, ModuleCode> = {};
  for (const [path, source] of Object.entries(files)) modules[path] = compiled(path, source);
  const result: { namespace: Record<string, unknown>; error: unknown; isSettled: boolean } = {
    namespace: {},
    error: undefined,
    isSettled: false,
  };
  linkModules({
    modules,
    entry: Object.keys(files)[0] ?? '',
    shelf: { names: Object.keys(shelf), load: (name) => shelf[name] },
    evaluate,
    globals: instance.globals,
    jobs: instance.jobs,
    flotilla: instance.flotilla,
  }).then(
    (namespace) => Object.assign(result, { namespace, isSettled: true }),
    (error: unknown) => Object.assign(result, { error, isSettled: true }),
  );
  instance.jobs.drain();
  return result;
}

/** Runs one CommonJS text in the instance. */
export function runScript(instance: TestInstance, source: string, path = 'script.js'): unknown {
  return runCode(instance, compiled(path, source).code, path);
}

/** The same as libraries are compiled. */
export function runLibrary(instance: TestInstance, source: string): unknown {
  const result = lowerLibrary(source);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return runCode(instance, result.code, 'library.js');
}

function runCode(instance: TestInstance, code: string, path: string): unknown {
  const exports = evaluateCommonJs({ ...instance, evaluate }, { name: path, code }, (name) => {
    throw new Error(`no ${name} here`);
  });
  instance.jobs.drain();
  return exports;
}
