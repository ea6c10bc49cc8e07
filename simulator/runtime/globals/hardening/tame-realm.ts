import { createMath } from '../math/virtual-math.ts';
import { compareText } from '../locale/collation.ts';
import { formatNumber, type NumberFormatOptions } from '../locale/number-format.ts';
import { refusingConstructor } from './code-from-text.ts';

function define(target: object, name: string | symbol, value: unknown): void {
  Reflect.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
}

/** Every prototype whose `constructor` would compile text. */
function functionPrototypes(): [name: string, prototype: object][] {
  return [
    ['Function', Function.prototype],
    ['AsyncFunction', Reflect.getPrototypeOf(async () => undefined)!],
    ['GeneratorFunction', Reflect.getPrototypeOf(function* () {})!],
    ['AsyncGeneratorFunction', Reflect.getPrototypeOf(async function* () {})!],
  ];
}

/** Replaces `Function` and its kin wherever a value leads to them. Returns the new `Function`. */
export function disarmFunctionConstructors(): unknown {
  const refusing = functionPrototypes().map(([name, prototype]) => {
    const constructor = refusingConstructor(name, prototype);
    Reflect.defineProperty(prototype, 'constructor', { value: constructor, writable: false, configurable: false });
    return constructor;
  });
  return refusing[0];
}

/** The realm's own Math stays, since the engine uses it, but gives the same bits everywhere. */
export function tameMath(math: object): void {
  const exact = createMath({ random: () => ({ next: refuseChance, below: refuseChance, bits: refuseChance }) });
  for (const name of Reflect.ownKeys(exact)) {
    const { value, writable } = Reflect.getOwnPropertyDescriptor(exact, name)!;
    if (writable === true) define(math, name, value);
  }
}

function refuseChance(): never {
  throw new Error("this realm's Math.random has no seed: ask the world for a stream");
}

/** Locale-dependent methods of the language, in one locale: en-US. */
export function tameLocaleMethods(): void {
  const toLocaleNumber = function (this: number | bigint, _locales?: unknown, options?: NumberFormatOptions): string {
    return formatNumber(typeof this === 'bigint' ? this : Number(this), options);
  };
  define(Number.prototype, 'toLocaleString', toLocaleNumber);
  define(BigInt.prototype, 'toLocaleString', toLocaleNumber);
  define(
    String.prototype,
    'localeCompare',
    function (this: string, other: unknown, _locales?: unknown, options?: object) {
      return compareText(String(this), String(other), options);
    },
  );
  define(String.prototype, 'toLocaleUpperCase', function (this: string) {
    return String.prototype.toUpperCase.call(this);
  });
  define(String.prototype, 'toLocaleLowerCase', function (this: string) {
    return String.prototype.toLowerCase.call(this);
  });
}

/** V8 hands functions and receivers of the whole stack to `Error.prepareStackTrace`. */
export function tameErrorHooks(): void {
  Reflect.defineProperty(Error, 'prepareStackTrace', {
    get: () => undefined,
    // Libraries set it in strict code: a read-only property would make them throw.
    set: () => {},
    configurable: false,
  });
}

/** What the last match of anybody in the realm was: the engine's own, or another service's. */
export function tameRegExp(): void {
  for (const name of Reflect.ownKeys(RegExp)) {
    const { get } = Reflect.getOwnPropertyDescriptor(RegExp, name)!;
    if (typeof name === 'string' && get) Reflect.deleteProperty(RegExp, name);
  }
}

/** They give promises of the realm, whose jobs no instance drains. */
export function removeNativePromises(): void {
  Reflect.deleteProperty(Array, 'fromAsync');
  const asyncIterators = Reflect.getPrototypeOf(Reflect.getPrototypeOf(async function* () {}.prototype as object)!)!;
  for (const key of Reflect.ownKeys(asyncIterators)) {
    if (key !== Symbol.asyncIterator) Reflect.deleteProperty(asyncIterators, key);
  }
}
