import { nextStep, throwStep, type LoweredBody, type Step } from './generator-steps.ts';
import { FULFILLED, REJECTED, type Reaction, type Settled } from './job-queue.ts';
import { isObject, PromiseCore, type PromiseRealm } from './promise-core.ts';

/**
 * Await(value): `waiter` goes on in a later job. Returns false, with the error, when the value could not
 * even be asked for its constructor: then `await` itself throws.
 */
export function awaitValue(realm: PromiseRealm, value: unknown, waiter: Reaction): { readonly error: unknown } | null {
  if (!isObject(value)) {
    realm.queue.enqueue(waiter, FULFILLED, value);
    return null;
  }
  let core: PromiseCore | undefined;
  try {
    core = realm.ownCoreOf(value);
  } catch (error) {
    return { error };
  }
  if (core === undefined) {
    core = new PromiseCore(realm);
    core.isHandled = true;
    core.resolve(value);
  }
  core.subscribe(waiter);
  return null;
}

/** A running async function: its body as a generator that yields what it awaits. */
export class Coroutine implements Reaction {
  readonly #body: LoweredBody;
  readonly #core: PromiseCore;

  constructor(body: LoweredBody, core: PromiseCore) {
    this.#body = body;
    this.#core = core;
  }

  react(status: Settled, value: unknown): void {
    let step: Step;
    try {
      step = status === FULFILLED ? nextStep(this.#body, value) : throwStep(this.#body, value);
    } catch (error) {
      return this.#core.reject(error);
    }
    if (step.done === true) return this.#core.resolve(step.value);
    const failed = awaitValue(this.#core.realm, step.value, this);
    if (failed !== null) this.react(REJECTED, failed.error);
  }
}
