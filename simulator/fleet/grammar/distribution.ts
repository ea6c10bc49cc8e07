import type { DistributionSpec } from '../../wire/distribution-spec.ts';
import type { Micros } from '../../wire/packet.ts';
import { didYouMean } from '../document/suggestion.ts';
import { parseCallSyntax } from './call-syntax.ts';
import { durationExpected, parseDuration } from './duration.ts';
import { parsed, unparsed } from './parsed.ts';
import type { Parsed } from './parsed.ts';

export const distributionExpected =
  'a duration such as 300us, 5ms, 2s, a range such as 1ms..5ms, or exponential(mean), normal(mean, sd), lognormal(mean, sd), pareto(scale, shape), empirical(1ms: 90, 50ms: 10)';

/** Any time that may vary: a constant, a range, or a distribution by name. */
export function parseDistribution(text: string): Parsed<DistributionSpec> {
  const bounds = text.split('..');
  if (bounds.length === 2) return range(bounds[0]!.trim(), bounds[1]!.trim());
  const call = parseCallSyntax(text);
  if (call !== null) return named(call.name, call.arguments);
  const constant = parseDuration(text);
  if (constant.ok) return parsed({ kind: 'constant', us: constant.value });
  return unparsed(constant.expected.replace(durationExpected, distributionExpected));
}

function range(first: string, last: string): Parsed<DistributionSpec> {
  const from = parseDuration(first);
  const to = parseDuration(last);
  if (!from.ok || !to.ok) return unparsed('a range of two durations such as 1ms..5ms');
  if (from.value > to.value) return unparsed(`a range from the smaller to the larger, such as ${last}..${first}`);
  return parsed({ kind: 'uniform', fromUs: from.value, toUs: to.value });
}

const forms: Readonly<Record<string, (given: readonly string[]) => DistributionSpec | null>> = {
  exponential: (given) => {
    const mean = positive(given[0]);
    return given.length === 1 && mean !== null ? { kind: 'exponential', meanUs: mean } : null;
  },
  normal: (given) => {
    const [mean, sd] = [duration(given[0]), duration(given[1])];
    return given.length === 2 && mean !== null && sd !== null ? { kind: 'normal', meanUs: mean, sdUs: sd } : null;
  },
  lognormal: (given) => {
    const [mean, sd] = [positive(given[0]), duration(given[1])];
    return given.length === 2 && mean !== null && sd !== null ? { kind: 'lognormal', meanUs: mean, sdUs: sd } : null;
  },
  pareto: (given) => {
    const [scale, shape] = [positive(given[0]), paretoShape(given[1])];
    return given.length === 2 && scale !== null && shape !== null ? { kind: 'pareto', scaleUs: scale, shape } : null;
  },
  empirical: (given) => {
    const pairs = given.map((pair) => pair.split(':').map((part) => part.trim()));
    const valuesUs = pairs.map((pair) => duration(pair[0]));
    const weights = pairs.map((pair) => (pair.length === 2 ? weight(pair[1]!) : null));
    const sound = pairs.length > 0 && pairs.length <= 1000 && !valuesUs.includes(null) && !weights.includes(null);
    return sound ? { kind: 'empirical', valuesUs: valuesUs as Micros[], weights: weights as number[] } : null;
  },
};

const formsExpected: Readonly<Record<string, string>> = {
  exponential: 'exponential(mean) with a mean above zero, such as exponential(5ms)',
  normal: 'normal(mean, standard deviation), such as normal(5ms, 1ms)',
  lognormal: 'lognormal(mean, standard deviation) with a mean above zero, such as lognormal(20ms, 8ms)',
  pareto: 'pareto(scale, shape) with a scale above zero and a shape from 0.1 to 100, such as pareto(1ms, 1.5)',
  empirical: 'empirical(duration: weight, ...) with weights above zero, such as empirical(1ms: 50, 5ms: 45, 100ms: 5)',
};

function named(name: string, given: readonly string[]): Parsed<DistributionSpec> {
  const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
  if (form === undefined) return unparsed(`${distributionExpected}${didYouMean(name, Object.keys(forms))}`);
  const spec = form(given);
  return spec === null ? unparsed(formsExpected[name]!) : parsed(spec);
}

function duration(text: string | undefined): Micros | null {
  const result = text === undefined ? null : parseDuration(text);
  return result?.ok ? result.value : null;
}

function positive(text: string | undefined): Micros | null {
  const us = duration(text);
  return us === 0 ? null : us;
}

function paretoShape(text: string | undefined): number | null {
  if (text === undefined || !/^\d{1,3}(\.\d{1,12})?$/.test(text)) return null;
  const shape = Number(text);
  return shape >= 0.1 && shape <= 100 ? shape : null;
}

function weight(text: string): number | null {
  if (!/^\d{1,9}(\.\d{1,12})?$/.test(text)) return null;
  return Number(text) > 0 ? Number(text) : null;
}
