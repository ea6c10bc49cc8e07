import { asyncIteratorOf, methodOf, requireResult, type AnyIterator, type IteratorMethod } from './async-iteration.ts';
import type { PromiseOperations } from './promise-capability.ts';

/**
 * One `for await` statement, driven by lowered code:
 *
 *     try { for (HEAD of (loop.start(ITERABLE), loop.take(yield loop.pull()), loop)) { BODY; loop.take(yield loop.pull()); } }
 *     catch (error) { throw loop.threw(error); }
 *     finally { if (loop.isOpen) try { if (loop.close()) loop.closed(yield loop.closing); } catch (error) { loop.closeFailed(error); } }
 *
 * The plain `for of` around it binds each value, so every kind of head keeps its own text.
 */
export class AwaitedLoop implements Iterable<unknown> {
  /** A value was handed out and the iterator has not been asked again: leaving now must close it. */
  isOpen = false;
  closing: unknown = undefined;
  readonly #operations: PromiseOperations;
  #iterator: AnyIterator = {};
  #next: unknown = undefined;
  #result: { readonly done?: unknown; readonly value?: unknown } = {};
  #hasThrown = false;

  constructor(operations: PromiseOperations) {
    this.#operations = operations;
  }

  start(iterable: unknown): void {
    this.#iterator = asyncIteratorOf(this.#operations, iterable);
    this.#next = this.#iterator.next;
  }

  /** What to await next. */
  pull(): unknown {
    this.isOpen = false;
    return (this.#next as IteratorMethod).call(this.#iterator);
  }

  take(result: unknown): void {
    this.#result = requireResult(result);
  }

  [Symbol.iterator](): this {
    return this;
  }

  /** The synchronous protocol, for the `for of` that binds values. It has no `return`: closing has to be awaited. */
  next(): IteratorResult<unknown> {
    if (this.#result.done) return { done: true, value: undefined };
    const { value } = this.#result;
    this.isOpen = true;
    return { done: false, value };
  }

  threw(error: unknown): unknown {
    this.#hasThrown = true;
    return error;
  }

  /** Whether `closing` has to be awaited. */
  close(): boolean {
    this.isOpen = false;
    const close = methodOf(this.#iterator, 'return');
    if (close === undefined) return false;
    this.closing = close.call(this.#iterator);
    return true;
  }

  closed(result: unknown): void {
    if (!this.#hasThrown) requireResult(result);
  }

  /** An error in the body outranks one in closing. */
  closeFailed(error: unknown): void {
    if (!this.#hasThrown) throw error;
  }
}
