import type { JobQueue } from './job-queue.ts';
import { PromiseOperations } from './promise-capability.ts';
import { staticMethodsOf } from './promise-combinators.ts';
import {
  CallbackReaction,
  isObject,
  PromiseCore,
  resolvingFunctionsOf,
  ThenReaction,
  type Handler,
  type PromiseRealm,
} from './promise-core.ts';

const handlerOf = (value: unknown): Handler => (typeof value === 'function' ? (value as Handler) : undefined);

function then(operations: PromiseOperations, promise: unknown, onFulfilled: unknown, onRejected: unknown): object {
  const core = isObject(promise) ? operations.realm.coreOf(promise) : undefined;
  if (core === undefined) throw new TypeError('Promise.prototype.then called on a value that is no promise');
  const constructor = operations.speciesOf(promise as object);
  if (constructor === operations.intrinsic) {
    const derived = operations.pending();
    core.subscribe(new ThenReaction(handlerOf(onFulfilled), handlerOf(onRejected), derived));
    return derived.promise;
  }
  const capability = operations.capabilityOf(constructor);
  core.subscribe(new CallbackReaction(handlerOf(onFulfilled), handlerOf(onRejected), capability));
  return capability.promise;
}

type Thenable = { then(onFulfilled: unknown, onRejected?: unknown): unknown };

function doFinally(operations: PromiseOperations, promise: unknown, onFinally: unknown): unknown {
  if (!isObject(promise)) throw new TypeError('Promise.prototype.finally called on a non-object');
  const constructor = operations.speciesOf(promise);
  if (typeof onFinally !== 'function') return (promise as Thenable).then(onFinally, onFinally);
  const afterwards = (settle: () => unknown): unknown =>
    (operations.resolvedWith(constructor, onFinally()) as Thenable).then(settle);
  return (promise as Thenable).then(
    (value: unknown) => afterwards(() => value),
    (reason: unknown) =>
      afterwards(() => {
        throw reason;
      }),
  );
}

function runExecutor(core: PromiseCore, executor: unknown): void {
  const { resolve, reject } = resolvingFunctionsOf(core);
  try {
    (executor as (resolve: unknown, reject: unknown) => void)(resolve, reject);
  } catch (error) {
    reject(error);
  }
}

/** A Promise class for one instance, whose jobs go to `queue`. Order of jobs follows ECMA-262 to the tick. */
export function createPromiseClass(queue: JobQueue): { Promise: PromiseConstructor; operations: PromiseOperations } {
  let coreOf: (value: object) => PromiseCore | undefined = () => undefined;
  class OwnPromise {
    readonly #core: PromiseCore;
    static {
      coreOf = (value) => (#core in value ? value.#core : undefined);
    }

    constructor(executor: unknown) {
      // Programs cannot get hold of a core, so only `PromiseOperations.pending` comes this way.
      if (executor instanceof PromiseCore) {
        this.#core = executor;
        return;
      }
      if (typeof executor !== 'function') throw new TypeError(`Promise resolver ${typeof executor} is not a function`);
      this.#core = new PromiseCore(realm);
      this.#core.promise = this;
      runExecutor(this.#core, executor);
    }
    then(onFulfilled: unknown, onRejected: unknown): object {
      return then(operations, this, onFulfilled, onRejected);
    }
    catch(onRejected: unknown): unknown {
      return (this as unknown as Thenable).then(undefined, onRejected);
    }
    finally(onFinally: unknown): unknown {
      return doFinally(operations, this, onFinally);
    }
    static get [Symbol.species](): unknown {
      return this;
    }
  }
  // Minifiers may rename the class, and programs read the name.
  Object.defineProperty(OwnPromise, 'name', { value: 'Promise', configurable: true });
  Object.defineProperty(OwnPromise.prototype, Symbol.toStringTag, { value: 'Promise', configurable: true });
  const realm: PromiseRealm = {
    queue,
    coreOf,
    ownCoreOf(value) {
      const core = coreOf(value);
      return core !== undefined && (value as { constructor: unknown }).constructor === OwnPromise ? core : undefined;
    },
    intrinsicThen: OwnPromise.prototype.then,
  };
  const operations = new PromiseOperations(realm);
  operations.intrinsic = OwnPromise;
  for (const [name, value] of Object.entries(staticMethodsOf(operations))) {
    Object.defineProperty(OwnPromise, name, { value, writable: true, configurable: true });
  }
  return { Promise: OwnPromise as unknown as PromiseConstructor, operations };
}
