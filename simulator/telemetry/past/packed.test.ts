import { expect, test } from 'vitest';
import { Archive } from './archive.ts';
import { Packing } from './packing.ts';
import { unpacked } from './unpacked.ts';

function packed(items: readonly unknown[]): Uint8Array {
  const packing = new Packing();
  for (const item of items) packing.add(item);
  return packing.packed();
}

test('whatever is plain data comes out as it went in', () => {
  const items = [
    { name: 'orders', count: 0, share: 0.123, tiny: 1.5e-9, minus: -7, far: 600_000_000_123, none: null, is: true },
    { name: 'orders', count: 300, share: 12.5, tiny: -0.25, minus: -0, far: 2 ** 52 + 1, none: undefined, is: false },
    { id: '00ff17a2b3c4d5e6', list: [[], [1, [2]], {}], text: 'ä → 𝄞\n', '': '' },
    ['orders', '00ff17a2b3c4d5e6', '00FF17A2B3C4D5E6', 'abc', Infinity],
  ];
  expect(unpacked(packed(items))).toEqual(items);
});

test('a hundred spans of one shape take few bytes each', () => {
  const spans = Array.from({ length: 100 }, (_, number) => ({
    kind: 'span',
    service: 'orders',
    spanId: (0x1000_0000_0000 + number).toString(16).padStart(16, '0'),
    startUs: 1_000_000 + number,
    attributes: { 'http.route': '/orders', 'http.response.status_code': 201 },
  }));
  expect(packed(spans).length / 100).toBeLessThan(35);
});

test('an archive gives its items back by number, by key and from the newest on back', () => {
  const archive = new Archive<{ readonly key: string; readonly number: number }>(8, 10_000, {
    keyOf: ({ key }) => key,
  });
  const items = Array.from({ length: 50 }, (_, number) => ({ key: `k${number % 3}`, number }));
  for (const item of items) archive.add(item);
  expect([...archive.between(5, 21)]).toEqual(items.slice(5, 21));
  expect([...archive.of('k1', 10, 40)]).toEqual(items.slice(10, 40).filter(({ key }) => key === 'k1'));
  expect([...archive.backFrom(20)].map(([number]) => number)).toEqual(items.slice(0, 20).map((_, back) => 19 - back));
});

test('an archive that is full lets go of its oldest', () => {
  const archive = new Archive<{ readonly key: string }>(8, 300, { keyOf: ({ key }) => key });
  for (let number = 0; number < 400; number++) archive.add({ key: `key ${number}` });
  expect(archive.bytes).toBeLessThanOrEqual(300);
  expect(archive.start).toBeGreaterThan(0);
  expect([...archive.between(0, 400)]).toHaveLength(400 - archive.start);
  expect([...archive.of('key 0', 0, 400)]).toEqual([]);
  expect([...archive.of('key 399', 0, 400)]).toEqual([{ key: 'key 399' }]);
});
