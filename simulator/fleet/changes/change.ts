import type { Wanted } from './wanted.ts';
import type { Compile } from '../ready/compiled-service.ts';
import type { Fleet, Process } from '../fleet.ts';
import type { Mistake } from '../../wire/view/acted.ts';

export type Sizes = Readonly<Record<string, unknown>>;

/** What a change is planned on. */
export interface Deployed {
  readonly wanted: Wanted;
  readonly compile: Compile;
  /** Replicas of a process that are here. */
  replicasOf(process: string): readonly string[];
  /** Every version that the process ever had. */
  versionsOf(process: string): readonly string[];
}

/**
 * A change is a function from what is wanted to what is wanted. Those that are not undone are applied in their order to what the
 * file says, so that to undo one is to leave it out.
 */
export type Planned =
  | { readonly ok: true; readonly text: string; readonly change: (wanted: Wanted) => Wanted }
  | { readonly ok: false; readonly why: string; readonly mistakes: readonly Mistake[] };

/** What a verb changes and how; undefined for one that changes nothing. */
export type ChangeOf = (verb: string) => Change | undefined;

/** One verb that changes a running fleet rather than break it. A new one is a file and a line in the catalogue. */
export interface Change {
  readonly verb: string;
  plan(deployed: Deployed, target: string, sizes: Sizes): Planned;
}

export function refused(why: string, mistakes: readonly Mistake[] = []): Planned {
  return { ok: false, why, mistakes };
}

export function planned(text: string, change: (wanted: Wanted) => Wanted): Planned {
  return { ok: true, text, change };
}

/** A process by its name, or by that of a service in it. */
export function processOf(fleet: Fleet, name: string): Process | null {
  const { processes } = fleet;
  return (
    processes.find((process) => process.name === name) ??
    processes.find((process) => process.services.includes(name)) ??
    null
  );
}

export function withProcess(fleet: Fleet, name: string, change: (process: Process) => Process): Fleet {
  return { ...fleet, processes: fleet.processes.map((each) => (each.name === name ? change(each) : each)) };
}
