import type { FaultSize, SizeUnit } from '../../../../simulator/index.ts';

/** The steps of a slider. */
export const sliderSteps = 100;

interface Shown {
  readonly factor: number;
  readonly unit: string;
  readonly digits: number;
}

const shown: Readonly<Record<SizeUnit, Shown>> = {
  us: { factor: 1 / 1000, unit: 'ms', digits: 1 },
  times: { factor: 1, unit: '×', digits: 2 },
  share: { factor: 100, unit: '%', digits: 1 },
  bytes: { factor: 1 / 1_048_576, unit: 'MB', digits: 3 },
  cores: { factor: 1, unit: 'cores', digits: 1 },
  count: { factor: 1, unit: '', digits: 0 },
  status: { factor: 1, unit: '', digits: 0 },
  perSecond: { factor: 1, unit: '/s', digits: 1 },
};

/** What is usually long is told in seconds. */
function shownFor({ unit, usual }: FaultSize): Shown {
  return unit === 'us' && usual >= 10_000_000 ? { factor: 1 / 1_000_000, unit: 's', digits: 2 } : shown[unit];
}

export const unitText = (size: FaultSize): string => shownFor(size).unit;

/** As a person reads and types it: milliseconds, per cent, megabytes. */
export function toTyped(size: FaultSize, value: number): number {
  const { factor, digits } = shownFor(size);
  const scale = 10 ** digits;
  return Math.round(value * factor * scale) / scale;
}

export function fromTyped(size: FaultSize, typed: number): number {
  const { unit, least, most } = size;
  const value = typed / shownFor(size).factor;
  const whole = unit === 'us' || unit === 'bytes' || unit === 'count' || unit === 'status';
  const bounded = Math.min(most, Math.max(least, value));
  return whole ? Math.round(bounded) : bounded;
}

/** From a millisecond to a minute nobody finds anything on an even scale: there each step is by the same factor. */
function isByFactor({ least, most }: FaultSize): boolean {
  return least > 0 && most / least >= 50;
}

export function toSlider(size: FaultSize, value: number): number {
  const { least, most } = size;
  const share = isByFactor(size) ? Math.log(value / least) / Math.log(most / least) : (value - least) / (most - least);
  return Math.round(Math.min(1, Math.max(0, share)) * sliderSteps);
}

export function fromSlider(size: FaultSize, step: number): number {
  const { least, most } = size;
  const share = step / sliderSteps;
  if (step === 0) return least;
  if (step === sliderSteps) return most;
  if (isByFactor(size)) return Math.min(most, Math.max(least, rounded(least * (most / least) ** share)));
  return fromTyped(size, toTyped(size, least + (most - least) * share));
}

/** To two digits that count: 520 ms and not 523.7. */
function rounded(value: number): number {
  const scale = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.round(value / scale) * scale;
}
