import { formatWith } from '../globals/console/format.ts';
import type { Inspect } from '../globals/console/inspect.ts';
import { customInspect, type InspectOptions } from '../globals/console/inspect-context.ts';
import { NativeTextDecoder, NativeTextEncoder } from '../globals/natives.ts';
import { invalidArgument } from '../globals/node-error.ts';
import type { ProcessWorld } from '../globals/process-world.ts';
import { isDate } from '../globals/time/virtual-date.ts';
import { deepEqual } from './deep-equal.ts';

export const promisifyCustom: unique symbol = Symbol.for('nodejs.util.promisify.custom') as never;

type AnyFunction = (this: unknown, ...values: unknown[]) => unknown;
type WithCallback = AnyFunction & { readonly [promisifyCustom]?: AnyFunction };

export function createUtilModule(world: ProcessWorld, inspect: Inspect): object {
  const { Promise } = world.jobs;
  const show = Object.assign(
    (value: unknown, options?: InspectOptions | boolean): string =>
      inspect(value, typeof options === 'object' ? options : {}).text,
    { custom: customInspect, defaultOptions: { depth: 2 } },
  );
  const promisify = (original: WithCallback): AnyFunction => {
    if (typeof original !== 'function') throw invalidArgument('original', 'of type function', original);
    const custom = original[promisifyCustom];
    if (custom) return custom;
    return function (...values) {
      return new Promise((resolve, reject) => {
        const done = (error: unknown, value: unknown): void => (error ? reject(error) : resolve(value));
        Reflect.apply(original, this, [...values, done]);
      });
    };
  };
  return {
    inspect: show,
    format: (...values: unknown[]) => formatWith(inspect, values).text,
    formatWithOptions: (_options: unknown, ...values: unknown[]) => formatWith(inspect, values).text,
    promisify: Object.assign(promisify, { custom: promisifyCustom }),
    callbackify: (original: (...values: unknown[]) => PromiseLike<unknown>) =>
      function (this: unknown, ...values: unknown[]): void {
        const done = values.pop() as (error: unknown, value?: unknown) => void;
        const settled = (run: () => void): void => void world.setTimer(0, run);
        Reflect.apply(original, this, values).then(
          (value) => settled(() => done(null, value)),
          (error: unknown) => settled(() => done(error)),
        );
      },
    inherits: (constructor: { prototype: object; super_?: unknown }, parent: { prototype: object }) => {
      constructor.super_ = parent;
      Object.setPrototypeOf(constructor.prototype, parent.prototype);
    },
    deprecate: deprecation(world),
    debuglog: () => Object.assign(() => {}, { enabled: false }),
    isDeepStrictEqual: (left: unknown, right: unknown) => deepEqual(left, right, 'strict'),
    isArray: Array.isArray,
    stripVTControlCharacters: (text: string) => text.replace(/\u001b\[[\d;]*[A-Za-z]/g, ''),
    toUSVString: (text: unknown) =>
      String(text).replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'),
    types: {
      isDate: (value: unknown) => typeof value === 'object' && value !== null && isDate(value),
      isPromise: (value: unknown) => value instanceof Promise,
      isRegExp: (value: unknown) => value instanceof RegExp,
      isNativeError: (value: unknown) => value instanceof Error,
      isMap: (value: unknown) => value instanceof Map,
      isSet: (value: unknown) => value instanceof Set,
      isTypedArray: (value: unknown) => ArrayBuffer.isView(value) && !(value instanceof DataView),
      isUint8Array: (value: unknown) => value instanceof Uint8Array,
      isArrayBuffer: (value: unknown) => value instanceof ArrayBuffer,
    },
    TextEncoder: NativeTextEncoder,
    TextDecoder: NativeTextDecoder,
  };
}

function deprecation(world: ProcessWorld): (original: AnyFunction, message: string, code?: string) => AnyFunction {
  const warned = new Set<string>();
  return (original, message, code) =>
    function (...values) {
      const tag = code === undefined ? '' : `[${code}] `;
      if (!warned.has(tag + message)) world.log('warn', `(node:1) ${tag}DeprecationWarning: ${message}`);
      warned.add(tag + message);
      return Reflect.apply(original, this, values);
    };
}
