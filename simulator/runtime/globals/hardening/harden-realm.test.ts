import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { rolldown } from 'rolldown';
import { beforeAll, describe, expect, test } from 'vitest';
import { TestWorld } from '../testing/test-world.ts';
import { shadowedNames } from './allow-list.ts';

// In Node a worker is no sandbox, but it is a realm of its own: what is shown here is that the realm is emptied.

interface Report {
  readonly names: readonly string[];
  readonly remaining: readonly string[];
  readonly results: Readonly<Record<string, string>>;
}

/** Each gives what it got hold of, or throws. */
const escapes: Record<string, string> = {
  'Function of the global': `Function('return 1')()`,
  'the constructor of a function': `(() => {}).constructor('return 1')()`,
  'the constructor of a constructor': `[].constructor.constructor('return 1')()`,
  'an async function': `(async () => {}).constructor('return 1')()`,
  'a generator function': `(function* () {}).constructor('return 1')()`,
  'an async generator function': `(async function* () {}).constructor('return 1')()`,
  'indirect eval': `(0, eval)('1 + 1')`,
  'Reflect.construct of Function': `Reflect.construct(Function, ['return 1'])()`,
};
const values: Record<string, string> = {
  'the prototype of the global': `Object.getPrototypeOf(globalThis).constructor.name`,
  'the clock': `typeof Date`,
  timers: `[typeof setTimeout, typeof setInterval, typeof setImmediate, typeof queueMicrotask]`,
  'the host': `[typeof process, typeof require, typeof fetch, typeof performance, typeof crypto, typeof WebAssembly]`,
  'shared memory and collection': `[typeof SharedArrayBuffer, typeof Atomics, typeof WeakRef, typeof FinalizationRegistry]`,
  locales: `[typeof Intl, (1234.5).toLocaleString('de-DE'), 'a'.localeCompare('B'), 'I'.toLocaleLowerCase('tr')]`,
  'a port': `[typeof MessageChannel, typeof BroadcastChannel, typeof postMessage, typeof addEventListener]`,
  'object URLs': `typeof URL`,
  'the constructor of a prototype of Date': `String(probe.constructor)`,
  'the stack of others': `(Error.prepareStackTrace = (_, sites) => sites, typeof new Error('x').stack)`,
  Math: `[Math.sin(1), Math.max(1, 2), (() => { try { return Math.random() } catch (error) { return error.message } })()]`,
  'what was matched last': `(/(b)/.test('abc'), [typeof RegExp.$1, typeof RegExp.input, typeof RegExp['$&']])`,
  'promises of the realm': `[typeof Array.fromAsync, typeof (async function* () {}).prototype[Symbol.asyncDispose]]`,
  'the engine’s own': `(() => { const world = (0, function () { return this })() ?? globalThis; try { world.JSON = 1 } catch {} try { world.JSON.parse = 1 } catch {} try { delete world.Map } catch {} return [typeof world.JSON.parse, typeof world.Map, Object.isFrozen(Math)] })()`,
  'the language': `[JSON.stringify({ a: [1] }), new Map([[1, 2]]).size, parseInt('7'), [3, 1].sort().length]`,
};

let report: Report;

beforeAll(async () => {
  const entry = fileURLToPath(new URL('harden-realm.ts', import.meta.url));
  const bundle = await rolldown({ input: entry, logLevel: 'silent' });
  const { output } = await bundle.generate({ format: 'iife', name: 'hardening' });
  const code = `${output[0].code}
const { parentPort } = require('node:worker_threads');
const post = parentPort.postMessage.bind(parentPort);
const evaluate = globalThis.eval;
const probe = new Date(0);
const text = String, stringify = JSON.stringify;
const { remaining } = hardening.hardenRealm(globalThis);
const results = {};
for (const [name, code] of ${JSON.stringify(Object.entries({ ...escapes, ...values }))}) {
  try { results[name] = stringify(evaluate('(function (probe) { "use strict"; return (' + code + ') })')(probe)) ?? 'undefined'; }
  catch (error) { results[name] = 'threw ' + text(error); }
}
post({ names: Reflect.ownKeys(globalThis).filter((name) => typeof name === 'string' && globalThis[name] !== undefined), remaining, results });`;
  report = await new Promise((resolve, reject) => {
    const worker = new Worker(code, { eval: true });
    worker.once('message', (message: Report) => {
      resolve(message);
      void worker.terminate();
    });
    worker.once('error', reject);
  });
});

describe('a hardened realm', () => {
  test('nothing is left but the language', () => {
    expect(report.remaining).toEqual([]);
    const language =
      /^(Object|Function|Array|Number|parseFloat|parseInt|Infinity|NaN|undefined|Boolean|String|Symbol|.*Error|globalThis|JSON|Math|Map|Set|WeakMap|WeakSet|BigInt|Proxy|Reflect|RegExp|ArrayBuffer|DataView|.*Array|.*URI(Component)?|escape|unescape|isFinite|isNaN|eval|TextEncoder|TextDecoder|URLSearchParams|hardening)$/;
    expect(report.names.filter((name) => !language.test(name))).toEqual([]);
  });
  for (const name of Object.keys(escapes)) {
    test(`no way out by ${name}`, () => expect(report.results[name]).toMatch(/^threw (EvalError|TypeError)/));
  }
  test('what is gone is undefined, and what is left is the same everywhere', () => {
    const gone = (count: number): string => JSON.stringify(Array<string>(count).fill('undefined'));
    expect(report.results).toMatchObject({
      'the prototype of the global': '"Object"',
      'the clock': '"undefined"',
      timers: gone(4),
      'the host': gone(6),
      'shared memory and collection': gone(4),
      locales: '["undefined","1,234.5",-1,"i"]',
      'a port': gone(4),
      'object URLs': '"undefined"',
      'the constructor of a prototype of Date': '"undefined"',
      'the stack of others': '"string"',
      'what was matched last': gone(3),
      'promises of the realm': gone(2),
      'the engine’s own': '["function","function",true]',
      Math: '[0.8414709848078965,2,"this realm\'s Math.random has no seed: ask the world for a stream"]',
      'the language': '["{\\"a\\":[1]}",1,7,2]',
    });
  });
});

test('names of the host that nothing virtual stands for are listed to be hidden', () => {
  const hidden = shadowedNames(globalThis, new TestWorld().globals.names);
  expect(hidden).toEqual(
    expect.arrayContaining([
      'WebAssembly',
      'SharedArrayBuffer',
      'Atomics',
      'WeakRef',
      'FinalizationRegistry',
      'MessageChannel',
    ]),
  );
  for (const name of ['Date', 'fetch', 'process', 'undefined', 'eval', 'hasOwnProperty'])
    expect(hidden).not.toContain(name);
});

test('virtual globals refuse code from text and have no way to the host', () => {
  const { names } = new TestWorld().globals;
  const Refusing = names['Function'] as FunctionConstructor;
  expect(() => Refusing('return 1')).toThrow('Code generation from strings disallowed for this context');
  expect(() => new Refusing('return 1')).toThrow(EvalError);
  expect(() => {}).toBeInstanceOf(Refusing);
  expect((names['eval'] as (source: unknown) => unknown)(5)).toBe(5);
  expect(names['globalThis']).toBe(names);
  for (const name of ['WeakRef', 'WebAssembly', 'SharedArrayBuffer', 'require', 'Worker', 'navigator'])
    expect(names).not.toHaveProperty(name);
  const URLOfService = names['URL'] as typeof URL;
  expect(URLOfService.createObjectURL).toBeUndefined();
  expect(() => new URLOfService('x')).toThrow(
    expect.objectContaining({ code: 'ERR_INVALID_URL', message: 'Invalid URL', input: 'x' }),
  );
  expect([
    URLOfService.canParse('/a', 'http://b'),
    URLOfService.parse('nope'),
    new URLOfService('/a', 'http://b').href,
  ]).toEqual([true, null, 'http://b/a']);
});
