import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactExp, exactExpm1 } from './exp.ts';
import { exactAcosh, exactAsinh, exactAtanh, exactCosh, exactSinh, exactTanh } from './hyperbolic.ts';
import { exactAcos, exactAsin, exactAtan, exactAtan2 } from './inverse-trigonometry.ts';
import { exactLog, exactLog10, exactLog1p, exactLog2 } from './log.ts';
import { exactPow } from './pow.ts';
import { exactCbrt, exactHypot } from './roots.ts';
import { exactCos, exactSin, exactTan } from './trigonometry.ts';

const unary: Record<string, [ours: (value: number) => number, host: (value: number) => number]> = {
  sin: [exactSin, Math.sin],
  cos: [exactCos, Math.cos],
  tan: [exactTan, Math.tan],
  asin: [exactAsin, Math.asin],
  acos: [exactAcos, Math.acos],
  atan: [exactAtan, Math.atan],
  sinh: [exactSinh, Math.sinh],
  cosh: [exactCosh, Math.cosh],
  tanh: [exactTanh, Math.tanh],
  asinh: [exactAsinh, Math.asinh],
  acosh: [exactAcosh, Math.acosh],
  atanh: [exactAtanh, Math.atanh],
  exp: [exactExp, Math.exp],
  expm1: [exactExpm1, Math.expm1],
  log: [exactLog, Math.log],
  log1p: [exactLog1p, Math.log1p],
  log2: [exactLog2, Math.log2],
  log10: [exactLog10, Math.log10],
  cbrt: [exactCbrt, Math.cbrt],
};

const float = new Float64Array(1);
const bits = new BigInt64Array(float.buffer);
function orderOf(value: number): bigint {
  float[0] = value;
  const raw = bits[0]!;
  return raw < 0n ? -(raw & 0x7fffffffffffffffn) : raw;
}
function ulpsBetween(left: number, right: number): number {
  if (Object.is(left, right)) return 0;
  if (Number.isNaN(left) || Number.isNaN(right)) return Infinity;
  const distance = orderOf(left) - orderOf(right);
  return Number(distance < 0n ? -distance : distance);
}

const special = [NaN, 0, -0, Infinity, -Infinity, 1, -1, 0.5, -0.5, 5e-324, -5e-324, 2.2e-308, 1e-310, 1e308, -1e308];
const anyFloat = fc.oneof(
  fc.double({ noNaN: true }),
  fc.double({ min: -1, max: 1, noNaN: true }),
  fc.double({ min: -50, max: 50, noNaN: true }),
  fc.double({ min: 0.5, max: 2, noNaN: true }),
);

describe('each ported function is within two units of the last place of the host', () => {
  for (const [name, [ours, host]] of Object.entries(unary)) {
    test(`${name} of random floats`, () => {
      fc.assert(
        fc.property(anyFloat, (value) => {
          expect(ulpsBetween(ours(value), host(value)), `${name}(${value})`).toBeLessThanOrEqual(2);
        }),
        { seed: 7, numRuns: 5_000 },
      );
    });
    test(`${name} of the special values`, () => {
      for (const value of special) {
        const difference = ulpsBetween(ours(value), host(value));
        const exact = Object.is(value, -0) || value === 0 || !Number.isFinite(value) || Math.abs(value) < 1e-300;
        expect(difference, `${name}(${value}): ${ours(value)} for ${host(value)}`).toBeLessThanOrEqual(exact ? 0 : 1);
      }
    });
  }

  test('pow of random pairs', () => {
    const base = fc.oneof(fc.double({ noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true }));
    const exponent = fc.oneof(fc.double({ min: -30, max: 30, noNaN: true }), fc.integer({ min: -40, max: 40 }));
    fc.assert(
      fc.property(base, exponent, (x, y) => {
        expect(ulpsBetween(exactPow(x, y), x ** y), `${x} ** ${y}`).toBeLessThanOrEqual(2);
      }),
      { seed: 7, numRuns: 20_000 },
    );
  });

  test('pow of every pair of special values is exact', () => {
    const values = [...special, 2, -2, 3, -3, 1.5, 1e20, -1e20, 2 ** 53 + 2];
    for (const x of values)
      for (const y of values) expect(ulpsBetween(exactPow(x, y), x ** y), `${x} ** ${y}`).toBeLessThanOrEqual(1);
  });

  test('atan2 and hypot of random and special pairs', () => {
    for (const y of special)
      for (const x of special) {
        expect(ulpsBetween(exactAtan2(y, x), Math.atan2(y, x)), `atan2(${y}, ${x})`).toBeLessThanOrEqual(1);
        expect(ulpsBetween(exactHypot(y, x), Math.hypot(y, x)), `hypot(${y}, ${x})`).toBeLessThanOrEqual(1);
      }
    fc.assert(
      fc.property(anyFloat, anyFloat, (y, x) => {
        expect(ulpsBetween(exactAtan2(y, x), Math.atan2(y, x)), `atan2(${y}, ${x})`).toBeLessThanOrEqual(2);
        expect(ulpsBetween(exactHypot(y, x), Math.hypot(y, x)), `hypot(${y}, ${x})`).toBeLessThanOrEqual(2);
      }),
      { seed: 7, numRuns: 5_000 },
    );
  });
});

describe('known values', () => {
  test('whole powers that fit are whole', () => {
    expect(exactPow(10, 15)).toBe(1e15);
    expect(exactPow(2, -1074)).toBe(5e-324);
    expect(exactPow(3, 33)).toBe(5559060566555523);
    expect(exactLog10(1000)).toBe(3);
    expect(exactLog2(2 ** -1000)).toBe(-1000);
    expect(exactCbrt(27)).toBe(3);
    expect(exactHypot()).toBe(0);
    expect(exactHypot(3, 4)).toBe(5);
  });

  test('an angle of 1e22 keeps all its digits', () => {
    expect(exactSin(1e22)).toBe(-0.8522008497671888);
    expect(exactCos(1e22)).toBe(0.523214785395139);
  });
});
