import { exactExp, exactExpm1 } from '../../../kernel/exact-math/exp.ts';
import {
  exactAcosh,
  exactAsinh,
  exactAtanh,
  exactCosh,
  exactSinh,
  exactTanh,
} from '../../../kernel/exact-math/hyperbolic.ts';
import { exactAcos, exactAsin, exactAtan, exactAtan2 } from '../../../kernel/exact-math/inverse-trigonometry.ts';
import { exactLog, exactLog10, exactLog1p, exactLog2 } from '../../../kernel/exact-math/log.ts';
import { exactPow } from '../../../kernel/exact-math/pow.ts';
import { exactCbrt, exactHypot } from '../../../kernel/exact-math/roots.ts';
import { exactCos, exactSin, exactTan } from '../../../kernel/exact-math/trigonometry.ts';
import { NativeMath } from '../natives.ts';
import type { ProcessWorld } from '../process-world.ts';

const constants = ['E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2'] as const;
/** These give the same bits in every engine. */
const exactNatives = [
  'abs',
  'ceil',
  'clz32',
  'floor',
  'fround',
  'imul',
  'max',
  'min',
  'round',
  'sign',
  'sqrt',
  'trunc',
] as const;

const ported: Record<string, (...values: number[]) => number> = {
  acos: (value) => exactAcos(+value),
  acosh: (value) => exactAcosh(+value),
  asin: (value) => exactAsin(+value),
  asinh: (value) => exactAsinh(+value),
  atan: (value) => exactAtan(+value),
  atan2: (y, x) => exactAtan2(+y, +x),
  atanh: (value) => exactAtanh(+value),
  cbrt: (value) => exactCbrt(+value),
  cos: (value) => exactCos(+value),
  cosh: (value) => exactCosh(+value),
  exp: (value) => exactExp(+value),
  expm1: (value) => exactExpm1(+value),
  hypot: (...values) => exactHypot(...values.map((value) => +value)),
  log: (value) => exactLog(+value),
  log10: (value) => exactLog10(+value),
  log1p: (value) => exactLog1p(+value),
  log2: (value) => exactLog2(+value),
  pow: (base, exponent) => exactPow(+base, +exponent),
  sin: (value) => exactSin(+value),
  sinh: (value) => exactSinh(+value),
  tan: (value) => exactTan(+value),
  tanh: (value) => exactTanh(+value),
};

/** `**` compiles to the engine's own power, which is not ported: see docs/fidelity-globals.md. */
export function createMath(world: Pick<ProcessWorld, 'random'>): object {
  const random = world.random('Math.random');
  const math: object = {};
  const define = (name: string | symbol, value: unknown, writable: boolean): void => {
    Object.defineProperty(math, name, { value, writable, configurable: writable, enumerable: false });
  };
  for (const name of constants) define(name, NativeMath[name], false);
  for (const name of exactNatives) define(name, NativeMath[name], true);
  for (const [name, run] of Object.entries(ported)) {
    Object.defineProperty(run, 'name', { value: name });
    define(name, run, true);
  }
  define('random', () => random.next(), true);
  Object.defineProperty(math, Symbol.toStringTag, { value: 'Math', configurable: true });
  return math;
}
