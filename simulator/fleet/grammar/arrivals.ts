import { didYouMean } from '../document/suggestion.ts';
import type { FlowArrivals } from '../../workload/arrivals.ts';
import { parseCallSyntax } from './call-syntax.ts';
import { parseDuration, parsePositiveDuration } from './duration.ts';
import { parsed, unparsed } from './parsed.ts';
import type { Parsed } from './parsed.ts';
import { parseRate } from './rate.ts';

export const arrivalsExpected =
  'a rate such as 20/s, poisson(20/s), ramp(5/s, 50/s, 30s), spike(10/s, 100/s, 20s, 5s), or a list of { from: 0s, rate: 10/s }';

type OpenArrivals = Exclude<FlowArrivals, { kind: 'users' } | { kind: 'schedule' }>;

export function parseArrivals(text: string): Parsed<OpenArrivals> {
  const call = parseCallSyntax(text);
  if (call !== null) {
    const form = Object.hasOwn(forms, call.name) ? forms[call.name]! : null;
    if (form === null) return unparsed(`${arrivalsExpected}${didYouMean(call.name, Object.keys(forms))}`);
    const arrivals = form.read(call.arguments);
    return arrivals === null ? unparsed(form.expected) : parsed(arrivals);
  }
  const rate = parseRate(text);
  if (rate.ok) return parsed({ kind: 'constant', perSecond: rate.value });
  const hint = /\(did you mean .*\)$/.exec(rate.expected);
  return unparsed(/at most/.test(rate.expected) ? rate.expected : `${arrivalsExpected}${hint ? ` ${hint[0]}` : ''}`);
}

interface Form {
  readonly expected: string;
  readonly read: (given: readonly string[]) => OpenArrivals | null;
}

const forms: Readonly<Record<string, Form>> = {
  poisson: {
    expected: 'poisson(rate), such as poisson(20/s)',
    read: (given) => {
      const rate = rateOf(given[0]);
      return given.length === 1 && rate !== null ? { kind: 'poisson', perSecond: rate } : null;
    },
  },
  ramp: {
    expected: 'ramp(first rate, last rate, duration), such as ramp(5/s, 50/s, 30s)',
    read: (given) => {
      const [from, to] = [rateOf(given[0]), rateOf(given[1])];
      const over = parsePositiveDuration(given[2] ?? '');
      if (given.length !== 3 || from === null || to === null || !over.ok) return null;
      return { kind: 'ramp', fromPerSecond: from, toPerSecond: to, overUs: over.value };
    },
  },
  spike: {
    expected: 'spike(base rate, peak rate, start, duration), such as spike(10/s, 100/s, 20s, 5s)',
    read: (given) => {
      const [base, peak] = [rateOf(given[0]), rateOf(given[1])];
      const [at, lasting] = [parseDuration(given[2] ?? ''), parsePositiveDuration(given[3] ?? '')];
      if (given.length !== 4 || base === null || peak === null || !at.ok || !lasting.ok) return null;
      return { kind: 'spike', basePerSecond: base, peakPerSecond: peak, atUs: at.value, forUs: lasting.value };
    },
  },
};

function rateOf(text: string | undefined): number | null {
  const rate = text === undefined ? null : parseRate(text);
  return rate?.ok ? rate.value : null;
}
