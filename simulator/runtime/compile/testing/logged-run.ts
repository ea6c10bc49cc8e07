import { givenInstance, runLibrary, runScript } from './instance.ts';

export type Log = string[];

const shown = (value: unknown): string => {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (Array.isArray(value)) return `[${value.map(shown).join()}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, inner]) => `${key}=${shown(inner)}`)
      .join()}}`;
  }
  return typeof value === 'bigint' ? `${value}n` : String(value);
};

export const logger =
  (log: Log) =>
  (...values: unknown[]): void =>
    void log.push(values.map(shown).join(' '));

/** Runs a script lowered, on an instance's own promises, and tells what it logged. */
export const runLowered = (source: string): Log => logOf(source, runScript);
/** The same as a library, whose functions share their bodies. */
export const runAsLibrary = (source: string): Log => logOf(source, runLibrary);

function logOf(source: string, run: typeof runLibrary): Log {
  const log: Log = [];
  const write = logger(log);
  const instance = givenInstance({ onUnhandledRejection: (reason) => write('unhandled', reason) });
  Object.assign(instance.globals, { log: write, nextTick: instance.jobs.nextTick });
  run(instance, source);
  return log;
}
