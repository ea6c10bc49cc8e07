import {
  isObject,
  PromiseCore,
  resolvingFunctionsOf,
  type PromiseRealm,
  type ResolvingFunctions,
} from './promise-core.ts';

export interface PromiseCapability extends ResolvingFunctions {
  readonly promise: object;
}

type CapabilityExecutor = (resolve: unknown, reject: unknown) => void;

/** A constructor that is not this instance's Promise: a subclass, or anything a program calls a static method on. */
type ForeignConstructor = new (executor: CapabilityExecutor) => object;

function foreignCapability(constructor: ForeignConstructor): PromiseCapability {
  if (typeof constructor !== 'function') throw new TypeError('Promise method called on a value that is no constructor');
  let resolve: unknown;
  let reject: unknown;
  const promise = new constructor((resolveGiven, rejectGiven) => {
    if (resolve !== undefined || reject !== undefined) throw new TypeError('Promise executor has already been invoked');
    resolve = resolveGiven;
    reject = rejectGiven;
  });
  if (typeof resolve !== 'function' || typeof reject !== 'function') {
    throw new TypeError('Promise resolve or reject function is not callable');
  }
  return {
    promise,
    resolve: resolve as ResolvingFunctions['resolve'],
    reject: reject as ResolvingFunctions['reject'],
  };
}

/** What one instance's Promise class is built from: its constructor and the operations of ECMA-262, 27.2.1 and 27.2.4. */
export class PromiseOperations {
  readonly realm: PromiseRealm;
  /** This instance's Promise; set once, right after the class exists. */
  intrinsic: (new (core: PromiseCore) => object) | undefined = undefined;

  constructor(realm: PromiseRealm) {
    this.realm = realm;
  }

  /** A new promise of our own, without an executor. */
  pending(): PromiseCore & { promise: object } {
    const core = new PromiseCore(this.realm);
    if (this.intrinsic === undefined) throw new Error('the Promise class of this instance is not made yet');
    core.promise = new this.intrinsic(core);
    return core as PromiseCore & { promise: object };
  }

  capabilityOf(constructor: unknown): PromiseCapability {
    if (constructor !== this.intrinsic) return foreignCapability(constructor as ForeignConstructor);
    const core = this.pending();
    return { promise: core.promise, ...resolvingFunctionsOf(core) };
  }

  /** SpeciesConstructor(promise, %Promise%). */
  speciesOf(promise: object): unknown {
    const { constructor } = promise as { constructor: unknown };
    if (constructor === this.intrinsic || constructor === undefined) return this.intrinsic;
    if (!isObject(constructor)) throw new TypeError('The .constructor property of a promise is not an object');
    return (constructor as { [Symbol.species]?: unknown })[Symbol.species] ?? this.intrinsic;
  }

  /** PromiseResolve(constructor, value). */
  resolvedWith(constructor: unknown, value: unknown): object {
    if (isObject(value) && this.realm.coreOf(value) !== undefined) {
      if ((value as { constructor: unknown }).constructor === constructor) return value;
    }
    if (constructor === this.intrinsic) {
      const core = this.pending();
      core.resolve(value);
      return core.promise;
    }
    const capability = foreignCapability(constructor as ForeignConstructor);
    capability.resolve(value);
    return capability.promise;
  }
}
