import { highWord, leadingPart, withHighWord } from './float-bits.ts';

const twoTo54 = 18014398509481984;
const ln2High = 6.9314718036912381649e-1;
const ln2Low = 1.90821492927058770002e-10;
const inverseLn2High = 1.44269504072144627571;
const inverseLn2Low = 1.67517131648865118353e-10;
const inverseLn10High = 4.34294481878168880939e-1;
const inverseLn10Low = 2.50829467116452752298e-11;
const log10Of2High = 3.01029995663611771306e-1;
const log10Of2Low = 3.69423907715893078616e-13;
/** Just below sqrt(2), as the added fraction bits that carry into the exponent. */
const carryToSqrt2 = 0x95f64;

/** s * (f*f/2 + R) for f = mantissa - 1, where log(1 + f) = f - f*f/2 + that: the part of log every base shares. */
function logTail(fraction: number): { tail: number; halfSquare: number } {
  const s = fraction / (2 + fraction);
  const z = s * s;
  const w = z * z;
  const even = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  const halfSquare = 0.5 * fraction * fraction;
  return { tail: s * (halfSquare + (odd + even)), halfSquare };
}

/** value = 2 ** exponent * (1 + fraction), 1 + fraction in about [sqrt(1/2), sqrt(2)); null for 0, negatives, NaN and Infinity. */
function decompose(value: number): { exponent: number; fraction: number } | null {
  if (!(value > 0) || value === Infinity) return null;
  let normal = value;
  let exponent = 0;
  if (highWord(value) < 0x00100000) {
    normal *= twoTo54;
    exponent -= 54;
  }
  const high = highWord(normal);
  exponent += (high >> 20) - 1023;
  const mantissaBits = high & 0xfffff;
  const carry = (mantissaBits + carryToSqrt2) & 0x100000;
  exponent += carry >> 20;
  return { exponent, fraction: withHighWord(normal, mantissaBits | (carry ^ 0x3ff00000)) - 1 };
}

function logOfOddValue(value: number): number {
  if (value === 0) return -Infinity;
  return value === Infinity ? Infinity : NaN;
}

export function exactLog(value: number): number {
  const parts = decompose(value);
  if (parts === null) return logOfOddValue(value);
  const { exponent, fraction } = parts;
  if (fraction === 0) return exponent === 0 ? 0 : exponent * ln2High + exponent * ln2Low;
  const { tail, halfSquare } = logTail(fraction);
  if (exponent === 0) return fraction - (halfSquare - tail);
  return exponent * ln2High - (halfSquare - (tail + exponent * ln2Low) - fraction);
}

/** log(1 + fraction) as a high part with 32 clear bits, and the rest. */
function logInTwoParts(fraction: number): { high: number; low: number } {
  const { tail, halfSquare } = logTail(fraction);
  const high = leadingPart(fraction - halfSquare);
  return { high, low: fraction - high - halfSquare + tail };
}

export function exactLog2(value: number): number {
  const parts = decompose(value);
  if (parts === null) return logOfOddValue(value);
  const { exponent, fraction } = parts;
  if (fraction === 0) return exponent;
  const { high, low } = logInTwoParts(fraction);
  const leading = high * inverseLn2High;
  const rest = (low + high) * inverseLn2Low + low * inverseLn2High;
  const sum = exponent + leading;
  return rest + (exponent - sum + leading) + sum;
}

export function exactLog10(value: number): number {
  const parts = decompose(value);
  if (parts === null) return logOfOddValue(value);
  const { exponent, fraction } = parts;
  if (fraction === 0 && exponent === 0) return 0;
  const { high, low } = logInTwoParts(fraction);
  const leading = high * inverseLn10High;
  const whole = exponent * log10Of2High;
  const rest = exponent * log10Of2Low + (low + high) * inverseLn10Low + low * inverseLn10High;
  const sum = whole + leading;
  return rest + (whole - sum + leading) + sum;
}

/** log(1 + value), exact near 0 where 1 + value would lose its digits. */
export function exactLog1p(value: number): number {
  if (!(value > -1)) return value === -1 ? -Infinity : NaN;
  if (value === Infinity || value === 0 || Math.abs(value) < 2 ** -54) return value;
  if (Math.abs(value) < 2 ** -29) return value - value * value * 0.5;
  const sum = 1 + value;
  const parts = decompose(sum);
  if (parts === null) return logOfOddValue(sum);
  const lost = parts.exponent > 0 ? 1 - (sum - value) : value - (sum - 1);
  const correction = sum < 2 ** 53 ? lost / sum : 0;
  const exponent = parts.exponent;
  // Without a shift of the exponent the argument itself is the exact fraction.
  const fraction = exponent === 0 ? value : parts.fraction;
  if (fraction === 0) return exponent * ln2High + (correction + exponent * ln2Low);
  const { tail, halfSquare } = logTail(fraction);
  if (exponent === 0) return fraction - (halfSquare - tail);
  return exponent * ln2High - (halfSquare - (tail + (exponent * ln2Low + correction)) - fraction);
}
