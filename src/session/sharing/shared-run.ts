import type { Action } from '../../../simulator/index.ts';
import { isRecord, isShortText, readParcel } from '../fleets/parcel.ts';
import type { Parcel } from '../fleets/parcel.ts';

/** A run as a value, as far as it can be sent: whoever has it can have the run again. */
export interface SharedRun {
  readonly fleet: Parcel;
  readonly seed: string;
  readonly actions: readonly Action[];
  /** Where it was when it was shared, and what it had come to. */
  readonly atUs: number;
  readonly digest: string;
  /** Another run that stands beside it on the same clock, and how that one is called. */
  readonly beside?: { readonly title: string; readonly run: SharedRun };
}

/** A run that is to be had again; of one that nobody had before there is nothing to hold it against. */
export type RunToHave = Omit<SharedRun, 'digest'> & { readonly digest: string | null };

export const runVersion = 1;
const seedLengthMax = 64;
const digestLengthMax = 100;
const titleLengthMax = 100;
const actionsMax = 10_000;

/** Written by nobody knows whom: what is not exactly of this kind is no run. */
export function readSharedRun(value: unknown): SharedRun | null {
  const run = readOneRun(value);
  if (!run || !isRecord(value) || value['beside'] === undefined) return run;
  const { beside } = value;
  if (!isRecord(beside) || !isShortText(beside['title'], titleLengthMax)) return null;
  const other = readOneRun(beside['run']);
  return other && { ...run, beside: { title: beside['title'], run: other } };
}

function readOneRun(value: unknown): SharedRun | null {
  if (!isRecord(value)) return null;
  const { seed, actions, atUs, digest } = value;
  const fleet = readParcel(value['fleet']);
  if (!fleet || !isShortText(seed, seedLengthMax) || !isShortText(digest, digestLengthMax) || !isMoment(atUs))
    return null;
  if (!Array.isArray(actions) || actions.length > actionsMax) return null;
  const done = actions.map(readAction);
  return done.every((action) => action !== null) ? { fleet, seed, actions: done, atUs, digest } : null;
}

function readAction(value: unknown): Action | null {
  if (!isRecord(value)) return null;
  const { atUs, verb, target, sizes, forUs } = value;
  if (!isMoment(atUs) || typeof verb !== 'string' || typeof target !== 'string' || !isRecord(sizes)) return null;
  if (forUs === undefined) return { atUs, verb, target, sizes };
  return isMoment(forUs) ? { atUs, verb, target, sizes, forUs } : null;
}

function isMoment(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
