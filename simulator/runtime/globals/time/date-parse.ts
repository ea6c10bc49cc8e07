import { NativeDate } from '../natives.ts';

const isoShape =
  /^([+-]\d{6}|\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/i;

/** Milliseconds since 1970, or NaN. A text that names no zone is in UTC: the simulated machines stand there. */
export function parseDate(text: string): number {
  const trimmed = text.trim();
  const iso = isoShape.exec(trimmed);
  return iso ? fromIso(iso) : fromWords(trimmed);
}

function fromIso(match: RegExpExecArray): number {
  const [, year = '', month = '1', day = '1', hour = '0', minute = '0', second = '0', fraction = '0', zone] = match;
  if (year === '-000000') return NaN;
  const ms = Math.floor(Number(`0.${fraction}`) * 1000);
  return assemble({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    ms,
    offsetMinutes: zone === undefined || zone.toUpperCase() === 'Z' ? 0 : offsetOf(zone),
  });
}

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
  readonly offsetMinutes: number;
}

function assemble(parts: Parts): number {
  const { month, day, hour, minute, second } = parts;
  const inRange = month >= 1 && month <= 12 && day >= 1 && day <= 31 && minute < 60 && second < 60;
  const midnight = hour === 24 && minute === 0 && second === 0 && parts.ms === 0;
  if (!inRange || (hour >= 24 && !midnight)) return NaN;
  const date = new NativeDate(0);
  date.setUTCFullYear(parts.year, month - 1, day);
  date.setUTCHours(hour, minute - parts.offsetMinutes, second, parts.ms);
  return date.getTime();
}

function offsetOf(zone: string): number {
  const digits = zone.replace(':', '').slice(1).padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4));
  return zone.startsWith('-') ? -minutes : minutes;
}

const zoneOffsets: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
};
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
  readonly rest: string;
}

function takeClock(text: string): Clock | null {
  const match = /(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?\s*(am\b|pm\b)?/.exec(text);
  if (!match) return { hour: 0, minute: 0, second: 0, ms: 0, rest: text };
  let hour = Number(match[1]);
  if (match[5] !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (match[5] === 'pm' ? 12 : 0);
  }
  return {
    hour,
    minute: Number(match[2]),
    second: Number(match[3] ?? 0),
    ms: Math.floor(Number(`0.${match[4] ?? '0'}`) * 1000),
    // The mark keeps an offset such as +0200 apart from a date such as 2026-11-20.
    rest: `${text.slice(0, match.index)} @ ${text.slice(match.index + match[0].length)}`,
  };
}

/** The forms people and other formats write: `Fri, 20 Nov 2026 10:00:00 GMT`, `Nov 20, 2026`, `11/20/2026 3:00 pm`, `2026/11/20`. */
function fromWords(text: string): number {
  const clock = takeClock(text.toLowerCase().replace(/\([^)]*\)/g, ' '));
  if (clock === null) return NaN;
  let rest = clock.rest;
  let offsetMinutes = 0;
  rest = rest.replace(/@?\s*(?:gmt|utc?|z)?\s*([+-]\d{1,2}:?\d{2})\s*$/, (whole, zone: string) => {
    if (!/[@a-z]/.test(whole)) return whole;
    offsetMinutes = offsetOf(zone);
    return ' ';
  });
  const numbers: string[] = [];
  let month = 0;
  for (const word of rest.match(/[a-z]+|\d+|[^\sa-z\d,./@-]/g) ?? []) {
    if (/^\d/.test(word)) numbers.push(word);
    else if (zoneOffsets[word] !== undefined) offsetMinutes += zoneOffsets[word];
    else if (word.length >= 3 && monthNames.includes(word.slice(0, 3)))
      month = monthNames.indexOf(word.slice(0, 3)) + 1;
    else if (!(word.length >= 3 && weekdayNames.includes(word.slice(0, 3))) && word !== 't') return NaN;
  }
  const day = dayOf(numbers, month);
  return day === null ? NaN : assemble({ ...day, ...clock, offsetMinutes });
}

function dayOf(numbers: readonly string[], namedMonth: number): { year: number; month: number; day: number } | null {
  const [first, second, third] = numbers;
  if (first === undefined || numbers.length > 3) return null;
  if (namedMonth > 0) {
    if (numbers.length > 2) return null;
    if (second === undefined) {
      return Number(first) > 31
        ? { year: yearOf(first), month: namedMonth, day: 1 }
        : { year: 2001, month: namedMonth, day: Number(first) };
    }
    const yearFirst = Number(first) > 31;
    return { year: yearOf(yearFirst ? first : second), month: namedMonth, day: Number(yearFirst ? second : first) };
  }
  if (second === undefined) return null;
  if (first.length > 2) return { year: yearOf(first), month: Number(second), day: Number(third ?? 1) };
  return { year: third === undefined ? 2001 : yearOf(third), month: Number(first), day: Number(second) };
}

function yearOf(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}
