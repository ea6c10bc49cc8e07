import { fromWords, highWord, leadingPart } from './float-bits.ts';

/** What turns a third of the exponent's bits into the first five bits of the root. */
const normalBias = 715094163;
const subnormalBias = 696219795;

export function exactCbrt(value: number): number {
  const size = Math.abs(value);
  if (size === 0 || !Number.isFinite(value)) return value;
  let guess =
    size < 2 ** -1022
      ? fromWords(Math.floor((highWord(size * 2 ** 54) & 0x7fffffff) / 3) + subnormalBias, 0)
      : fromWords(Math.floor(highWord(size) / 3) + normalBias, 0);
  const ratio = guess * guess * (guess / size);
  guess *=
    1.87595182427177009643 +
    ratio * (-1.88497979543377169875 + ratio * 1.62142972010535446614) +
    ratio * ratio * ratio * (-0.758397934778766047437 + ratio * 0.145996192886612446982);
  // With the low half cleared the square below is exact.
  guess = leadingPart(guess * (1 + 2 ** -30));
  const remainder = size / (guess * guess);
  const root = guess + guess * ((remainder - guess) / (guess + guess + remainder));
  return value < 0 ? -root : root;
}

/** Scaled by the largest, so that squares neither overflow nor vanish; the sum keeps its lost digits. */
export function exactHypot(...values: number[]): number {
  let largest = 0;
  let unknown = false;
  for (const value of values) {
    const size = Math.abs(value);
    if (size === Infinity) return Infinity;
    if (Number.isNaN(size)) unknown = true;
    if (size > largest) largest = size;
  }
  if (unknown) return NaN;
  if (largest === 0) return 0;
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const part = Math.abs(value) / largest;
    const addend = part * part - lost;
    const next = sum + addend;
    lost = next - sum - addend;
    sum = next;
  }
  return Math.sqrt(sum) * largest;
}
