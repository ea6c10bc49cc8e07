import { FULFILLED, PENDING, REJECTED, type JobQueue, type Reaction, type Settled } from './job-queue.ts';

/** What the promises of one instance share. */
export interface PromiseRealm {
  readonly queue: JobQueue;
  /** The core of one of this instance's promises; undefined for anything else. */
  coreOf(value: object): PromiseCore | undefined;
  /** IsPromise(value) and value.constructor is this instance's Promise: may be awaited without wrapping. Getters may throw. */
  ownCoreOf(value: object): PromiseCore | undefined;
  readonly intrinsicThen: unknown;
}

export const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** The internal slots of a promise (ECMA-262, 27.2.6), kept apart from the object that programs see. */
export class PromiseCore {
  status: typeof PENDING | Settled = PENDING;
  value: unknown = undefined;
  isHandled = false;
  /** Absent for the promises that `await` would make around a thenable: no program can see those. */
  promise: object | undefined = undefined;
  readonly realm: PromiseRealm;
  #first: Reaction | undefined = undefined;
  #others: Reaction[] | undefined = undefined;

  constructor(realm: PromiseRealm) {
    this.realm = realm;
  }

  subscribe(reaction: Reaction): void {
    this.isHandled = true;
    if (this.status !== PENDING) this.realm.queue.enqueue(reaction, this.status, this.value);
    else if (this.#first === undefined) this.#first = reaction;
    else if (this.#others === undefined) this.#others = [reaction];
    else this.#others.push(reaction);
  }

  fulfill(value: unknown): void {
    this.#settle(FULFILLED, value);
  }

  reject(reason: unknown): void {
    if (!this.isHandled) this.realm.queue.noteRejected(this);
    this.#settle(REJECTED, reason);
  }

  /** The promise resolve function without its "already resolved" flag: the caller sees to that. */
  resolve(value: unknown): void {
    if (!isObject(value)) return this.fulfill(value);
    if (value === this.promise) return this.reject(new TypeError('Chaining cycle detected for promise #<Promise>'));
    let then: unknown;
    try {
      then = (value as { then?: unknown }).then;
    } catch (error) {
      return this.reject(error);
    }
    if (typeof then !== 'function') return this.fulfill(value);
    this.realm.queue.enqueue(new ThenableJob(this, then as Then), FULFILLED, value);
  }

  #settle(status: Settled, value: unknown): void {
    const first = this.#first;
    const others = this.#others;
    this.status = status;
    this.value = value;
    if (first === undefined) return;
    const { queue } = this.realm;
    this.#first = undefined;
    this.#others = undefined;
    queue.enqueue(first, status, value);
    if (others !== undefined) for (const reaction of others) queue.enqueue(reaction, status, value);
  }
}

type Then = (this: unknown, resolve: (value: unknown) => void, reject: (reason: unknown) => void) => unknown;

export interface ResolvingFunctions {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

export function resolvingFunctionsOf(core: PromiseCore): ResolvingFunctions {
  let isAlreadyResolved = false;
  return {
    resolve: (value) => {
      if (isAlreadyResolved) return;
      isAlreadyResolved = true;
      core.resolve(value);
    },
    reject: (reason) => {
      if (isAlreadyResolved) return;
      isAlreadyResolved = true;
      core.reject(reason);
    },
  };
}

/** NewPromiseResolveThenableJob. */
class ThenableJob implements Reaction {
  readonly #core: PromiseCore;
  readonly #then: Then;

  constructor(core: PromiseCore, then: Then) {
    this.#core = core;
    this.#then = then;
  }

  react(_status: Settled, thenable: unknown): void {
    const core = this.#core;
    const { realm } = core;
    // Same order as calling `then`, without a derived promise that nobody could reach.
    if (this.#then === realm.intrinsicThen && isObject(thenable)) {
      const source = ownCoreOrUndefined(realm, thenable);
      if (source !== undefined) return source.subscribe(new AdoptReaction(core));
    }
    const { resolve, reject } = resolvingFunctionsOf(core);
    try {
      this.#then.call(thenable, resolve, reject);
    } catch (error) {
      reject(error);
    }
  }
}

function ownCoreOrUndefined(realm: PromiseRealm, thenable: object): PromiseCore | undefined {
  try {
    return realm.ownCoreOf(thenable);
  } catch {
    return undefined;
  }
}

class AdoptReaction implements Reaction {
  readonly #core: PromiseCore;

  constructor(core: PromiseCore) {
    this.#core = core;
  }

  react(status: Settled, value: unknown): void {
    if (status === FULFILLED) this.#core.resolve(value);
    else this.#core.reject(value);
  }
}

export type Handler = ((value: unknown) => unknown) | undefined;

/** PerformPromiseThen whose derived promise is one of ours. */
export class ThenReaction implements Reaction {
  readonly #onFulfilled: Handler;
  readonly #onRejected: Handler;
  readonly #derived: PromiseCore;

  constructor(onFulfilled: Handler, onRejected: Handler, derived: PromiseCore) {
    this.#onFulfilled = onFulfilled;
    this.#onRejected = onRejected;
    this.#derived = derived;
  }

  react(status: Settled, value: unknown): void {
    const handler = status === FULFILLED ? this.#onFulfilled : this.#onRejected;
    if (handler === undefined) {
      if (status === FULFILLED) this.#derived.resolve(value);
      else this.#derived.reject(value);
      return;
    }
    let result: unknown;
    try {
      result = handler(value);
    } catch (error) {
      this.#derived.reject(error);
      return;
    }
    this.#derived.resolve(result);
  }
}

/** PerformPromiseThen for a subclass, or with no derived promise at all. */
export class CallbackReaction implements Reaction {
  readonly #onFulfilled: Handler;
  readonly #onRejected: Handler;
  readonly #derived: ResolvingFunctions;

  constructor(onFulfilled: Handler, onRejected: Handler, derived: ResolvingFunctions) {
    this.#onFulfilled = onFulfilled;
    this.#onRejected = onRejected;
    this.#derived = derived;
  }

  react(status: Settled, value: unknown): void {
    const handler = status === FULFILLED ? this.#onFulfilled : this.#onRejected;
    const derived = this.#derived;
    if (handler === undefined) return status === FULFILLED ? derived.resolve(value) : derived.reject(value);
    let result: unknown;
    try {
      result = handler(value);
    } catch (error) {
      return derived.reject(error);
    }
    derived.resolve(result);
  }
}
