import type { Micros } from '../../wire/packet.ts';
import { wholeProduct } from './decimal.ts';
import { parsed, unparsed } from './parsed.ts';
import type { Parsed } from './parsed.ts';

export const durationExpected = 'a duration such as 300us, 5ms, 2s, 1m, 1h';

const unitsUs: Readonly<Record<string, Micros>> = { us: 1, ms: 1000, s: 1_000_000, m: 60_000_000, h: 3_600_000_000 };
const longestUs: Micros = 8760 * 3_600_000_000;
const shape = /^(\d+(?:\.\d+)?)(us|ms|s|m|h)$/;

export function parseDuration(text: string): Parsed<Micros> {
  const match = shape.exec(text);
  if (match === null) return unparsed(`${durationExpected}${hintFor(text)}`);
  const us = wholeProduct(match[1]!, unitsUs[match[2]!]!);
  if (us === null || us > longestUs) {
    return unparsed('a duration of whole microseconds, at most 8760h');
  }
  return parsed(us);
}

/** For what must not be zero: a timeout, a window. */
export function parsePositiveDuration(text: string): Parsed<Micros> {
  const duration = parseDuration(text);
  return duration.ok && duration.value === 0 ? unparsed('a duration above zero, such as 5ms') : duration;
}

/** A clock may be set back: `-5m`. */
export function parseSignedDuration(text: string): Parsed<Micros> {
  const sign = text.startsWith('-') ? -1 : 1;
  const duration = parseDuration(/^[+-]/.test(text) ? text.slice(1) : text);
  if (!duration.ok) return unparsed('a duration such as 300ms, 5m, or -5m for back');
  return parsed(duration.value === 0 ? 0 : sign * duration.value);
}

const otherUnits: readonly (readonly [RegExp, string])[] = [
  [/(?:µ|μ)s$/, 'us'],
  [/(?:milliseconds?|millis|msecs?)$/, 'ms'],
  [/(?:seconds?|secs?)$/, 's'],
  [/(?:minutes?|mins?)$/, 'm'],
  [/(?:hours?|hrs?)$/, 'h'],
];

function hintFor(text: string): string {
  let guess = text.slice(0, 40).toLowerCase().replace(/\s+/g, '').replace(',', '.');
  if (/^\d+$/.test(guess)) guess += 'ms';
  if (guess.startsWith('.')) guess = `0${guess}`;
  for (const [unit, ours] of otherUnits) guess = guess.replace(unit, ours);
  return shape.test(guess) ? ` (did you mean ${guess}?)` : '';
}
