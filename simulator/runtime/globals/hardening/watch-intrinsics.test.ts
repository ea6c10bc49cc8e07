import { runInNewContext } from 'node:vm';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { beforeAll, expect, test } from 'vitest';

let code = '';
beforeAll(async () => {
  const bundle = await rolldown({
    input: fileURLToPath(new URL('watch-intrinsics.ts', import.meta.url)),
    logLevel: 'silent',
  });
  const { output } = await bundle.generate({ format: 'iife', name: 'watching' });
  code = output[0].code;
});

/** What is noticed in a realm of its own, where `statements` were run. */
const noticed = (statements: string): unknown =>
  runInNewContext(`${code}\nconst changed = watching.watchIntrinsics(globalThis)\n${statements}\nchanged()`);

test.each([
  ['Array.prototype.push', 'Array.prototype.push = () => 0'],
  ['Map.prototype.get', 'delete Map.prototype.get'],
  ['Map.prototype.size', `Object.defineProperty(Map.prototype, 'size', { get: () => 0 })`],
  ['Function.prototype.call', 'Function.prototype.call = () => 0'],
  ['Reflect.apply', 'Reflect.apply = () => 0'],
  ['String.prototype[Symbol.iterator]', `String.prototype[Symbol.iterator] = () => [][Symbol.iterator]()`],
  ['Object.prototype', 'Object.prototype.evil = 1'],
  ['Array.prototype', 'Object.setPrototypeOf(Array.prototype, {})'],
])('a change of %s is noticed', (path, statements) => expect(noticed(statements)).toBe(path));

test('nothing is noticed where nothing was changed, or something is only new', () => {
  expect(noticed('')).toBeNull();
  expect(
    noticed('Array.prototype.last = () => 0; BigInt.prototype.toJSON = () => 0; Error.stackTraceLimit = 3'),
  ).toBeNull();
});
