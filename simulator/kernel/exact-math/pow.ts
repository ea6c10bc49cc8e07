import { expRemainder } from './exp.ts';
import { fromWords, highWord, leadingPart, scaleByPowerOfTwo, withHighWord } from './float-bits.ts';

const inverseLn2 = 1.442695040888963387;
const inverseLn2High = 1.44269502162933349609;
const inverseLn2Low = 1.92596299112661746887e-8;
/** 2 / (3 ln 2), and its two parts. */
const scale = 9.61796693925975554329e-1;
const scaleHigh = 9.61796700954437255859e-1;
const scaleLow = -7.02846165095275826516e-9;
const ln2 = 6.93147180559945286227e-1;
const ln2High = 6.93147182464599609375e-1;
const ln2Low = -1.90465429995776804525e-9;
/** log2(1.5) in two parts. */
const log2OfPivotHigh = 5.84962487220764160156e-1;
const log2OfPivotLow = 1.35003920212974897128e-8;
const overflowMargin = 8.0085662595372944372e-17;

interface TwoParts {
  readonly high: number;
  readonly low: number;
}

export function exactPow(base: number, exponent: number): number {
  if (exponent === 0) return 1;
  if (Number.isNaN(base) || Number.isNaN(exponent)) return NaN;
  const magnitude = Math.abs(base);
  if (Math.abs(exponent) === Infinity) return powOfInfiniteExponent(magnitude, exponent);
  if (exponent === 1) return base;
  if (exponent === -1) return 1 / base;
  if (exponent === 2) return base * base;
  const isOdd = isOddInteger(exponent);
  const negative = base < 0 || Object.is(base, -0);
  if (magnitude === 0 || magnitude === Infinity || (magnitude === 1 && !negative)) {
    const result = exponent < 0 ? 1 / magnitude : magnitude;
    return negative && isOdd ? -result : result;
  }
  if (base < 0 && !Number.isInteger(exponent)) return NaN;
  if (exponent === 0.5) return Math.sqrt(base);
  const sign = negative && isOdd ? -1 : 1;
  if (magnitude === 1) return sign;
  return sign * powOfPositive(magnitude, exponent);
}

function powOfInfiniteExponent(magnitude: number, exponent: number): number {
  if (magnitude === 1) return NaN;
  return magnitude > 1 === exponent > 0 ? Infinity : 0;
}

function isOddInteger(value: number): boolean {
  return Math.abs(value % 2) === 1;
}

function powOfPositive(base: number, exponent: number): number {
  const size = Math.abs(exponent);
  if (size > 2 ** 31) {
    const near = highWord(base);
    if (size > 2 ** 64 || near < 0x3fefffff || near > 0x3ff00000) return base > 1 === exponent > 0 ? Infinity : 0;
  }
  const log = size > 2 ** 31 ? log2NearOne(base) : log2InTwoParts(base);
  const leading = leadingPart(exponent);
  return exp2OfTwoParts({ high: leading * log.high, low: (exponent - leading) * log.high + exponent * log.low });
}

/** log2 for |1 - base| <= 2**-20, by the first terms of its series. */
function log2NearOne(base: number): TwoParts {
  const t = base - 1;
  const w = t * t * (0.5 - t * (0.3333333333333333333333 - t * 0.25));
  const u = inverseLn2High * t;
  const v = t * inverseLn2Low - w * inverseLn2;
  const high = leadingPart(u + v);
  return { high, low: v - (high - u) };
}

/** Divides by the nearer of 1 and 1.5 first, so that the series below converges fast. */
function log2InTwoParts(base: number): TwoParts {
  let x = base;
  let power = 0;
  if (highWord(x) < 0x00100000) {
    x *= 2 ** 53;
    power -= 53;
  }
  const bits = highWord(x);
  power += (bits >> 20) - 1023;
  const fraction = bits & 0xfffff;
  let normalized = fraction | 0x3ff00000;
  const pivoted = fraction > 0x3988e && fraction < 0xbb67a;
  if (fraction >= 0xbb67a) {
    power += 1;
    normalized -= 0x00100000;
  }
  x = withHighWord(x, normalized);
  const pivot = pivoted ? 1.5 : 1;
  const difference = x - pivot;
  const inverse = 1 / (x + pivot);
  const s = difference * inverse;
  const sHigh = leadingPart(s);
  const sumHigh = fromWords(((normalized >> 1) | 0x20000000) + 0x00080000 + (pivoted ? 1 << 18 : 0), 0);
  const sumLow = x - (sumHigh - pivot);
  const sLow = inverse * (difference - sHigh * sumHigh - sHigh * sumLow);
  const square = s * s;
  const r = square * square * log2Series(square) + sLow * (sHigh + s);
  const squareHigh = sHigh * sHigh;
  const factorHigh = leadingPart(3 + squareHigh + r);
  const factorLow = r - (factorHigh - 3 - squareHigh);
  const u = sHigh * factorHigh;
  const v = sLow * factorHigh + factorLow * s;
  const productHigh = leadingPart(u + v);
  const productLow = v - (productHigh - u);
  const zHigh = scaleHigh * productHigh;
  const zLow = scaleLow * productHigh + productLow * scale + (pivoted ? log2OfPivotLow : 0);
  const pivotHigh = pivoted ? log2OfPivotHigh : 0;
  const high = leadingPart(zHigh + zLow + pivotHigh + power);
  return { high, low: zLow - (high - power - pivotHigh - zHigh) };
}

function log2Series(square: number): number {
  return (
    5.99999999999994648725e-1 +
    square *
      (4.28571428578550184252e-1 +
        square *
          (3.33333329818377432918e-1 +
            square *
              (2.72728123808534006489e-1 + square * (2.30660745775561754067e-1 + square * 2.06975017800338417784e-1))))
  );
}

function exp2OfTwoParts({ high, low }: TwoParts): number {
  const sum = low + high;
  if (sum > 1024 || (sum === 1024 && low + overflowMargin > sum - high)) return Infinity;
  if (sum < -1075 || (sum === -1075 && low <= sum - high)) return 0;
  const power = Math.abs(sum) > 0.5 ? Math.trunc(sum + (sum < 0 ? -0.5 : 0.5)) : 0;
  const rest = high - power;
  const t = leadingPart(low + rest);
  const u = t * ln2High;
  const v = (low - (t - rest)) * ln2 + t * ln2Low;
  const z = u + v;
  const w = v - (z - u);
  const c = expRemainder(z);
  const r = (z * c) / (c - 2) - (w + z * w);
  return scaleByPowerOfTwo(1 - (r - z), power);
}
