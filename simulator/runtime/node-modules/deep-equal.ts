import { isDate } from '../globals/time/virtual-date.ts';
import { NativeDate } from '../globals/natives.ts';

type Strictness = 'strict' | 'loose';

/** `assert.deepEqual` and `util.isDeepStrictEqual`. */
export function deepEqual(left: unknown, right: unknown, strictness: Strictness): boolean {
  return new Comparison(strictness).equal(left, right);
}

function isReference(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

class Comparison {
  readonly #strict: boolean;
  /** Pairs under comparison further up: a cycle equals a cycle. */
  readonly #open = new Map<object, object[]>();
  constructor(strictness: Strictness) {
    this.#strict = strictness === 'strict';
  }

  equal(left: unknown, right: unknown): boolean {
    if (this.#strict ? Object.is(left, right) : left === right) return true;
    if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
      if (this.#strict) return false;
      const isObject = isReference(left) || isReference(right);
      // Loose equality is what deepEqual promises.
      // oxlint-disable-next-line eqeqeq
      return (!isObject && left == right) || (Number.isNaN(left) && Number.isNaN(right));
    }
    if (this.#strict && Reflect.getPrototypeOf(left) !== Reflect.getPrototypeOf(right)) return false;
    const known = this.#open.get(left) ?? [];
    if (known.includes(right)) return true;
    this.#open.set(left, [...known, right]);
    const result = this.#equalObjects(left, right);
    this.#open.set(left, known);
    return result;
  }

  #equalObjects(left: object, right: object): boolean {
    if (Array.isArray(left) !== Array.isArray(right)) return false;
    if (Array.isArray(left) && left.length !== (right as unknown[]).length) return false;
    if (isDate(left) || isDate(right)) {
      if (!isDate(left) || !isDate(right)) return false;
      const time = (date: Date): number => NativeDate.prototype.getTime.call(date);
      if (!Object.is(time(left), time(right))) return false;
    }
    if (left instanceof RegExp !== right instanceof RegExp || left instanceof Error !== right instanceof Error)
      return false;
    if (left instanceof RegExp && String(left) !== String(right)) return false;
    if (left instanceof Error) {
      const other = right as Error;
      if (left.name !== other.name || left.message !== other.message) return false;
    }
    for (const Boxed of [Number, String, Boolean]) {
      if (left instanceof Boxed !== right instanceof Boxed) return false;
      if (left instanceof Boxed && !Object.is(left.valueOf(), right.valueOf())) return false;
    }
    if (left instanceof Map !== right instanceof Map || left instanceof Set !== right instanceof Set) return false;
    if (left instanceof Map && !this.#equalMaps(left, right as Map<unknown, unknown>)) return false;
    if (left instanceof Set && !this.#equalSets(left, right as Set<unknown>)) return false;
    return this.#equalKeys(left, right);
  }

  #equalKeys(left: object, right: object): boolean {
    const keysOf = (value: object): (string | symbol)[] =>
      Reflect.ownKeys(value).filter(
        (key) => (this.#strict || typeof key === 'string') && Object.prototype.propertyIsEnumerable.call(value, key),
      );
    const keys = keysOf(left);
    if (keys.length !== keysOf(right).length) return false;
    return keys.every((key) => {
      if (!Object.prototype.propertyIsEnumerable.call(right, key)) return false;
      return this.equal(
        (left as Record<string | symbol, unknown>)[key],
        (right as Record<string | symbol, unknown>)[key],
      );
    });
  }

  #equalMaps(left: Map<unknown, unknown>, right: Map<unknown, unknown>): boolean {
    if (left.size !== right.size) return false;
    return [...left].every(([key, value]) => {
      if (right.has(key)) return this.equal(value, right.get(key));
      return [...right].some(([other, otherValue]) => this.equal(key, other) && this.equal(value, otherValue));
    });
  }

  #equalSets(left: Set<unknown>, right: Set<unknown>): boolean {
    if (left.size !== right.size) return false;
    return [...left].every((value) => right.has(value) || [...right].some((other) => this.equal(value, other)));
  }
}
