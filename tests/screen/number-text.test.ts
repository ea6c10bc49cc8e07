import { expect, test } from 'vitest';
import {
  clockText,
  countText,
  durationText,
  momentText,
  rateText,
  shareText,
  speedText,
  weightText,
} from '../../src/ui/number-text.ts';

const plain = (text: string): string => text.replaceAll('\u202f', ' ');

test.each([
  [countText(0), '0'],
  [countText(999), '999'],
  [countText(1_234_567), '1 234 567'],
  [rateText(0), '0/s'],
  [rateText(0.4), '0.4/s'],
  [rateText(9.96), '10/s'],
  [durationText(0.25), '0.3 ms'],
  [durationText(9.96), '10 ms'],
  [durationText(999), '999 ms'],
  [durationText(3_000), '3.0 s'],
  [durationText(12_345), '12 s'],
  [shareText(0.534), '53 %'],
  [weightText(640), '640 B'],
  [weightText(1_234), '1.2 kB'],
  [weightText(999_499), '999 kB'],
  [weightText(1_234_567), '1.2 MB'],
  [weightText(45_600_000), '46 MB'],
  [speedText(0.1), '0.10×'],
  [speedText(1.04), '1.0×'],
  [speedText(12.3), '12×'],
  [clockText(41_380.9), '00:41.380'],
  [clockText(3_600_000 + 61_002), '1:01:01.002'],
  [momentText(41_380_900), '41.380 s'],
])('%s', (text, expected) => {
  expect(plain(text)).toBe(expected);
});
