import { describe, expect, test } from 'vitest';
import { Hash } from './hash.ts';

const hexOf = (value: unknown): string => new Hash().value(value).hex();

describe('a hash tells apart', () => {
  test.each([
    ['numbers', 1, 2],
    ['a number and its negative', 1.5, -1.5],
    ['a number and its text', 1, '1'],
    ['nothing and null', [undefined], [null]],
    ['true and false', true, false],
    ['orders', [1, 2], [2, 1]],
    ['where one text ends and the next begins', ['ab', 'c'], ['a', 'bc']],
    ['nesting', [[1], 2], [1, [2]]],
    ['an empty list and an empty object', [], {}],
    ['names of fields', { a: 1 }, { b: 1 }],
    ['neighbours far from zero', 2 ** 52, 2 ** 52 + 1],
    ['characters outside the first plane', '🙂', '🙃'],
    ['the ends of long texts', `${'a'.repeat(40)}b`, `${'a'.repeat(40)}c`],
    ['long texts of another length', '\u0000'.repeat(40), '\u0000'.repeat(41)],
    ['where words of a long text stand', `${'abcdefgh'.repeat(5)}abcd`, `${'efghabcd'.repeat(5)}abcd`],
    ['letters of two bytes', 'ä'.repeat(40), 'ö'.repeat(40)],
  ])('%s', (_what, left, right) => {
    expect(hexOf(left)).not.toBe(hexOf(right));
  });

  test('a hundred thousand small numbers, each from all others', () => {
    const seen = new Set(Array.from({ length: 100_000 }, (_, number) => new Hash().number(number).hex()));
    expect(seen.size).toBe(100_000);
  });
});

test('long texts that differ in one letter, wherever it is, have each a hash of their own', () => {
  const seen = new Set<string>();
  for (let at = 0; at < 200; at++)
    for (const letter of 'abcdefghijklmnopqrstuvwxyz0123456789')
      seen.add(hexOf(`${'-'.repeat(at)}${letter}${'-'.repeat(199 - at)}`));
  expect(seen.size).toBe(200 * 36);
});

test('a hash leaves out fields without a value, ids that are drawn, and what engines word in their own way', () => {
  const fact = { kind: 'log', message: 'hello' };
  const more = { ...fact, traceId: 'f'.repeat(32), spanId: '1', unhashed: { stack: 'at x' }, key: undefined };
  expect(hexOf(more)).toBe(hexOf(fact));
});

test('a text that comes again adds what it added the first time, however many others came between', () => {
  const first = new Hash().recurring('select 1').hex();
  for (let number = 0; number < 5_000; number++) new Hash().recurring(`select ${number}`);
  expect(new Hash().recurring('select 1').hex()).toBe(first);
  expect(new Hash().recurring('select 2').hex()).not.toBe(first);
});

test('a copy goes on by itself', () => {
  const first = new Hash().text('shop');
  const copy = first.copy().number(1);
  expect(copy.hex()).toBe(new Hash().text('shop').number(1).hex());
  expect(first.hex()).toBe(new Hash().text('shop').hex());
});

test('the same value has the same hash on every engine and in every version', () => {
  expect(hexOf({ kind: 'request', status: 201, tookUs: 12.5, tags: ['a', null, true] })).toMatchInlineSnapshot(
    `"fc919589b9c707a3"`,
  );
});
