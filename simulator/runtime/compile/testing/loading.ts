import { expect } from 'vitest';
import { givenInstance, load, type Loaded } from './instance.ts';

export type Files = Readonly<Record<string, string>>;

export function loading(files: Files, shelf: Readonly<Record<string, unknown>> = {}): Loaded & { log: unknown[] } {
  const instance = givenInstance();
  const log: unknown[] = [];
  instance.globals['log'] = (...values: unknown[]): void => void log.push(values.length === 1 ? values[0] : values);
  const loaded = load(instance, files, shelf);
  expect(instance.trouble).toEqual({ unhandled: [], uncaught: [], budget: [] });
  return { ...loaded, log };
}

export function logOf(files: Files, shelf: Readonly<Record<string, unknown>> = {}): unknown[] {
  const { error, isSettled, log } = loading(files, shelf);
  expect(error).toBeUndefined();
  expect(isSettled).toBe(true);
  return log;
}

export const messageOf = (files: Files, shelf: Readonly<Record<string, unknown>> = {}): string => {
  const { error } = loading(files, shelf);
  expect(error).toBeInstanceOf(Error);
  return (error as Error).message;
};
