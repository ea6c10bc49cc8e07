import type { CheckReading, CheckUnit } from '../../wire/view/check-reading.ts';

export type { Verdict } from '../../wire/view/check-reading.ts';

/** What a check says at some moment of a run. */
export type Reading = Omit<CheckReading, 'valueText' | 'targetText'>;

/** With its numbers in words, for whoever shows them apart from each other. */
export function told(reading: Reading): CheckReading {
  const { value, target, unit } = reading;
  return {
    ...reading,
    valueText: value === null ? null : inWords(value, unit),
    targetText: target === null ? null : `${target.is} ${inWords(target.value, unit)}`,
  };
}

export function inWords(value: number, unit: CheckUnit): string {
  if (unit === 'share') return `${rounded(value * 100)} %`;
  return unit === '' ? rounded(value) : unit === '/s' ? `${rounded(value)}/s` : `${rounded(value)} ${unit}`;
}

/** Three digits say enough, and whole numbers stay whole. */
function rounded(value: number): string {
  const size = Math.abs(value);
  const digits = Number.isInteger(value) || size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return digits === 0 ? String(Math.round(value)) : value.toFixed(digits).replace(/\.?0+$/, '');
}
