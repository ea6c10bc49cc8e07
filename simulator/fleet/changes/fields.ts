import { writtenDistribution } from '../grammar/written.ts';
import type { Sizes } from './change.ts';
import type { DistributionSpec } from '../../wire/distribution-spec.ts';

/** Says what it expected where it did not find it; a page may send anything. */
type Field = (value: unknown) => string | null;
export type Fields = Readonly<Record<string, Field>>;

export function numberFrom(least: number, most: number): Field {
  return (value) =>
    typeof value === 'number' && value >= least && value <= most ? null : `a number from ${least} to ${most}`;
}

export function wholeFrom(least: number, most: number): Field {
  return (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most
      ? null
      : `a whole number from ${least} to ${most}`;
}

export function oneOf(...words: readonly string[]): Field {
  return (value) => (words.includes(value as string) ? null : words.join(' or '));
}

/** All of these fields. */
export function record(fields: Fields): Field {
  return (value) => {
    if (typeof value !== 'object' || value === null) return `${Object.keys(fields).join(', ')}`;
    const given = value as Sizes;
    for (const [name, field] of Object.entries(fields)) {
      const expected = field(given[name]);
      if (expected !== null) return `${name}: ${expected}`;
    }
    return null;
  };
}

/** Or null, for none. */
export function orNone(field: Field): Field {
  return (value) => (value === null ? null : field(value));
}

const timeUs = wholeFrom(0, 86_400_000_000);
const kinds: Readonly<Record<DistributionSpec['kind'], Field>> = {
  constant: record({ us: timeUs }),
  uniform: record({ fromUs: timeUs, toUs: timeUs }),
  exponential: record({ meanUs: timeUs }),
  normal: record({ meanUs: timeUs, sdUs: timeUs }),
  lognormal: record({ meanUs: timeUs, sdUs: timeUs }),
  pareto: record({ scaleUs: timeUs, shape: numberFrom(0.1, 100) }),
  empirical: (value) => {
    const { valuesUs, weights } = value as Record<string, unknown>;
    const areLists = Array.isArray(valuesUs) && Array.isArray(weights) && valuesUs.length === weights.length;
    if (!areLists || valuesUs.length === 0) return 'as many weights as values';
    const areTimes = valuesUs.every((each) => timeUs(each) === null);
    return areTimes && weights.every((each) => numberFrom(0, 1e9)(each) === null) ? null : 'times and weights';
  },
};

export const distribution: Field = (value) => {
  const kind = typeof value === 'object' && value !== null ? (value as { kind?: unknown }).kind : undefined;
  const known = typeof kind === 'string' && Object.hasOwn(kinds, kind) ? kinds[kind as DistributionSpec['kind']] : null;
  return known ? known(value) : `a distribution: { kind: 'constant', us: 5000 }`;
};

/** What is wrong with the first field that is wrong; null when none is. */
export function checkedFields(sizes: Sizes, fields: Fields): string | null {
  for (const [name, value] of Object.entries(sizes)) {
    const field = Object.hasOwn(fields, name) ? fields[name]! : null;
    if (!field) return `found the field ${name}, expected ${Object.keys(fields).join(', ')}`;
    const expected = field(value);
    if (expected !== null) return `${name}: found ${JSON.stringify(value)}, expected ${expected}`;
  }
  return null;
}

/** `timeout 500 ms, no breaker` */
export function fieldsInWords(sizes: Sizes): string {
  return Object.entries(sizes)
    .map(([name, value]) => {
      const words = name.replace(/Us$/, '').replace('bytesPerSecond', 'bandwidth').replace('memoryBytes', 'memory');
      return value === null ? `no ${words}` : `${words} ${valueInWords(name, value)}`;
    })
    .join(', ');
}

function valueInWords(name: string, value: unknown): string {
  if (name === 'latency' || name === 'jitter') return writtenDistribution(value as DistributionSpec);
  if (name.endsWith('Us')) return writtenDistribution({ kind: 'constant', us: Number(value) });
  if (name === 'memoryBytes') return `${Math.round(Number(value) / 1_048_576)} MB`;
  if (name === 'bytesPerSecond') return `${Math.round(Number(value) / 1_024)} KB/s`;
  if (name === 'loss') return `${Math.round(Number(value) * 1_000) / 10} %`;
  if (name === 'retries') return `up to ${(value as { attempts: number }).attempts}`;
  if (name === 'breaker') return `at ${Math.round((value as { errorShare: number }).errorShare * 100)} % errors`;
  return String(value);
}
