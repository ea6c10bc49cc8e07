import type { PromiseOperations } from './promise-capability.ts';
import { isObject, ThenReaction, type PromiseCore } from './promise-core.ts';

export interface AnyIterator {
  readonly next?: unknown;
  readonly throw?: unknown;
  readonly return?: unknown;
}

export type IteratorMethod = (this: unknown, ...args: unknown[]) => unknown;

export function requireResult(result: unknown): { readonly done?: unknown; readonly value?: unknown } {
  if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`);
  return result;
}

/** GetMethod: absent when null or undefined. */
export function methodOf(iterator: AnyIterator, name: 'throw' | 'return'): IteratorMethod | undefined {
  const method = iterator[name];
  if (method === undefined || method === null) return undefined;
  if (typeof method !== 'function') throw new TypeError(`iterator.${name} is not a function`);
  return method as IteratorMethod;
}

function iteratorBy(method: unknown, iterable: unknown): AnyIterator {
  if (typeof method !== 'function') throw new TypeError(`${describe(iterable)} is not async iterable`);
  const iterator: unknown = (method as IteratorMethod).call(iterable);
  if (!isObject(iterator)) throw new TypeError('Result of the Symbol.asyncIterator method is not an object');
  return iterator;
}

const describe = (value: unknown): string => (isObject(value) ? `the ${typeof value}` : String(value));

/** GetIterator(iterable, async). */
export function asyncIteratorOf(operations: PromiseOperations, iterable: unknown): AnyIterator {
  if (iterable === undefined || iterable === null) throw new TypeError(`${describe(iterable)} is not async iterable`);
  const asyncMethod = (iterable as { [Symbol.asyncIterator]?: unknown })[Symbol.asyncIterator];
  if (asyncMethod !== undefined && asyncMethod !== null) return iteratorBy(asyncMethod, iterable);
  const syncMethod = (iterable as { [Symbol.iterator]?: unknown })[Symbol.iterator];
  return new AsyncFromSyncIterator(operations, iteratorBy(syncMethod, iterable));
}

/** %AsyncFromSyncIteratorPrototype% (ECMA-262, 27.1.6). */
class AsyncFromSyncIterator implements AnyIterator {
  readonly #operations: PromiseOperations;
  readonly #iterator: AnyIterator;
  readonly #next: unknown;

  constructor(operations: PromiseOperations, iterator: AnyIterator) {
    this.#operations = operations;
    this.#iterator = iterator;
    this.#next = iterator.next;
  }

  next(value: unknown): object {
    return this.#settle(
      this.#operations.pending(),
      () => (this.#next as IteratorMethod).call(this.#iterator, value),
      true,
    );
  }

  return(...values: unknown[]): object {
    const derived = this.#operations.pending();
    try {
      const close = methodOf(this.#iterator, 'return');
      if (close !== undefined) return this.#settle(derived, () => close.call(this.#iterator, ...values), false);
      derived.resolve({ value: values[0], done: true });
    } catch (error) {
      derived.reject(error);
    }
    return derived.promise;
  }

  throw(error: unknown): object {
    const step = (): unknown => {
      const throwInto = methodOf(this.#iterator, 'throw');
      if (throwInto !== undefined) return throwInto.call(this.#iterator, error);
      methodOf(this.#iterator, 'return')?.call(this.#iterator);
      throw new TypeError("The iterator does not provide a 'throw' method");
    };
    return this.#settle(this.#operations.pending(), step, true);
  }

  #settle(derived: PromiseCore & { promise: object }, step: () => unknown, closesWhenRejected: boolean): object {
    try {
      const result = requireResult(step());
      const isDone = Boolean(result.done);
      const close = (reason: unknown): never => {
        this.#closeQuietly();
        throw reason;
      };
      const onRejected = isDone || !closesWhenRejected ? undefined : close;
      const onFulfilled = (value: unknown): object => ({ value, done: isDone });
      this.#coreOf(result.value, onRejected !== undefined).subscribe(
        new ThenReaction(onFulfilled, onRejected, derived),
      );
    } catch (error) {
      derived.reject(error);
    }
    return derived.promise;
  }

  #coreOf(value: unknown, closesWhenItThrows: boolean): PromiseCore {
    try {
      const promise = this.#operations.resolvedWith(this.#operations.intrinsic, value);
      const core = this.#operations.realm.coreOf(promise);
      if (core !== undefined) return core;
    } catch (error) {
      if (closesWhenItThrows) this.#closeQuietly();
      throw error;
    }
    throw new Error('a promise of this instance without its state');
  }

  #closeQuietly(): void {
    try {
      methodOf(this.#iterator, 'return')?.call(this.#iterator);
    } catch {
      // The rejection that made us close is the one that counts.
    }
  }
}
