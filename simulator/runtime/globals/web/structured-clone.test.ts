import { expect, test } from 'vitest';
import { createStructuredClone } from './structured-clone.ts';

const clone = createStructuredClone(Date);

test('values come out as the native clone makes them', () => {
  class Order {
    id = 'o1';
    get total(): number {
      return 1;
    }
  }
  const shared = { n: 1 };
  const bytes = new Uint8Array([1, 2, 3, 4]);
  const values: unknown[] = [
    1,
    'text',
    10n,
    undefined,
    null,
    [1, , 3],
    { a: { b: [1] }, left: shared, right: shared },
    new Date(5),
    /a+/gi,
    new Map<unknown, unknown>([[{ k: 1 }, new Set([1])]]),
    bytes,
    bytes.subarray(1, 3),
    new DataView(bytes.buffer, 1, 2),
    new Float64Array([1.5]),
    Object(1),
    new Order(),
    new RangeError('far', { cause: new Error('why') }),
    Object.create(null),
  ];
  for (const value of values) expect(clone(value)).toStrictEqual(structuredClone(value));
});

test('cycles and shared parts stay so', () => {
  const loop: { self?: unknown; list: unknown[] } = { list: [] };
  loop.self = loop;
  loop.list.push(loop.list);
  const copy = clone(loop) as typeof loop;
  expect(copy.self).toBe(copy);
  expect(copy.list[0]).toBe(copy.list);
  expect(copy).not.toBe(loop);
});

test('functions, symbols and promises are refused by name', () => {
  for (const value of [{ run: () => 1 }, Symbol('x'), [new WeakMap()], Promise.resolve()]) {
    expect(() => clone(value)).toThrow(expect.objectContaining({ name: 'DataCloneError', code: 25 }));
  }
});
