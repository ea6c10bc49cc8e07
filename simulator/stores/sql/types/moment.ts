import { SqlFailure } from '../sql-failure.ts';

/** A date or time as days since 1970 and microseconds of the day: exact for every year that fits in four digits. */
export interface Moment {
  readonly day: number;
  readonly us: number;
}

export const dayUs = 86_400_000_000;

/** The civil calendar by arithmetic alone (Howard Hinnant's algorithms): no host clock, no host time zone. */
export function dayOf(year: number, month: number, dayOfMonth: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function civilOf(day: number): { year: number; month: number; dayOfMonth: number } {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

export function daysInMonth(year: number, month: number): number {
  return month === 12 ? 31 : dayOf(year, month + 1, 1) - dayOf(year, month, 1);
}

export function normalize(day: number, us: number): Moment {
  const carry = Math.floor(us / dayUs);
  return { day: day + carry, us: us - carry * dayUs };
}

const shape =
  /^\s*(\d{4,})-(\d{1,2})-(\d{1,2})(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(Z|z|UTC|[+-]\d{2}(?::?\d{2})?)?\s*$/;

/** A zone moves a timestamptz to UTC, and is ignored by the other types, as PostgreSQL does. */
export function parseMoment(text: string, typeName: string, zoned: boolean): Moment {
  const match = shape.exec(text);
  if (!match) throw new SqlFailure('22007', `invalid input syntax for type ${typeName}: "${text}"`);
  const [year, month, dayOfMonth] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const [hour, minute, second] = [Number(match[4] ?? 0), Number(match[5] ?? 0), Number(match[6] ?? 0)];
  const valid = month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= daysInMonth(year, month);
  if (!valid || hour > 24 || minute > 59 || second > 60 || year > 9999) {
    throw new SqlFailure('22008', `date/time field value out of range: "${text}"`);
  }
  const fraction = Math.round(Number(`0.${match[7] ?? '0'}`) * 1_000_000);
  const us = ((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction;
  return normalize(dayOf(year, month, dayOfMonth), us - (zoned ? zoneUs(match[8]) : 0));
}

function zoneUs(zone: string | undefined): number {
  if (zone === undefined || !/^[+-]/.test(zone)) return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000_000;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

export function dateText(moment: Moment): string {
  const { year, month, dayOfMonth } = civilOf(moment.day);
  if (year < 1 || year > 9999) throw new SqlFailure('22008', 'timestamp out of range');
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`;
}

export function clockText(us: number): string {
  const seconds = Math.floor(us / 1_000_000);
  const [hour, minute, second] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}`;
}

/** As SQLite keeps it: always six decimals, so that text order is time order. */
export function storedMoment(moment: Moment): string {
  return `${dateText(moment)} ${clockText(moment.us)}.${String(moment.us % 1_000_000).padStart(6, '0')}`;
}

export function momentOfStored(stored: string): Moment {
  const day = dayOf(Number(stored.slice(0, 4)), Number(stored.slice(5, 7)), Number(stored.slice(8, 10)));
  if (stored.length === 10) return { day, us: 0 };
  const seconds =
    (Number(stored.slice(11, 13)) * 60 + Number(stored.slice(14, 16))) * 60 + Number(stored.slice(17, 19));
  return { day, us: seconds * 1_000_000 + Number(stored.slice(20, 26)) };
}

export function momentOfEpochUs(epochUs: number): Moment {
  return normalize(0, epochUs);
}

/** As the server prints it: trailing zeros of the fraction left out. */
export function printedMoment(stored: string, zoned: boolean): string {
  const point = stored.indexOf('.');
  let end = stored.length;
  if (point >= 0) while (stored[end - 1] === '0') end -= 1;
  if (end - 1 === point) end = point;
  return stored.slice(0, end) + (zoned ? '+00' : '');
}
