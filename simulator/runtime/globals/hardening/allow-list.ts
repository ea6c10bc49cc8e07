/**
 * Real globals that service code sees as they are: the language itself, as far as it has no clock, no chance,
 * no locale, no access to the host and no way to turn text into code. Everything else is virtual or absent.
 */
export const allowedGlobals = [
  'Object',
  'Array',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'Symbol',
  'Number',
  'String',
  'Boolean',
  'BigInt',
  'RegExp',
  'Reflect',
  'Proxy',
  'ArrayBuffer',
  'DataView',
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
  'Error',
  'AggregateError',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
  'NaN',
  'Infinity',
  'undefined',
  'isNaN',
  'isFinite',
  'parseInt',
  'parseFloat',
  'encodeURI',
  'encodeURIComponent',
  'decodeURI',
  'decodeURIComponent',
  'escape',
  'unescape',
  'TextEncoder',
  'TextDecoder',
  'URLSearchParams',
] as const;

const identifier = /^[A-Za-z_$][\w$]*$/;

/** Names that stay visible through the scope chain of an evaluated module unless it declares them itself. */
export function shadowedNames(globalObject: object, globals: Readonly<Record<string, unknown>>): string[] {
  const names = new Set<string>();
  for (let step = globalObject; step !== Object.prototype; step = Reflect.getPrototypeOf(step) ?? Object.prototype) {
    for (const name of Reflect.ownKeys(step)) {
      if (typeof name === 'string' && identifier.test(name) && !Object.hasOwn(globals, name)) names.add(name);
    }
  }
  // Words that no strict function may declare, and the values that are the language's own.
  for (const word of ['eval', 'arguments', 'undefined', 'NaN', 'Infinity']) names.delete(word);
  return [...names];
}
