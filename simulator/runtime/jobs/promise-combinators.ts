import type { PromiseCapability, PromiseOperations } from './promise-capability.ts';
import { isObject } from './promise-core.ts';

type Resolve = (value: unknown) => unknown;
type Thenable = { then(onFulfilled: unknown, onRejected: unknown): unknown };

/** Called for each element's promise, with what counts that element as settled. */
type Subscribe = (promise: Thenable, index: number, capability: PromiseCapability, pending: Pending) => void;

/** How many elements are open, one more for the iteration itself; `finish` runs at none. */
class Pending {
  readonly values: unknown[] = [];
  readonly #finish: (values: unknown[]) => void;
  #remaining = 1;

  constructor(finish: (values: unknown[]) => void) {
    this.#finish = finish;
  }

  open(): void {
    this.values.push(undefined);
    this.#remaining++;
  }

  close(): void {
    if (--this.#remaining === 0) this.#finish(this.values);
  }

  /** A function that stores one element's outcome, once however often it is called. */
  store(index: number, isCalled: { yet: boolean }, outcomeOf: (value: unknown) => unknown): Resolve {
    return (value) => {
      if (isCalled.yet) return;
      isCalled.yet = true;
      this.values[index] = outcomeOf(value);
      this.close();
    };
  }
}

function combine(
  operations: PromiseOperations,
  constructor: unknown,
  iterable: unknown,
  subscribe: Subscribe,
  finish: (capability: PromiseCapability, values: unknown[]) => void,
): object {
  const capability = operations.capabilityOf(constructor);
  try {
    const { resolve } = constructor as { resolve: unknown };
    if (typeof resolve !== 'function') throw new TypeError('Promise resolve or reject function is not callable');
    const pending = new Pending((values) => finish(capability, values));
    let index = 0;
    for (const element of iterable as Iterable<unknown>) {
      pending.open();
      subscribe((resolve as Resolve).call(constructor, element) as Thenable, index++, capability, pending);
    }
    pending.close();
  } catch (error) {
    capability.reject(error);
  }
  return capability.promise;
}

const itself = (value: unknown): unknown => value;

function all(operations: PromiseOperations, constructor: unknown, iterable: unknown): object {
  return combine(
    operations,
    constructor,
    iterable,
    (promise, index, capability, pending) =>
      void promise.then(pending.store(index, { yet: false }, itself), capability.reject),
    (capability, values) => capability.resolve(values),
  );
}

function allSettled(operations: PromiseOperations, constructor: unknown, iterable: unknown): object {
  return combine(
    operations,
    constructor,
    iterable,
    (promise, index, _capability, pending) => {
      const isCalled = { yet: false };
      void promise.then(
        pending.store(index, isCalled, (value) => ({ status: 'fulfilled', value })),
        pending.store(index, isCalled, (reason) => ({ status: 'rejected', reason })),
      );
    },
    (capability, values) => capability.resolve(values),
  );
}

function any(operations: PromiseOperations, constructor: unknown, iterable: unknown): object {
  return combine(
    operations,
    constructor,
    iterable,
    (promise, index, capability, pending) =>
      void promise.then(capability.resolve, pending.store(index, { yet: false }, itself)),
    (capability, errors) => capability.reject(new AggregateError(errors, 'All promises were rejected')),
  );
}

function race(operations: PromiseOperations, constructor: unknown, iterable: unknown): object {
  return combine(
    operations,
    constructor,
    iterable,
    (promise, _index, capability) => void promise.then(capability.resolve, capability.reject),
    () => undefined,
  );
}

function attempt(operations: PromiseOperations, constructor: unknown, callback: unknown, args: unknown[]): object {
  const capability = operations.capabilityOf(constructor);
  try {
    capability.resolve((callback as (...args: unknown[]) => unknown)(...args));
  } catch (error) {
    capability.reject(error);
  }
  return capability.promise;
}

/** The static methods, to be copied onto the class. `this` is the constructor they are called on. */
export const staticMethodsOf = (operations: PromiseOperations): object => ({
  resolve(this: unknown, value: unknown): object {
    if (!isObject(this)) throw new TypeError('PromiseResolve called on non-object');
    return operations.resolvedWith(this, value);
  },
  reject(this: unknown, reason: unknown): object {
    const capability = operations.capabilityOf(this);
    capability.reject(reason);
    return capability.promise;
  },
  all(this: unknown, iterable: unknown): object {
    return all(operations, this, iterable);
  },
  allSettled(this: unknown, iterable: unknown): object {
    return allSettled(operations, this, iterable);
  },
  any(this: unknown, iterable: unknown): object {
    return any(operations, this, iterable);
  },
  race(this: unknown, iterable: unknown): object {
    return race(operations, this, iterable);
  },
  try(this: unknown, callback: unknown, ...args: unknown[]): object {
    return attempt(operations, this, callback, args);
  },
  withResolvers(this: unknown): object {
    const { promise, resolve, reject } = operations.capabilityOf(this);
    return { promise, resolve, reject };
  },
});
