import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FaultKind, FaultSize } from '../../../simulator/index.ts';
import {
  fromSlider,
  fromTyped,
  sliderSteps,
  toSlider,
  toTyped,
  unitText,
} from '../../../src/features/inspector/break-it/size-scale.ts';
import { sizesOf } from '../../../src/session/stores/breaking-store.ts';

const delay: FaultSize = { name: 'by', label: 'by', unit: 'us', usual: 500_000, least: 1_000, most: 60_000_000 };
const skew: FaultSize = { ...delay, usual: 300_000_000, least: -3_600_000_000, most: 3_600_000_000 };
const rate: FaultSize = { name: 'rate', label: 'errors', unit: 'share', usual: 0.5, least: 0, most: 1 };
const leak: FaultSize = {
  name: 'perRequest',
  label: 'a request',
  unit: 'bytes',
  usual: 1_048_576,
  least: 1_024,
  most: 1e8,
};

describe('the size of a fault', () => {
  test.each([
    [delay, 500_000, 500, 'ms'],
    [skew, 300_000_000, 300, 's'],
    [rate, 0.5, 50, '%'],
    [leak, 1_048_576, 1, 'MB'],
  ])('is read and typed as people do', (size, value, typed, unit) => {
    expect(toTyped(size, value)).toBe(typed);
    expect(fromTyped(size, typed)).toBe(value);
    expect(unitText(size)).toBe(unit);
  });

  test('that is typed beyond its bounds is as far as it may be', () => {
    expect(fromTyped(rate, 250)).toBe(1);
    expect(fromTyped(delay, 0)).toBe(1_000);
  });

  test.each([delay, skew, rate, leak])('is where the slider stands, at every step', (size) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: sliderSteps }), (step) => {
        const value = fromSlider(size, step);
        expect(value).toBeGreaterThanOrEqual(size.least);
        expect(value).toBeLessThanOrEqual(size.most);
        expect(Math.abs(toSlider(size, value) - step)).toBeLessThanOrEqual(3);
      }),
    );
  });
});

describe('the sizes that a fault is done with', () => {
  const slow: FaultKind = {
    verb: 'slow',
    label: 'Slow down',
    key: 's',
    fitsOn: ['process'],
    sizes: [
      { ...delay, oneOf: true },
      { name: 'times', label: 'times', unit: 'times', usual: 10, least: 1.1, most: 1_000, oneOf: true },
    ],
    choices: [{ name: 'way', label: 'which way', options: [], usual: 'both' }],
    lasts: true,
  };
  const nothing = { forUs: null, replica: null, sizes: {} };

  test('are the usual ones until somebody sets them, and one of those that exclude each other', () => {
    expect(sizesOf(slow, nothing)).toEqual({ by: 500_000, way: 'both' });
  });

  test('are those that were set', () => {
    expect(sizesOf(slow, { ...nothing, sizes: { slow: { times: 4 } } })).toEqual({ times: 4, way: 'both' });
  });
});
