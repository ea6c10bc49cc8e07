import { leadingPart } from './float-bits.ts';

const halfPiHigh = 1.570796326794896558;
const halfPiLow = 6.12323399573676603587e-17;
const quarterPi = 7.85398163397448278999e-1;
const piLow = 1.2246467991473531772e-16;

/** (asin(x) - x) / x for the square of x. */
function asinRatio(square: number): number {
  const numerator =
    square *
    (1.66666666666666657415e-1 +
      square *
        (-3.25565818622400915405e-1 +
          square *
            (2.01212532134862925881e-1 +
              square *
                (-4.00555345006794114027e-2 +
                  square * (7.91534994289814532176e-4 + square * 3.4793310759602116757e-5)))));
  const denominator =
    1 +
    square *
      (-2.40339491173441421878 +
        square * (2.02094576023350569471 + square * (-6.8828397160545329303e-1 + square * 7.70381505559019352791e-2)));
  return numerator / denominator;
}

export function exactAsin(value: number): number {
  const size = Math.abs(value);
  if (!(size <= 1)) return NaN;
  if (size === 1) return value * halfPiHigh + value * halfPiLow;
  if (size < 2 ** -27) return value;
  if (size < 0.5) return value + value * asinRatio(value * value);
  const t = (1 - size) * 0.5;
  const ratio = asinRatio(t);
  const root = Math.sqrt(t);
  let result: number;
  if (size >= 0.975) {
    result = halfPiHigh - (2 * (root + root * ratio) - halfPiLow);
  } else {
    const rootHigh = leadingPart(root);
    const c = (t - rootHigh * rootHigh) / (root + rootHigh);
    const low = 2 * root * ratio - (halfPiLow - 2 * c);
    result = quarterPi - (low - (quarterPi - 2 * rootHigh));
  }
  return value < 0 ? -result : result;
}

export function exactAcos(value: number): number {
  const size = Math.abs(value);
  if (!(size <= 1)) return NaN;
  if (value === 1) return 0;
  if (value === -1) return Math.PI;
  if (size < 2 ** -57) return halfPiHigh;
  if (size < 0.5) return halfPiHigh - (value - (halfPiLow - value * asinRatio(value * value)));
  const z = (1 - size) * 0.5;
  const root = Math.sqrt(z);
  const ratio = asinRatio(z);
  if (value < 0) return Math.PI - 2 * (root + (ratio * root - halfPiLow));
  const rootHigh = leadingPart(root);
  const c = (z - rootHigh * rootHigh) / (root + rootHigh);
  return 2 * (rootHigh + (ratio * root + c));
}

interface Anchor {
  readonly high: number;
  readonly low: number;
}
const atanOfHalf: Anchor = { high: 4.63647609000806093515e-1, low: 2.26987774529616870924e-17 };
const atanOfOne: Anchor = { high: quarterPi, low: 3.06161699786838301793e-17 };
const atanOfThreeHalves: Anchor = { high: 9.82793723247329054082e-1, low: 1.39033110312309984516e-17 };
const atanOfInfinity: Anchor = { high: halfPiHigh, low: halfPiLow };

/** atan(size) = anchor + atan(reduced). */
function nearestAnchor(size: number): { anchor: Anchor; reduced: number } {
  if (size < 0.6875) return { anchor: atanOfHalf, reduced: (2 * size - 1) / (2 + size) };
  if (size < 1.1875) return { anchor: atanOfOne, reduced: (size - 1) / (size + 1) };
  if (size < 2.4375) return { anchor: atanOfThreeHalves, reduced: (size - 1.5) / (1 + 1.5 * size) };
  return { anchor: atanOfInfinity, reduced: -1 / size };
}

/** 1 - atan(x) / x for small x. */
function atanSeries(x: number): number {
  const z = x * x;
  const w = z * z;
  const odd =
    z *
    (3.33333333333329318027e-1 +
      w *
        (1.42857142725034663711e-1 +
          w *
            (9.09088713343650656196e-2 +
              w * (6.66107313738753120669e-2 + w * (4.97687799461593236017e-2 + w * 1.62858201153657823623e-2)))));
  const even =
    w *
    (-1.99999999998764832476e-1 +
      w *
        (-1.1111110405462355788e-1 +
          w * (-7.69187620504482999495e-2 + w * (-5.83357013379057348645e-2 + w * -3.6531572744216915527e-2))));
  return odd + even;
}

export function exactAtan(value: number): number {
  if (Number.isNaN(value)) return NaN;
  const size = Math.abs(value);
  if (size >= 2 ** 66) return value > 0 ? halfPiHigh : -halfPiHigh;
  if (size < 2 ** -27) return value;
  if (size < 0.4375) return value - value * atanSeries(value);
  const { anchor, reduced } = nearestAnchor(size);
  const result = anchor.high - (reduced * atanSeries(reduced) - anchor.low - reduced);
  return value < 0 ? -result : result;
}

export function exactAtan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  const left = x < 0 || Object.is(x, -0);
  const down = y < 0 || Object.is(y, -0);
  const angle = angleOfQuadrant(Math.abs(y), Math.abs(x), left);
  const turned = left ? Math.PI - (angle - (angle === 0 ? 0 : piLow)) : angle;
  return down ? -turned : turned;
}

function angleOfQuadrant(y: number, x: number, left: boolean): number {
  if (y === 0) return 0;
  if (x === 0) return halfPiHigh;
  if (y === Infinity) return x === Infinity ? quarterPi : halfPiHigh;
  if (x === Infinity) return 0;
  const quotient = y / x;
  // So far to the left that the angle vanishes beside pi.
  if (left && quotient < 2 ** -60) return 0;
  return exactAtan(quotient);
}
