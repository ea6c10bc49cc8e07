import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spread } from '../../../src/features/canvas/layout/spread.ts';

test('whoever has room stays where he wants to be', () => {
  expect(spread([0, 50, 200], () => 40)).toEqual([0, 50, 200]);
});

test('those who want the same place stand around it, in their order', () => {
  expect(spread([100, 100, 100], () => 20)).toEqual([80, 100, 120]);
});

test('nobody comes nearer to the next than he may, whatever they want', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 30 }), (wanted) => {
      const places = spread(wanted, (index) => 10 + (index % 3) * 5);
      for (let index = 1; index < places.length; index++) {
        expect(places[index]! - places[index - 1]!).toBeGreaterThanOrEqual(10 + ((index - 1) % 3) * 5 - 1e-6);
      }
    }),
  );
});
