import type { Bridge } from '../../../wire/bridge.ts';

export const logLevel = { NOTHING: 0, ERROR: 1, WARN: 2, INFO: 4, DEBUG: 5 } as const;
export type LogLevel = (typeof logLevel)[keyof typeof logLevel];

export interface LogEntry {
  namespace: string;
  level: LogLevel;
  label: string;
  log: { readonly timestamp: string; readonly message: string; [key: string]: unknown };
}
export type LogCreator = (level: LogLevel) => (entry: LogEntry) => void;

type Write = (message: string, extra?: object) => void;
export interface Logger {
  info: Write;
  error: Write;
  warn: Write;
  debug: Write;
  namespace(namespace: string, level?: LogLevel): Logger;
  setLogLevel(level: LogLevel): void;
}

declare const console: Readonly<Record<'info' | 'error' | 'warn' | 'log', (message: string) => void>>;

const writeToConsole: LogCreator =
  () =>
  ({ namespace, level, label, log }) => {
    const message = JSON.stringify({
      level: label,
      ...log,
      message: `${namespace ? `[${namespace}] ` : ''}${log.message}`,
    });
    if (level === logLevel.ERROR) console.error(message);
    else if (level === logLevel.WARN) console.warn(message);
    else if (level === logLevel.INFO) console.info(message);
    else console.log(message);
  };

/** Stack traces are left out of entries: they differ between engines, and log lines count towards a run's digest. */
export function createLogger(
  bridge: Bridge,
  level: LogLevel = logLevel.INFO,
  creator: LogCreator = writeToConsole,
): Logger {
  const write = creator(level);
  let current: LogLevel = level;
  const create = (namespace: string, ownLevel: LogLevel | undefined): Logger => {
    const at =
      (entryLevel: LogLevel, label: string): Write =>
      (message, extra = {}) => {
        if (entryLevel > (ownLevel ?? current)) return;
        const log = { timestamp: isoTime(bridge.wallMs()), logger: 'kafkajs', message, ...extra };
        write({ namespace, level: entryLevel, label, log });
      };
    return {
      info: at(logLevel.INFO, 'INFO'),
      error: at(logLevel.ERROR, 'ERROR'),
      warn: at(logLevel.WARN, 'WARN'),
      debug: at(logLevel.DEBUG, 'DEBUG'),
      namespace: (name, nameLevel) => create(name, nameLevel),
      setLogLevel: (newLevel) => {
        current = newLevel;
      },
    };
  };
  return create('', undefined);
}

/** Written by hand because the simulator's sources never touch `Date`. */
export function isoTime(wallMs: number): string {
  const dayMs = 86_400_000;
  const day = Math.floor(wallMs / dayMs);
  const inDayMs = wallMs - day * dayMs;
  // Days are counted from 1 March of year 0 in cycles of 400 years, so that a leap day ends its year.
  const shifted = day + 719_468;
  const cycle = Math.floor(shifted / 146_097);
  const dayOfCycle = shifted - cycle * 146_097;
  const leapDays = Math.floor(dayOfCycle / 1460) - Math.floor(dayOfCycle / 36_524) + Math.floor(dayOfCycle / 146_096);
  const yearOfCycle = Math.floor((dayOfCycle - leapDays) / 365);
  const dayOfYear = dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0);
  const digits = (value: number, count: number) => String(Math.floor(value)).padStart(count, '0');
  const date = `${digits(year, 4)}-${digits(month, 2)}-${digits(dayOfMonth, 2)}`;
  const time = `${digits(inDayMs / 3_600_000, 2)}:${digits((inDayMs / 60_000) % 60, 2)}:${digits((inDayMs / 1000) % 60, 2)}`;
  return `${date}T${time}.${digits(inDayMs % 1000, 3)}Z`;
}
