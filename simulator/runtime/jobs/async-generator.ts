import { Emitted, ReturnRequest, type Resumption } from './async-delegation.ts';
import { awaitValue } from './coroutine.ts';
import { nextStep, returnStep, throwStep, type LoweredBody, type Step } from './generator-steps.ts';
import { FULFILLED, type Reaction, type Settled } from './job-queue.ts';
import type { PromiseOperations } from './promise-capability.ts';
import type { PromiseCore } from './promise-core.ts';

interface Request {
  readonly resumption: Resumption;
  readonly core: PromiseCore;
}

type State = 'at start' | 'executing' | 'suspended' | 'draining' | 'completed';

/** Runs the body of an async generator for its queue of requests (ECMA-262, 27.6.3). */
class AsyncGeneratorDriver implements Reaction {
  readonly #body: LoweredBody;
  readonly #operations: PromiseOperations;
  readonly #requests: Request[] = [];
  #state: State = 'at start';
  /** The body stands at a `yield*`, which wants the whole resumption. */
  #isDelegating = false;
  #isUnwrappingReturn = false;

  constructor(body: LoweredBody, operations: PromiseOperations) {
    this.#body = body;
    this.#operations = operations;
  }

  request(kind: Resumption['kind'], value: unknown): object {
    const core = this.#operations.pending();
    const resumption = { kind, value };
    this.#requests.push({ resumption, core });
    if (this.#state === 'at start' && kind !== 'next') this.#state = 'completed';
    if (this.#state === 'completed') this.#drain();
    else if (this.#state === 'at start' || this.#state === 'suspended') this.#resume(resumption);
    return core.promise;
  }

  /** What the body awaited has settled. */
  react(status: Settled, value: unknown): void {
    const isReturn = this.#isUnwrappingReturn;
    this.#isUnwrappingReturn = false;
    if (status !== FULFILLED) this.#step('throw', value);
    else this.#step(isReturn ? 'return' : 'next', value);
  }

  #resume({ kind, value }: Resumption): void {
    this.#state = 'executing';
    if (kind !== 'return') return this.#step(kind, value);
    this.#isUnwrappingReturn = true;
    this.#await(value);
  }

  #await(value: unknown): void {
    const failed = awaitValue(this.#operations.realm, value, this);
    if (failed === null) return;
    this.#isUnwrappingReturn = false;
    this.#step('throw', failed.error);
  }

  #step(kind: Resumption['kind'], value: unknown): void {
    let step: Step;
    try {
      step = this.#advance(kind, value);
      while (!step.done && step.value instanceof ReturnRequest) step = returnStep(this.#body, step.value.value);
    } catch (error) {
      this.#state = 'draining';
      this.#requests.shift()?.core.reject(error);
      return this.#drain();
    }
    if (step.done) {
      this.#state = 'draining';
      this.#answer(step.value, true);
      this.#drain();
    } else if (step.value instanceof Emitted) this.#emit(step.value);
    else this.#await(step.value);
  }

  #advance(kind: Resumption['kind'], value: unknown): Step {
    if (this.#isDelegating) {
      this.#isDelegating = false;
      return nextStep(this.#body, { kind, value } satisfies Resumption);
    }
    if (kind === 'next') return nextStep(this.#body, value);
    return kind === 'throw' ? throwStep(this.#body, value) : returnStep(this.#body, value);
  }

  #emit(emitted: Emitted): void {
    this.#isDelegating = emitted.isDelegated;
    this.#answer(emitted.value, false);
    const [waiting] = this.#requests;
    if (waiting === undefined) this.#state = 'suspended';
    else this.#resume(waiting.resumption);
  }

  #answer(value: unknown, done: boolean): void {
    this.#requests.shift()?.core.resolve({ value, done });
  }

  /** The body has ended: what is still asked gets the answers of a finished generator. */
  #drain(): void {
    this.#state = 'draining';
    for (let first = this.#requests[0]; first !== undefined; first = this.#requests[0]) {
      const { kind, value } = first.resumption;
      if (kind === 'return') {
        const failed = awaitValue(this.#operations.realm, value, {
          react: (status, settled) => this.#end(status, settled),
        });
        if (failed === null) return;
        this.#requests.shift()?.core.reject(failed.error);
      } else if (kind === 'throw') this.#requests.shift()?.core.reject(value);
      else this.#answer(undefined, true);
    }
    this.#state = 'completed';
  }

  #end(status: Settled, value: unknown): void {
    if (status === FULFILLED) this.#answer(value, true);
    else this.#requests.shift()?.core.reject(value);
    this.#drain();
  }
}

/** The object that programs see. */
export class AsyncGenerator {
  readonly #driver: AsyncGeneratorDriver;

  constructor(body: LoweredBody, operations: PromiseOperations) {
    this.#driver = new AsyncGeneratorDriver(body, operations);
  }

  next(value?: unknown): object {
    return this.#driver.request('next', value);
  }

  return(value?: unknown): object {
    return this.#driver.request('return', value);
  }

  throw(error?: unknown): object {
    return this.#driver.request('throw', error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  get [Symbol.toStringTag](): string {
    return 'AsyncGenerator';
  }
}
