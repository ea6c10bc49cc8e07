import type { LoweredBody } from '../../jobs/generator-steps.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import type { ModuleDefinition } from './module-code.ts';
import { emptyNamespace, type Getters } from './namespace.ts';

/** Goes on with a module's body after its first `await`. */
function* goOn(body: LoweredBody, first: IteratorResult<unknown, unknown>): LoweredBody {
  let step = first;
  while (!step.done) {
    let sent: unknown;
    let isError = false;
    try {
      sent = yield step.value;
    } catch (error) {
      isError = true;
      sent = error;
    }
    step = isError ? body.throw(sent) : body.next(sent);
  }
  return undefined;
}

/** Anything that can be imported. */
export interface Importable {
  readonly path: string;
  readonly namespace: object;
  /** The promise to wait for when it does not finish at once. Throws what the module threw. */
  evaluate(): Promise<unknown> | undefined;
  /** Where the name is read, null when it has none such. Known after `evaluate` for modules that are not ES modules. */
  getterOf(name: string, visited?: Set<EsModule>): (() => unknown) | null;
  names(visited?: Set<EsModule>): readonly string[];
}

type State = 'linked' | 'evaluating' | 'evaluated';

export class EsModule implements Importable {
  readonly path: string;
  readonly namespace: object = emptyNamespace();
  readonly definition: ModuleDefinition;
  readonly #jobs: Jobs;
  readonly #beforeBody: (module: EsModule) => void;
  #dependencies: readonly Importable[] = [];
  #getters: Getters = new Map();
  #body: LoweredBody | undefined = undefined;
  #state: State = 'linked';
  #pending: Promise<unknown> | undefined = undefined;
  #failure: { readonly error: unknown } | undefined = undefined;

  constructor(path: string, definition: ModuleDefinition, jobs: Jobs, beforeBody: (module: EsModule) => void) {
    this.path = path;
    this.definition = definition;
    this.#jobs = jobs;
    this.#beforeBody = beforeBody;
  }

  get dependencies(): readonly Importable[] {
    return this.#dependencies;
  }

  /** Creates the functions of the module and learns what it exports. No statement of it runs. */
  instantiate(dependencies: readonly Importable[]): void {
    this.#dependencies = dependencies;
    // Not as a method: `this` at the top of a module is undefined.
    const { body } = this.definition;
    this.#body = body(...dependencies.map((dependency) => dependency.namespace));
    const table = this.#body.next().value as Readonly<Record<string, () => unknown>>;
    this.#getters = new Map(Object.entries(table));
  }

  getterOf(name: string, visited: Set<EsModule> = new Set()): (() => unknown) | null {
    const own = this.#getters.get(name);
    if (own !== undefined) return own;
    if (name === 'default' || visited.has(this)) return null;
    visited.add(this);
    for (const star of this.#starred()) {
      const getter = star.getterOf(name, visited);
      if (getter !== null) return getter;
    }
    return null;
  }

  names(visited: Set<EsModule> = new Set()): readonly string[] {
    if (visited.has(this)) return [];
    visited.add(this);
    const starred = this.#starred().flatMap((star) => star.names(visited).filter((name) => name !== 'default'));
    return [...this.#getters.keys(), ...starred];
  }

  evaluate(): Promise<unknown> | undefined {
    if (this.#failure !== undefined) throw this.#failure.error;
    if (this.#state !== 'linked') return this.#pending;
    this.#state = 'evaluating';
    try {
      const waits = this.#dependencies.flatMap((dependency) => dependency.evaluate() ?? []);
      this.#pending = waits.length === 0 ? this.#execute() : this.#executeAfter(waits);
      return this.#pending;
    } catch (error) {
      this.#failure = { error };
      throw error;
    }
  }

  #starred(): readonly Importable[] {
    return this.definition.stars.flatMap((index) => this.#dependencies[index] ?? []);
  }

  #executeAfter(waits: readonly Promise<unknown>[]): Promise<unknown> {
    return this.#jobs.Promise.all(waits).then(() => this.#execute());
  }

  #execute(): Promise<unknown> | undefined {
    this.#beforeBody(this);
    const body = this.#body;
    if (body === undefined) throw new Error(`${this.path} runs before it is linked`);
    const step = body.next();
    this.#state = 'evaluated';
    return step.done ? undefined : this.#jobs.run(goOn(body, step));
  }
}
