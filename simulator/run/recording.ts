import type { Fleet } from '../fleet/fleet.ts';
import type { Action } from '../wire/actions.ts';
import type { Micros } from '../wire/packet.ts';

/** A run as a value: whoever has it can have the run again, to the bit. */
export interface Recording {
  readonly flotilla: 1;
  readonly seed: string;
  readonly forUs: Micros;
  readonly digest: string;
  /** The whole fleet with its code; its script is in the actions. */
  readonly fleet: Fleet;
  readonly actions: readonly Action[];
}

export type ReadRecording =
  | { readonly ok: true; readonly recording: Recording }
  | { readonly ok: false; readonly expected: string };

/** Checks the outline only: what is inside was written by a run, and is run under the same rules as any stranger's code. */
export function readRecording(text: string): ReadRecording {
  const wrong = (expected: string): ReadRecording => ({ ok: false, expected });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return wrong(`JSON (${error instanceof Error ? error.message : 'it cannot be parsed'})`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return wrong('an object, as flotilla run --record writes it');
  const given = value as Partial<Record<keyof Recording, unknown>>;
  if (given.flotilla !== 1) return wrong('"flotilla": 1, the version of the format');
  if (typeof given.seed !== 'string') return wrong('"seed": a text');
  if (typeof given.forUs !== 'number' || !Number.isSafeInteger(given.forUs) || given.forUs <= 0)
    return wrong('"forUs": whole microseconds above zero');
  if (typeof given.digest !== 'string') return wrong('"digest": a text');
  if (!Array.isArray(given.actions)) return wrong('"actions": a list');
  if (!isFleet(given.fleet))
    return wrong('"fleet": a whole fleet with services, processes, stores, brokers, links, traffic and script');
  return { ok: true, recording: value as Recording };
}

function isFleet(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const lists = ['services', 'processes', 'stores', 'brokers', 'links', 'traffic', 'script'] as const;
  return lists.every((name) => Array.isArray((value as Record<string, unknown>)[name]));
}
