import type { LoweredBody } from './generator-steps.ts';
import type { PromiseOperations } from './promise-capability.ts';
import { asyncIteratorOf, methodOf, requireResult, type IteratorMethod } from './async-iteration.ts';

/** What a generator is resumed with. */
export interface Resumption {
  readonly kind: 'next' | 'throw' | 'return';
  readonly value: unknown;
}

/** A value on its way to the consumer of an async generator. */
export class Emitted {
  readonly value: unknown;
  /** The body wants the resumption as an object, to hand it on to the iterator it delegates to. */
  readonly isDelegated: boolean;

  constructor(value: unknown, isDelegated = false) {
    this.value = value;
    this.isDelegated = isDelegated;
  }
}

/** Asks the async generator to end its body with `return value`: a delegate cannot return for its caller. */
export class ReturnRequest {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

/** `yield*` in an async generator (ECMA-262, 15.5.5), as a synchronous generator that yields what it awaits. */
export function* delegate(operations: PromiseOperations, iterable: unknown): LoweredBody {
  const iterator = asyncIteratorOf(operations, iterable);
  const { next } = iterator;
  let received: Resumption = { kind: 'next', value: undefined };
  for (;;) {
    if (received.kind === 'next') {
      const result = requireResult(yield (next as IteratorMethod).call(iterator, received.value));
      if (result.done) return result.value;
      received = (yield new Emitted(result.value, true)) as Resumption;
      continue;
    }
    const method = methodOf(iterator, received.kind);
    if (method === undefined) {
      if (received.kind === 'return') return yield new ReturnRequest(received.value);
      const close = methodOf(iterator, 'return');
      if (close !== undefined) requireResult(yield close.call(iterator));
      throw new TypeError("The iterator does not provide a 'throw' method");
    }
    const result = requireResult(yield method.call(iterator, received.value));
    if (result.done) return received.kind === 'throw' ? result.value : yield new ReturnRequest(result.value);
    received = (yield new Emitted(result.value, true)) as Resumption;
  }
}
