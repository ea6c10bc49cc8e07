import { highWord, leadingPart } from './float-bits.ts';
import { reduceByHalfPi } from './pi-reduction.ts';

const quarterPiHigh = 7.85398163397448278999e-1;
const quarterPiLow = 3.06161699786838301793e-17;

export function exactSin(value: number): number {
  if (!Number.isFinite(value)) return NaN;
  if (value === 0) return value;
  const { quadrant, high, low } = reduceByHalfPi(value);
  if (quadrant === 0) return sinNearZero(high, low);
  if (quadrant === 1) return cosNearZero(high, low);
  return quadrant === 2 ? -sinNearZero(high, low) : -cosNearZero(high, low);
}

export function exactCos(value: number): number {
  if (!Number.isFinite(value)) return NaN;
  const { quadrant, high, low } = reduceByHalfPi(value);
  if (quadrant === 0) return cosNearZero(high, low);
  if (quadrant === 1) return -sinNearZero(high, low);
  return quadrant === 2 ? -cosNearZero(high, low) : sinNearZero(high, low);
}

export function exactTan(value: number): number {
  if (!Number.isFinite(value)) return NaN;
  if (value === 0) return value;
  const { quadrant, high, low } = reduceByHalfPi(value);
  return tanNearZero(high, low, (quadrant & 1) === 1);
}

function sinNearZero(x: number, low: number): number {
  if (Math.abs(x) < 2 ** -26) return x;
  const z = x * x;
  const v = z * x;
  const r =
    8.33333333332248946124e-3 +
    z *
      (-1.98412698298579493134e-4 +
        z * (2.75573137070700676789e-6 + z * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10)));
  if (low === 0) return x + v * (-1.66666666666666324348e-1 + z * r);
  return x - (z * (0.5 * low - v * r) - low - v * -1.66666666666666324348e-1);
}

function cosNearZero(x: number, low: number): number {
  const z = x * x;
  const r =
    z *
    (4.16666666666666019037e-2 +
      z *
        (-1.38888888888741095749e-3 +
          z *
            (2.48015872894767294178e-5 +
              z * (-2.75573143513906633035e-7 + z * (2.0875723212981748279e-9 + z * -1.13596475577881948265e-11)))));
  const halfSquare = 0.5 * z;
  const leading = 1 - halfSquare;
  return leading + (1 - leading - halfSquare + (z * r - x * low));
}

/** tan(x + low), or -1 / tan(x + low). */
function tanNearZero(angle: number, tail: number, reciprocal: boolean): number {
  let x = angle;
  let y = tail;
  const nearQuarter = (highWord(x) & 0x7fffffff) >= 0x3fe59428;
  if (nearQuarter) {
    const z = quarterPiHigh - Math.abs(x);
    x = z + (quarterPiLow - (angle < 0 ? -y : y));
    y = 0;
  }
  const z = x * x;
  const w = z * z;
  const odd =
    1.33333333333201242699e-1 +
    w *
      (2.18694882948595424599e-2 +
        w *
          (3.59207910759131235356e-3 +
            w * (5.88041240820264096874e-4 + w * (7.817944429395570923e-5 + w * -1.85586374855275456654e-5))));
  const even =
    z *
    (5.39682539762260521377e-2 +
      w *
        (8.86323982359930005737e-3 +
          w *
            (1.45620945432529025516e-3 +
              w * (2.46463134818469906812e-4 + w * (7.14072491382608190305e-5 + w * 2.59073051863633712884e-5)))));
  const cube = z * x;
  const r = y + z * (cube * (odd + even) + y) + 3.33333333333334091986e-1 * cube;
  const sum = x + r;
  if (nearQuarter) {
    const v = reciprocal ? -1 : 1;
    return (angle < 0 ? -1 : 1) * (v - 2 * (x - ((sum * sum) / (sum + v) - r)));
  }
  return reciprocal ? minusInverse(x, r, sum) : sum;
}

/** -1 / (x + r) without the error of rounding x + r first. */
function minusInverse(x: number, r: number, sum: number): number {
  const sumHigh = leadingPart(sum);
  const sumLow = r - (sumHigh - x);
  const inverse = -1 / sum;
  const inverseHigh = leadingPart(inverse);
  return inverseHigh + inverse * (1 + inverseHigh * sumHigh + inverseHigh * sumLow);
}
