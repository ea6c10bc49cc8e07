import type { Jobs } from '../../jobs/jobs.ts';
import { generatorPrototype } from '../../jobs/generator-steps.ts';
import { isObject } from '../../jobs/promise-core.ts';

type Holder = Readonly<Record<string, unknown>>;

/** One property, read before the right side of `**=` runs, as the operator does. */
class Reference {
  readonly #target: object;
  readonly #key: PropertyKey;
  readonly #value: unknown;
  readonly #pow: Flotilla['pow'];

  constructor(target: object, key: PropertyKey, pow: Flotilla['pow']) {
    this.#target = target;
    this.#key = key;
    this.#pow = pow;
    this.#value = Reflect.get(target, key);
  }

  power(exponent: unknown): unknown {
    const result = this.#pow(this.#value, exponent);
    (this.#target as Record<PropertyKey, unknown>)[this.#key] = result;
    return result;
  }
}

/** What compiled code calls, as `__flotilla`. */
export interface Flotilla extends Pick<
  Jobs,
  'run' | 'rejected' | 'generate' | 'emit' | 'delegate' | 'loop' | 'budget'
> {
  /** The prototype of the objects that all lowered bodies make. */
  readonly bodyPrototype: object;
  /** Where calls write down their places: see `CallPlace`. */
  readonly place: Int32Array;
  /** Dies here, where a crash point says so; else it is the place that it was given. */
  pass(place: number): number;
  /** What the places of a module's calls count from. Calls of libraries are their callers'. */
  file(module: object): number;
  /** The value, once the place of the call that it is for is written down. */
  placed(value: unknown, place: number): unknown;
  /** Nothing to spread into a call without arguments, once its place is written down. */
  unplaced(place: number): readonly [];
  /** The operator `**`. */
  pow(base: unknown, exponent: unknown): unknown;
  /** A property as the target of `**=`. */
  reference(target: unknown, key: PropertyKey): Reference;
  /** Has `super` in the methods of `holder` look where it would look in those of `home`. */
  home(holder: Holder, home: object): Holder;
  named<Fn extends object>(fn: Fn, name: string): Fn;
  /** The `import()` of a module; a library alone has none. */
  importer(module: object): (specifier: unknown) => Promise<unknown>;
  /** The `import.meta` of a module. */
  meta(module: object): object;
}

const nothing: readonly [] = Object.freeze([]);

interface FlotillaOptions {
  /** `Math.pow` with the same bits in every engine. */
  readonly pow: (base: number, exponent: number) => number;
}

const numeric = (value: unknown): number | bigint => {
  if (typeof value === 'bigint') return value;
  if (isObject(value)) {
    const primitive: unknown = value.valueOf();
    if (typeof primitive === 'bigint') return primitive;
  }
  return Number(typeof value === 'symbol' ? rejectSymbol() : value);
};

function rejectSymbol(): never {
  throw new TypeError('Cannot convert a Symbol value to a number');
}

export function createFlotilla(jobs: Jobs, options: FlotillaOptions): Flotilla {
  const pow: Flotilla['pow'] = (base, exponent) => {
    if (typeof base === 'number' && typeof exponent === 'number') return options.pow(base, exponent);
    const left = numeric(base);
    const right = numeric(exponent);
    if (typeof left === 'number' && typeof right === 'number') return options.pow(left, right);
    if (typeof left !== 'bigint' || typeof right !== 'bigint') {
      throw new TypeError('Cannot mix BigInt and other types, use explicit conversions');
    }
    return BigInt(left) ** right;
  };
  const { cell } = jobs.place;
  return {
    run: jobs.run,
    rejected: jobs.rejected,
    generate: jobs.generate,
    emit: jobs.emit,
    delegate: jobs.delegate,
    loop: jobs.loop,
    budget: jobs.budget,
    bodyPrototype: generatorPrototype,
    place: cell,
    pass: (passed) => jobs.place.pass(passed),
    file: () => 0,
    placed(value, place) {
      cell[0] = place;
      return value;
    },
    unplaced(place) {
      cell[0] = place;
      return nothing;
    },
    pow,
    reference(target, key) {
      if (target === undefined || target === null) throw new TypeError(`Cannot read properties of ${String(target)}`);
      return new Reference(Object(target) as object, key, pow);
    },
    home(holder, home) {
      const prototype: unknown = Object.getPrototypeOf(home);
      if (Object.getPrototypeOf(holder) !== prototype) Object.setPrototypeOf(holder, prototype as object | null);
      return holder;
    },
    named: (fn, name) => Object.defineProperty(fn, 'name', { value: name, configurable: true }),
    importer: () => (specifier) =>
      jobs.rejected(new Error(`nothing can be loaded here, and ${String(specifier)} was asked for`)),
    meta: () => ({}),
  };
}
