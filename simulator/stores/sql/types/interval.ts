import { SqlFailure } from '../sql-failure.ts';
import { civilOf, clockText, dayOf, daysInMonth, dayUs, normalize, type Moment } from './moment.ts';

export interface Interval {
  readonly months: number;
  readonly days: number;
  readonly us: number;
}

const units: readonly (readonly [name: RegExp, months: number, days: number, us: number])[] = [
  [/^(y|yr|yrs|year|years)$/, 12, 0, 0],
  [/^(mon|mons|month|months)$/, 1, 0, 0],
  [/^(w|week|weeks)$/, 0, 7, 0],
  [/^(d|day|days)$/, 0, 1, 0],
  [/^(h|hr|hrs|hour|hours)$/, 0, 0, 3_600_000_000],
  [/^(m|min|mins|minute|minutes)$/, 0, 0, 60_000_000],
  [/^(s|sec|secs|second|seconds)$/, 0, 0, 1_000_000],
  [/^(ms|msec|msecs|millisecond|milliseconds)$/, 0, 0, 1000],
  [/^(us|usec|usecs|microsecond|microseconds)$/, 0, 0, 1],
];

export function parseInterval(text: string): Interval {
  const invalid = new SqlFailure('22007', `invalid input syntax for type interval: "${text}"`);
  let rest = text.trim().toLowerCase();
  const ago = /\sago$/.test(rest);
  if (ago) rest = rest.replace(/\sago$/, '');
  let total: Interval = { months: 0, days: 0, us: 0 };
  if (rest === '') throw invalid;
  while (rest !== '') {
    const clock = /^([+-]?)(\d+):(\d{2})(?::(\d{2}(?:\.\d+)?))?\s*/.exec(rest);
    const amount = /^([+-]?\d+(?:\.\d+)?)\s*([a-z]+)?\s*/.exec(rest);
    if (clock) {
      const seconds = Number(clock[2]) * 3600 + Number(clock[3]) * 60 + Number(clock[4] ?? 0);
      const us = Math.round(seconds * 1_000_000);
      total = addIntervals(total, { months: 0, days: 0, us: clock[1] === '-' ? -us : us });
    } else if (amount) {
      const unit = units.find(([name]) => name.test(amount[2] ?? 's'));
      if (!unit) throw invalid;
      total = addIntervals(total, scaleInterval({ months: unit[1], days: unit[2], us: unit[3] }, Number(amount[1])));
    } else {
      throw invalid;
    }
    rest = rest.slice((clock ?? amount)![0].length);
  }
  return ago ? scaleInterval(total, -1) : total;
}

export function addIntervals(left: Interval, right: Interval): Interval {
  return { months: left.months + right.months, days: left.days + right.days, us: left.us + right.us };
}

/** Fractions of a month spill into days of 30, fractions of a day into time. */
export function scaleInterval(interval: Interval, factor: number): Interval {
  const months = interval.months * factor;
  const wholeMonths = Math.trunc(months);
  const days = interval.days * factor + (months - wholeMonths) * 30;
  const wholeDays = Math.trunc(days);
  return {
    months: wholeMonths + 0,
    days: wholeDays + 0,
    us: Math.round(interval.us * factor + (days - wholeDays) * dayUs) + 0,
  };
}

export function addToMoment(moment: Moment, interval: Interval): Moment {
  const { year, month, dayOfMonth } = civilOf(moment.day);
  const monthsSinceZero = year * 12 + month - 1 + interval.months;
  const [newYear, newMonth] = [Math.floor(monthsSinceZero / 12), (((monthsSinceZero % 12) + 12) % 12) + 1];
  const day = dayOf(newYear, newMonth, Math.min(dayOfMonth, daysInMonth(newYear, newMonth)));
  return normalize(day + interval.days, moment.us + interval.us);
}

export function between(later: Moment, earlier: Moment): Interval {
  const us = (later.day - earlier.day) * dayUs + later.us - earlier.us;
  const days = Math.trunc(us / dayUs);
  return { months: 0, days: days + 0, us: us - days * dayUs };
}

/** For comparisons, where a month counts as 30 days. */
export function lengthUs(interval: Interval): number {
  return (interval.months * 30 + interval.days) * dayUs + interval.us;
}

/** For `extract(epoch ...)`, where twelve months count as 365.25 days. */
export function epochSeconds(interval: Interval): number {
  const years = Math.trunc(interval.months / 12);
  const days = years * 365.25 + (interval.months % 12) * 30 + interval.days;
  return days * 86_400 + interval.us / 1_000_000;
}

export function formatInterval(interval: Interval): string {
  const parts: string[] = [];
  const years = Math.trunc(interval.months / 12);
  const months = interval.months % 12;
  if (years !== 0) parts.push(`${years} ${Math.abs(years) === 1 && years > 0 ? 'year' : 'years'}`);
  if (months !== 0) parts.push(`${months} ${months === 1 ? 'mon' : 'mons'}`);
  if (interval.days !== 0) parts.push(`${interval.days} ${interval.days === 1 ? 'day' : 'days'}`);
  if (interval.us !== 0 || parts.length === 0) {
    const magnitude = Math.abs(interval.us);
    const fraction = String(magnitude % 1_000_000)
      .padStart(6, '0')
      .replace(/0+$/, '');
    parts.push((interval.us < 0 ? '-' : '') + clockText(magnitude) + (fraction === '' ? '' : `.${fraction}`));
  }
  return parts.join(' ');
}
