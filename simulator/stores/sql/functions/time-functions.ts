import { SqlFailure } from '../sql-failure.ts';
import type { FunctionValue, SqlFunctions } from '../sqlite/callbacks.ts';
import { formatDecimal, powerOfTen } from '../types/decimal.ts';
import {
  addIntervals,
  addToMoment,
  between,
  epochSeconds,
  formatInterval,
  lengthUs,
  parseInterval,
  scaleInterval,
} from '../types/interval.ts';
import {
  civilOf,
  dateText,
  dayOf,
  momentOfEpochUs,
  momentOfStored,
  storedMoment,
  type Moment,
} from '../types/moment.ts';

type Text = string | null;
type Count = number | null;

const fieldsOfInterval: Readonly<Record<string, (text: string) => number>> = {
  epoch: (text) => epochSeconds(parseInterval(text)),
  year: (text) => Math.trunc(parseInterval(text).months / 12),
  month: (text) => parseInterval(text).months % 12,
  day: (text) => parseInterval(text).days,
  hour: (text) => Math.trunc(parseInterval(text).us / 3_600_000_000),
  minute: (text) => Math.trunc(parseInterval(text).us / 60_000_000) % 60,
  second: (text) => (parseInterval(text).us % 60_000_000) / 1_000_000,
};

/** Day of the week from Monday = 1; 1970 began on a Thursday. */
function isoWeekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

function isoWeek(day: number): number {
  const thursday = day - isoWeekday(day) + 4;
  return Math.floor((thursday - dayOf(civilOf(thursday).year, 1, 1)) / 7) + 1;
}

function fieldOfMoment(field: string, { day, us }: Moment): number | null {
  const { year, month, dayOfMonth } = civilOf(day);
  switch (field) {
    case 'epoch':
      return day * 86_400 + us / 1_000_000;
    case 'year':
      return year;
    case 'quarter':
      return Math.ceil(month / 3);
    case 'month':
      return month;
    case 'week':
      return isoWeek(day);
    case 'day':
      return dayOfMonth;
    case 'doy':
      return day - dayOf(year, 1, 1) + 1;
    case 'dow':
      return isoWeekday(day) % 7;
    case 'isodow':
      return isoWeekday(day);
    case 'hour':
      return Math.floor(us / 3_600_000_000);
    case 'minute':
      return Math.floor(us / 60_000_000) % 60;
    case 'second':
      return (us % 60_000_000) / 1_000_000;
    case 'milliseconds':
      return (us % 60_000_000) / 1000;
    case 'microseconds':
      return us % 60_000_000;
    default:
      return null;
  }
}

const fractionDigits: Readonly<Record<string, number>> = { epoch: 6, second: 6, milliseconds: 3 };

function extract(field: string, source: string, value: Text): FunctionValue {
  if (value === null) return null;
  const amount =
    source === 'interval' ? (fieldsOfInterval[field]?.(value) ?? null) : fieldOfMoment(field, momentOfStored(value));
  if (amount === null)
    throw new SqlFailure('22023', `unit "${field}" not recognized for type timestamp with time zone`);
  const scale = source === 'date' ? 0 : (fractionDigits[field] ?? 0);
  return formatDecimal({ unscaled: BigInt(Math.round(amount * Number(powerOfTen(scale)))), scale });
}

function truncate(unit: Text, value: Text): FunctionValue {
  if (unit === null || value === null) return null;
  const moment = momentOfStored(value);
  const { year, month } = civilOf(moment.day);
  const clock: Readonly<Record<string, number>> = {
    microseconds: 1,
    milliseconds: 1000,
    second: 1_000_000,
    minute: 60_000_000,
    hour: 3_600_000_000,
  };
  const days: Readonly<Record<string, number>> = {
    day: moment.day,
    week: moment.day - isoWeekday(moment.day) + 1,
    month: dayOf(year, month, 1),
    quarter: dayOf(year, Math.floor((month - 1) / 3) * 3 + 1, 1),
    year: dayOf(year, 1, 1),
  };
  const name = unit.toLowerCase();
  const step = clock[name];
  if (step !== undefined) return storedMoment({ day: moment.day, us: moment.us - (moment.us % step) });
  const day = days[name];
  if (day !== undefined) return storedMoment({ day, us: 0 });
  throw new SqlFailure('22023', `unit "${unit}" not recognized for type timestamp with time zone`);
}

export const timeFunctions: SqlFunctions = {
  pg_moment_add: (value: Text, span: Text, sign: number) => {
    if (value === null || span === null) return null;
    return storedMoment(addToMoment(momentOfStored(value), scaleInterval(parseInterval(span), sign)));
  },
  pg_moment_difference: (later: Text, earlier: Text) => {
    if (later === null || earlier === null) return null;
    return formatInterval(between(momentOfStored(later), momentOfStored(earlier)));
  },
  pg_date_add: (value: Text, days: Count) => {
    if (value === null || days === null) return null;
    return dateText({ day: momentOfStored(value).day + days, us: 0 });
  },
  pg_date_difference: (later: Text, earlier: Text) => {
    if (later === null || earlier === null) return null;
    return momentOfStored(later).day - momentOfStored(earlier).day;
  },
  pg_interval_add: (left: Text, right: Text, sign: number) => {
    if (left === null || right === null) return null;
    return formatInterval(addIntervals(parseInterval(left), scaleInterval(parseInterval(right), sign)));
  },
  pg_interval_scale: (span: Text, operator: string, factor: Count) => {
    if (span === null || factor === null) return null;
    return formatInterval(scaleInterval(parseInterval(span), operator === '/' ? 1 / factor : factor));
  },
  pg_interval_us: (span: Text) => span && lengthUs(parseInterval(span)),
  pg_extract: extract,
  pg_date_trunc: truncate,
  pg_to_timestamp: (seconds: Count) =>
    seconds === null ? null : storedMoment(momentOfEpochUs(Math.round(seconds * 1_000_000))),
};
