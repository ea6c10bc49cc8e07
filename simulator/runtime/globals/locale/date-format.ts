import { NativeDate } from '../natives.ts';

/** The options of `Intl.DateTimeFormat` that are known; the locale is always en-US and the zone always UTC. */
export interface DateFormatOptions {
  readonly weekday?: string;
  readonly year?: string;
  readonly month?: string;
  readonly day?: string;
  readonly hour?: string;
  readonly minute?: string;
  readonly second?: string;
  readonly hour12?: boolean;
  readonly hourCycle?: string;
  readonly timeZone?: string;
  readonly timeZoneName?: string;
  readonly dateStyle?: string;
  readonly timeStyle?: string;
}

export const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const dateKeys = ['weekday', 'year', 'month', 'day'] as const;
const timeKeys = ['hour', 'minute', 'second'] as const;
const numericDate: DateFormatOptions = { year: 'numeric', month: 'numeric', day: 'numeric' };
const numericTime: DateFormatOptions = { hour: 'numeric', minute: '2-digit', second: '2-digit' };
const dateStyles: Readonly<Record<string, DateFormatOptions>> = {
  full: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  long: { year: 'numeric', month: 'long', day: 'numeric' },
  medium: { year: 'numeric', month: 'short', day: 'numeric' },
  short: { year: '2-digit', month: 'numeric', day: 'numeric' },
};
const timeStyles: Readonly<Record<string, DateFormatOptions>> = {
  full: { ...numericTime, timeZoneName: 'long' },
  long: { ...numericTime, timeZoneName: 'short' },
  medium: numericTime,
  short: { hour: 'numeric', minute: '2-digit' },
};

export function pad(value: number, digits = 2): string {
  return String(value).padStart(digits, '0');
}

function named(name: string, style: string): string {
  return style === 'long' ? name : style === 'narrow' ? name.slice(0, 1) : name.slice(0, 3);
}

function dateText(date: Date, options: DateFormatOptions): string {
  const year =
    options.year === undefined
      ? ''
      : options.year === '2-digit'
        ? pad(date.getUTCFullYear() % 100)
        : String(date.getUTCFullYear());
  const day =
    options.day === undefined ? '' : options.day === '2-digit' ? pad(date.getUTCDate()) : String(date.getUTCDate());
  const weekday = options.weekday === undefined ? '' : named(weekdays[date.getUTCDay()]!, options.weekday);
  const monthNumber = date.getUTCMonth() + 1;
  if (options.month === undefined || options.month === 'numeric' || options.month === '2-digit') {
    const month =
      options.month === undefined ? '' : options.month === '2-digit' ? pad(monthNumber) : String(monthNumber);
    const numbers = [month, day, year].filter((part) => part !== '').join('/');
    if (weekday === '') return numbers;
    return numbers === '' ? weekday : month === '' && year === '' ? `${numbers} ${weekday}` : `${weekday}, ${numbers}`;
  }
  const month = named(months[date.getUTCMonth()]!, options.month);
  const monthAndDay = day === '' ? month : `${month} ${day}`;
  const dated = year === '' ? monthAndDay : day === '' ? `${monthAndDay} ${year}` : `${monthAndDay}, ${year}`;
  return weekday === '' ? dated : `${weekday}, ${dated}`;
}

function timeText(date: Date, options: DateFormatOptions): string {
  const twelve = options.hour12 ?? (options.hourCycle === undefined || options.hourCycle.startsWith('h1'));
  const hours = date.getUTCHours();
  const parts: string[] = [];
  if (options.hour !== undefined) {
    // `hour12: false` counts 1 to 24 in en-US, unlike `hourCycle: 'h23'`.
    const shown = twelve ? hours % 12 || 12 : options.hour12 === false ? hours || 24 : hours;
    // A 24-hour clock always has two digits in en-US.
    parts.push(options.hour === '2-digit' || !twelve ? pad(shown) : String(shown));
  }
  if (options.minute !== undefined) {
    const alone = options.hour === undefined && options.second === undefined;
    parts.push(alone ? String(date.getUTCMinutes()) : pad(date.getUTCMinutes()));
  }
  if (options.second !== undefined) {
    parts.push(parts.length === 0 ? String(date.getUTCSeconds()) : pad(date.getUTCSeconds()));
  }
  const clock = parts.join(':');
  return twelve && options.hour !== undefined ? `${clock} ${hours < 12 ? 'AM' : 'PM'}` : clock;
}

function resolve(options: DateFormatOptions, defaults: 'date' | 'time' | 'both'): DateFormatOptions {
  if (options.dateStyle !== undefined || options.timeStyle !== undefined) {
    const { hour12, hourCycle } = options;
    return {
      ...dateStyles[options.dateStyle ?? ''],
      ...timeStyles[options.timeStyle ?? ''],
      ...(hour12 === undefined ? {} : { hour12 }),
      ...(hourCycle === undefined ? {} : { hourCycle }),
    };
  }
  const asksDate = dateKeys.some((key) => options[key] !== undefined);
  const asksTime = timeKeys.some((key) => options[key] !== undefined);
  const enough = defaults === 'date' ? asksDate : defaults === 'time' ? asksTime : asksDate || asksTime;
  if (enough) return options;
  return {
    ...options,
    ...(defaults === 'time' ? {} : numericDate),
    ...(defaults === 'date' ? {} : numericTime),
  };
}

/** Throws a RangeError for a zone other than UTC: its rules would come from the engine's data. */
export function formatDate(
  timeMs: number,
  options: DateFormatOptions = {},
  defaults: 'date' | 'time' | 'both' = 'date',
): string {
  const zone = options.timeZone;
  if (zone !== undefined && !/^(utc|gmt|etc\/utc|etc\/gmt)$/i.test(zone)) {
    throw new RangeError(`Invalid time zone specified: ${zone} (the simulated machines know only UTC)`);
  }
  if (Number.isNaN(timeMs)) return 'Invalid Date';
  const date = new NativeDate(timeMs);
  const full = resolve(options, defaults);
  const day = dateKeys.some((key) => full[key] !== undefined) ? dateText(date, full) : '';
  const time = timeKeys.some((key) => full[key] !== undefined) ? timeText(date, full) : '';
  const zoneName =
    full.timeZoneName === undefined ? '' : full.timeZoneName === 'long' ? 'Coordinated Universal Time' : 'UTC';
  const onlyWeekday = full.weekday !== undefined && !(full.year ?? full.month ?? full.day);
  const separator = onlyWeekday ? ' ' : full.month === 'long' ? ' at ' : ', ';
  const text = day !== '' && time !== '' ? `${day}${separator}${time}` : `${day}${time}`;
  return zoneName === '' ? text : `${text}${time === '' ? ', ' : ' '}${zoneName}`;
}
