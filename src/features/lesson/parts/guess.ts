import type { CheckReading } from '../../../../simulator/index.ts';

type Unit = CheckReading['unit'];

/** What stands behind the field: people say shares in percent. */
export function suffixOf(unit: Unit): string {
  return unit === 'share' ? '%' : unit;
}

export function toUnit(guess: number, unit: Unit): number {
  return unit === 'share' ? guess / 100 : guess;
}

export function guessText(value: number, unit: Unit): string {
  const shown = unit === 'share' ? Math.round(value * 10_000) / 100 : value;
  return unit === '/s' ? `${shown}/s` : [String(shown), suffixOf(unit)].filter((part) => part !== '').join(' ');
}
