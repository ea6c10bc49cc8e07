import { isRecord } from '../fleets/parcel.ts';
import { readSharedRun, runVersion } from './shared-run.ts';
import type { ReadRun } from './link-text.ts';
import type { SharedRun } from './shared-run.ts';

/** The same as a link, for those to whom a link would be too long. */
export function runFile(run: SharedRun): string {
  return `${JSON.stringify({ flotilla: 'run', version: runVersion, ...run }, null, 2)}\n`;
}

/** Null when the text does not even say that it is a run. */
export function readRunFile(value: unknown): ReadRun | null {
  if (!isRecord(value) || value['flotilla'] !== 'run') return null;
  if (value['version'] !== runVersion) return { ok: false, why: 'is of another version' };
  const run = readSharedRun(value);
  return run ? { ok: true, run } : { ok: false, why: 'is damaged' };
}
