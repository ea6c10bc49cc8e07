import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson, stringifyJson } from './json.ts';

const thrownBy = (run: () => unknown): string => {
  try {
    run();
    return 'nothing';
  } catch (error) {
    return String(error);
  }
};

test('a broken text is refused in the words of Node', () => {
  const whole = JSON.stringify({ id: 'o1', lines: [{ n: -1.5e3, t: true }, null], text: 'a "quoted" \\ \u0001 word' });
  const broken = fc
    .tuple(
      fc.nat(whole.length),
      fc.nat(whole.length),
      fc.constantFrom('', '{', ',', '}', '"', '\\', '0', 'x', ' ', '-', '\n'),
    )
    .map(([from, cut, put]) => whole.slice(0, from) + put + whole.slice(from + (cut % 4)));
  fc.assert(
    fc.property(fc.oneof(broken, fc.string({ maxLength: 8 })), (text) => {
      expect(thrownBy(() => parseJson(text))).toBe(thrownBy(() => JSON.parse(text)));
    }),
    { seed: 7, numRuns: 5_000 },
  );
});

test('what has no JSON form is refused in one wording', () => {
  const loop: { self?: unknown } = {};
  loop.self = loop;
  expect(() => stringifyJson(loop)).toThrow('Converting circular structure to JSON');
  expect(() => stringifyJson({ total: 1n })).toThrow('Do not know how to serialize a BigInt');
});

test('a reviver and an indentation are passed on', () => {
  expect(parseJson('{"a":1}', (_key, value) => (typeof value === 'number' ? value + 1 : value))).toEqual({ a: 2 });
  expect(stringifyJson({ a: 1, b: 2 }, ['a'], 2)).toBe('{\n  "a": 1\n}');
});
