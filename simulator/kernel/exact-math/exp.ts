import { leadingPart, powerOfTwo, scaleByPowerOfTwo } from './float-bits.ts';

const ln2High = 6.9314718036912381649e-1;
const ln2Low = 1.90821492927058770002e-10;
const inverseLn2 = 1.442695040888963387;
const overflowsAbove = 709.782712893383973096;
const underflowsBelow = -745.13321910194110842;
const halfLn2 = 0.34657359027997264;

/** value = exponent * ln2 + (high - low). */
function reduce(value: number): { exponent: number; high: number; low: number } {
  if (Math.abs(value) <= halfLn2) return { exponent: 0, high: value, low: 0 };
  const exponent = Math.trunc(inverseLn2 * value + (value < 0 ? -0.5 : 0.5));
  return { exponent, high: value - exponent * ln2High, low: exponent * ln2Low };
}

/** r - r*r*P(r*r): the rational approximation of exp on [-ln2/2, ln2/2] that exp and pow share. */
export function expRemainder(reduced: number): number {
  const square = reduced * reduced;
  return (
    reduced -
    square *
      (1.66666666666666019037e-1 +
        square *
          (-2.77777777770155933842e-3 +
            square *
              (6.61375632143793436117e-5 + square * (-1.6533902205465251539e-6 + square * 4.13813679705723846039e-8))))
  );
}

export function exactExp(value: number): number {
  if (Number.isNaN(value)) return NaN;
  if (value > overflowsAbove) return Infinity;
  if (value < underflowsBelow) return 0;
  // The general way misses the last bit of the best known value of all.
  if (value === 1) return Math.E;
  if (Math.abs(value) < 2 ** -28) return 1 + value;
  const { exponent, high, low } = reduce(value);
  const reduced = high - low;
  const c = expRemainder(reduced);
  if (exponent === 0) return 1 - ((reduced * c) / (c - 2) - reduced);
  return scaleByPowerOfTwo(1 - (low - (reduced * c) / (2 - c) - high), exponent);
}

/** exp(value) - 1, exact near 0. */
export function exactExpm1(value: number): number {
  if (Number.isNaN(value) || value === Infinity || value === 0) return value;
  if (value > overflowsAbove) return Infinity;
  if (value < -38.816242) return -1;
  if (Math.abs(value) < 2 ** -54) return value;
  const { exponent, high, low } = reduce(value);
  const x = high - low;
  const lost = high - x - low;
  const half = 0.5 * x;
  const halfSquare = x * half;
  const r =
    1 +
    halfSquare *
      (-3.33333333333331316428e-2 +
        halfSquare *
          (1.58730158725481460165e-3 +
            halfSquare *
              (-7.93650757867487942473e-5 +
                halfSquare * (4.00821782732936239552e-6 + halfSquare * -2.01099218183624371326e-7))));
  const t = 3 - r * half;
  const e = halfSquare * ((r - t) / (6 - x * t));
  if (exponent === 0) return x - (x * e - halfSquare);
  return expm1FromParts(exponent, x, x * (e - lost) - lost - halfSquare);
}

/** 2 ** exponent * (1 + x - e) - 1, adding in the order that loses least. */
function expm1FromParts(exponent: number, x: number, e: number): number {
  if (exponent === -1) return 0.5 * (x - e) - 0.5;
  if (exponent === 1) return x < -0.25 ? -2 * (e - (x + 0.5)) : 1 + 2 * (x - e);
  if (exponent <= -2 || exponent > 56) return scaleByPowerOfTwo(1 - (e - x), exponent) - 1;
  const ulp = powerOfTwo(-exponent);
  if (exponent < 20) return (leadingPart(1 - ulp) - (e - x)) * powerOfTwo(exponent);
  return (x - (e + ulp) + 1) * powerOfTwo(exponent);
}
