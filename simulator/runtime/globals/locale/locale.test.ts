import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareText } from './collation.ts';
import { formatNumber, type NumberFormatOptions } from './number-format.ts';
import { createRestrictedIntl } from './restricted-intl.ts';

test('numbers are written as in en-US', () => {
  const forms: NumberFormatOptions[] = [
    {},
    { style: 'currency', currency: 'USD' },
    { style: 'currency', currency: 'EUR', minimumFractionDigits: 0 },
    { style: 'currency', currency: 'JPY' },
    { style: 'currency', currency: 'CHF' },
    { style: 'percent' },
    { style: 'percent', maximumFractionDigits: 1 },
    { minimumFractionDigits: 2, maximumFractionDigits: 2 },
    { maximumFractionDigits: 0 },
    { useGrouping: false, minimumIntegerDigits: 3 },
  ];
  const values = [
    0,
    -0,
    1.005,
    2.5,
    -1234.567,
    1e21,
    123456789,
    0.000001,
    99.995,
    NaN,
    Infinity,
    -Infinity,
    12345678901234567890n,
  ];
  for (const options of forms) {
    for (const value of values) {
      expect([value, options, formatNumber(value, options)]).toEqual([
        value,
        options,
        new Intl.NumberFormat('en-US', options as Intl.NumberFormatOptions).format(value),
      ]);
    }
  }
  fc.assert(
    fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.constantFrom(...forms), (value, options) => {
      expect(formatNumber(value, options)).toBe(
        new Intl.NumberFormat('en-US', options as Intl.NumberFormatOptions).format(value),
      );
    }),
    { seed: 7, numRuns: 1_000 },
  );
  expect(() => formatNumber(1, { style: 'currency' })).toThrow(TypeError);
});

test('texts are compared as in en-US', () => {
  const word = fc.oneof(
    fc.stringMatching(/^[a-zA-Z0-9 .,_-]{0,6}$/),
    fc.constantFrom('résumé', 'resume', 'Résumé', 'z', 'ä', 'Äpfel', 'apfel', 'Zebra', ''),
  );
  fc.assert(
    fc.property(word, word, (left, right) => {
      expect([left, right, compareText(left, right)]).toEqual([
        left,
        right,
        Math.sign(left.localeCompare(right, 'en-US')),
      ]);
    }),
    { seed: 7, numRuns: 2_000 },
  );
  expect(compareText('item 10', 'item 9', { numeric: true })).toBe(1);
  expect(compareText('a', 'A', { sensitivity: 'base' })).toBe(0);
  expect(compareText('a', 'á', { sensitivity: 'accent' })).toBe(-1);
});

test('Intl has the two formats that are promised', () => {
  const intl = createRestrictedIntl(() => 0) as typeof Intl;
  expect(new intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' }).format(1234.5)).toBe('€1,234.50');
  expect(new intl.DateTimeFormat('en-US', { dateStyle: 'medium' }).format()).toBe('Jan 1, 1970');
  expect(new intl.DateTimeFormat().resolvedOptions().timeZone).toBe('UTC');
});
