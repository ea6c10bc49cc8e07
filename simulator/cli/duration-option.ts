import { parseDuration } from '../fleet/grammar/duration.ts';
import { UsageError } from './options.ts';

/** Microseconds. */
export function durationOf(option: string, text: string): number {
  const parsed = parseDuration(text);
  if (!parsed.ok) throw new UsageError(`--${option} ${text}: expected ${parsed.expected}`);
  return parsed.value;
}
