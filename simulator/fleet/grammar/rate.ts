import { parsed, unparsed } from './parsed.ts';
import type { Parsed } from './parsed.ts';

export const rateExpected = 'a rate such as 20/s, 100/m, 500/h';
const perSecondMax = 1_000_000;

const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };
const shape = /^(\d+(?:\.\d+)?)\/(s|m|h)$/;

/** Per second. `0/s` is a rate: nobody comes. */
export function parseRate(text: string): Parsed<number> {
  const match = shape.exec(text);
  if (match === null) return unparsed(`${rateExpected}${hintFor(text)}`);
  const perSecond = Number(match[1]) / seconds[match[2]!]!;
  return perSecond <= perSecondMax ? parsed(perSecond) : unparsed(`a rate of at most ${perSecondMax}/s`);
}

function hintFor(text: string): string {
  const match = /^(\d+(?:\.\d+)?)\s*(?:(?:\/|per)\s*(s|m|h|sec|min|hour|second|minute)|rps)?$/.exec(text.slice(0, 40));
  return match === null ? '' : ` (did you mean ${match[1]}/${match[2]?.charAt(0) ?? 's'}?)`;
}
