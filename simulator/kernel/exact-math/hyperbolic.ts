import { exactExp, exactExpm1 } from './exp.ts';
import { exactLog, exactLog1p } from './log.ts';

const ln2 = 6.93147180559945286227e-1;
const overflowsAbove = 710.4758600739439;
const largestExp = 709.782712893384;

export function exactSinh(value: number): number {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || size < 2 ** -28) return value;
  const sign = value < 0 ? -0.5 : 0.5;
  if (size < 22) {
    const t = exactExpm1(size);
    return size < 1 ? sign * (2 * t - (t * t) / (t + 1)) : sign * (t + t / (t + 1));
  }
  if (size < largestExp) return sign * exactExp(size);
  return size <= overflowsAbove ? sign * 2 * squareOfHalf(size) : value * Infinity;
}

export function exactCosh(value: number): number {
  const size = Math.abs(value);
  if (size < 0.5 * ln2) {
    const t = exactExpm1(size);
    const w = 1 + t;
    return size < 2 ** -55 ? 1 : 1 + (t * t) / (w + w);
  }
  if (size < 22) {
    const t = exactExp(size);
    return 0.5 * t + 0.5 / t;
  }
  if (size < largestExp) return 0.5 * exactExp(size);
  return size <= overflowsAbove ? squareOfHalf(size) : size * Infinity;
}

/** exp(size) / 2 where exp(size) itself would overflow. */
function squareOfHalf(size: number): number {
  const root = exactExp(0.5 * size);
  return 0.5 * root * root;
}

export function exactTanh(value: number): number {
  const size = Math.abs(value);
  if (Number.isNaN(value) || size < 2 ** -28) return value;
  if (size >= 22) return value < 0 ? -1 : 1;
  const grown = size >= 1 ? exactExpm1(2 * size) : exactExpm1(-2 * size);
  const result = size >= 1 ? 1 - 2 / (grown + 2) : -grown / (grown + 2);
  return value < 0 ? -result : result;
}

export function exactAsinh(value: number): number {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || size < 2 ** -28) return value;
  let result: number;
  if (size > 2 ** 28) result = exactLog(size) + ln2;
  else if (size > 2) result = exactLog(2 * size + 1 / (Math.sqrt(value * value + 1) + size));
  else {
    const square = value * value;
    result = exactLog1p(size + square / (1 + Math.sqrt(1 + square)));
  }
  return value < 0 ? -result : result;
}

export function exactAcosh(value: number): number {
  if (!(value >= 1)) return NaN;
  if (value === 1) return 0;
  if (value > 2 ** 28) return exactLog(value) + ln2;
  if (value > 2) return exactLog(2 * value - 1 / (value + Math.sqrt(value * value - 1)));
  const t = value - 1;
  return exactLog1p(t + Math.sqrt(2 * t + t * t));
}

export function exactAtanh(value: number): number {
  const size = Math.abs(value);
  if (!(size <= 1)) return NaN;
  if (size === 1) return value * Infinity;
  if (size < 2 ** -28) return value;
  const doubled = size + size;
  const result = 0.5 * exactLog1p(size < 0.5 ? doubled + (doubled * size) / (1 - size) : doubled / (1 - size));
  return value < 0 ? -result : result;
}
