import { formatDate, months, pad, weekdays, type DateFormatOptions } from '../locale/date-format.ts';
import { NativeDate } from '../natives.ts';
import type { ProcessWorld } from '../process-world.ts';
import { parseDate } from './date-parse.ts';

const native = NativeDate.prototype;
const nativeMethods = native as unknown as Readonly<Record<string, (...values: unknown[]) => unknown>>;
const timeOf = (date: Date): number => native.getTime.call(date);

const fields = ['Date', 'Day', 'FullYear', 'Hours', 'Milliseconds', 'Minutes', 'Month', 'Seconds'] as const;

function dayText(timeMs: number): string {
  const date = new NativeDate(timeMs);
  const year = date.getUTCFullYear();
  const yearText = year < 0 ? `-${pad(-year, 6)}` : pad(year, 4);
  return `${weekdays[date.getUTCDay()]!.slice(0, 3)} ${months[date.getUTCMonth()]!.slice(0, 3)} ${pad(date.getUTCDate())} ${yearText}`;
}

function clockText(timeMs: number): string {
  const date = new NativeDate(timeMs);
  const clock = `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}:${pad(date.getUTCSeconds())}`;
  return `${clock} GMT+0000 (Coordinated Universal Time)`;
}

function wholeText(timeMs: number): string {
  return Number.isNaN(timeMs) ? 'Invalid Date' : `${dayText(timeMs)} ${clockText(timeMs)}`;
}

function timeFromArguments(values: readonly unknown[]): number {
  if (values.length > 1) return NativeDate.UTC(...(values as [number, number]));
  const [value] = values;
  if (typeof value === 'object' && value !== null && isDate(value)) return timeOf(value);
  const primitive = toPrimitive(value);
  return typeof primitive === 'string' ? parseDate(primitive) : +(primitive as number);
}

/** ToPrimitive with the default hint, as `new Date(value)` does first. */
function toPrimitive(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const object = value as Readonly<Record<string | symbol, unknown>>;
  const exotic = object[Symbol.toPrimitive];
  if (typeof exotic === 'function') return Reflect.apply(exotic, value, ['default']);
  for (const name of ['valueOf', 'toString']) {
    const method = object[name];
    if (typeof method !== 'function') continue;
    const primitive: unknown = Reflect.apply(method, value, []);
    if (typeof primitive !== 'object' || primitive === null) return primitive;
  }
  throw new TypeError('Cannot convert object to primitive value');
}

/** By the internal slot, so that a Date of any origin counts and nothing of the value's own code runs. */
export function isDate(value: object): value is Date {
  try {
    timeOf(value as Date);
    return true;
  } catch {
    return false;
  }
}

function methodsOf(): Record<string | symbol, unknown> {
  const methods: Record<string | symbol, unknown> = {};
  for (const field of fields) {
    for (const verb of ['get', 'set']) {
      const inUtc = nativeMethods[`${verb}UTC${field}`];
      if (inUtc === undefined) continue;
      methods[`${verb}UTC${field}`] = inUtc;
      methods[`${verb}${field}`] = inUtc;
    }
  }
  for (const name of ['getTime', 'setTime', 'valueOf', 'toISOString', 'toJSON', 'toUTCString']) {
    methods[name] = nativeMethods[name];
  }
  methods['toGMTString'] = nativeMethods['toUTCString'];
  methods[Symbol.toPrimitive] = native[Symbol.toPrimitive];
  return Object.assign(methods, {
    getTimezoneOffset(this: Date): number {
      return Number.isNaN(timeOf(this)) ? NaN : 0;
    },
    getYear(this: Date): number {
      return native.getUTCFullYear.call(this) - 1900;
    },
    toString(this: Date): string {
      return wholeText(timeOf(this));
    },
    toDateString(this: Date): string {
      const time = timeOf(this);
      return Number.isNaN(time) ? 'Invalid Date' : dayText(time);
    },
    toTimeString(this: Date): string {
      const time = timeOf(this);
      return Number.isNaN(time) ? 'Invalid Date' : clockText(time);
    },
    toLocaleString(this: Date, _locales?: unknown, options?: DateFormatOptions): string {
      return formatDate(timeOf(this), options, 'both');
    },
    toLocaleDateString(this: Date, _locales?: unknown, options?: DateFormatOptions): string {
      return formatDate(timeOf(this), options, 'date');
    },
    toLocaleTimeString(this: Date, _locales?: unknown, options?: DateFormatOptions): string {
      return formatDate(timeOf(this), options, 'time');
    },
  });
}

/**
 * A constructor of its own, not a subclass: from a subclass a service could climb to the host's Date and its clock.
 * The values it makes are genuine Date objects all the same.
 */
export function createDate(world: Pick<ProcessWorld, 'wallMs'>): DateConstructor {
  function VirtualDate(this: unknown, ...values: unknown[]): Date | string {
    if (new.target === undefined) return wholeText(world.wallMs());
    const timeMs = values.length === 0 ? world.wallMs() : timeFromArguments(values);
    return Reflect.construct(NativeDate, [timeMs], new.target) as Date;
  }
  Object.defineProperty(VirtualDate, 'name', { value: 'Date' });
  Object.defineProperty(VirtualDate, 'length', { value: 7 });
  const hidden = (value: unknown): PropertyDescriptor => ({
    value,
    writable: true,
    configurable: true,
    enumerable: false,
  });
  const methods = methodsOf();
  for (const name of Reflect.ownKeys(methods)) {
    Object.defineProperty(VirtualDate.prototype, name, hidden(methods[name]));
  }
  Object.defineProperty(
    VirtualDate,
    'now',
    hidden(() => world.wallMs()),
  );
  Object.defineProperty(
    VirtualDate,
    'parse',
    hidden((text: unknown) => parseDate(String(text))),
  );
  Object.defineProperty(VirtualDate, 'UTC', hidden(NativeDate.UTC));
  return VirtualDate as unknown as DateConstructor;
}
