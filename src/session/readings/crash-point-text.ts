import type { CrashPointFigures } from '../../../simulator/index.ts';

/** "on pass 3", "in 5 % of all passes". */
export function whenText({ pass, rate }: Pick<CrashPointFigures, 'pass' | 'rate'>): string {
  return rate === null ? `on pass ${pass}` : `in ${Math.round(rate * 1000) / 10} % of all passes`;
}
