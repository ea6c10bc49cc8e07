import { SqlFailure } from '../sql-failure.ts';

const units: Readonly<Record<string, number>> = {
  us: 1,
  ms: 1000,
  '': 1000,
  s: 1_000_000,
  min: 60_000_000,
  h: 3_600_000_000,
};

/** `500`, `'2s'`: microseconds; zero stands for no limit. */
export function timeoutUs(name: string, value = '0'): number {
  if (value === '0') return 0;
  const match = /^\s*(\d+)\s*([a-z]*)\s*$/.exec(value);
  const unit = match ? units[match[2]!] : undefined;
  if (!match || unit === undefined) {
    throw new SqlFailure('22023', `invalid value for parameter "${name}": "${value}"`, {
      hint: 'Valid units for this parameter are "us", "ms", "s", "min", "h", and "d".',
    });
  }
  return Number(match[1]) * unit;
}

export const initialSettings: Readonly<Record<string, string>> = {
  statement_timeout: '0',
  lock_timeout: '0',
  application_name: '',
  search_path: '"$user", public',
  timezone: 'UTC',
  client_encoding: 'UTF8',
  client_min_messages: 'notice',
  standard_conforming_strings: 'on',
  datestyle: 'ISO, MDY',
};

/** Times are always shown in UTC, since nothing else is simulated. */
export function checkSetting(name: string, value: string): void {
  if (name === 'statement_timeout' || name === 'lock_timeout') timeoutUs(name, value);
  if (name === 'timezone' && !['utc', 'gmt', 'etc/utc'].includes(value.toLowerCase())) {
    throw new SqlFailure(
      '0A000',
      `the time zone "${value}" is not supported by this simulated PostgreSQL (only UTC is)`,
    );
  }
}
