import type { Action, Happening } from '../../../simulator/index.ts';
import type { Parcel } from '../fleets/parcel.ts';
import { besideEntry } from '../work/fleet-source.ts';
import type { SharedRun } from './shared-run.ts';

/** What is written into the fleet file as it is done. */
const structural: ReadonlySet<string> = new Set(['scale', 'set', 'move', 'merge', 'keep']);

/**
 * What is left to do of a run that begins with the texts as they were left: what they hold is not done to them again, since it
 * may be older than they are. `happenings` are those of the whole run, and tell which numbers were given to what.
 */
export function withoutWhatTextsHold(run: SharedRun, left: Parcel, happenings: readonly Happening[]): Action[] {
  const isChanged = (path: string): boolean => left.files[path] !== run.fleet.files[path];
  const remains = (action: Action): Action | null => {
    if (structural.has(action.verb)) return isChanged(left.entry) ? null : action;
    return action.verb === 'deploy' ? withFiles(action, (path) => !isChanged(besideEntry(left, path))) : action;
  };
  const numbers = numbersOf(
    run.actions.filter((action) => remains(action) === null),
    happenings,
  );
  return run.actions.flatMap((action) => {
    const remaining = remains(action);
    return remaining ? renumbered(remaining, numbers) : [];
  });
}

/** Null where none of its files is to be deployed. */
function withFiles(action: Action, isMeant: (path: string) => boolean): Action | null {
  const all = Object.entries((action.sizes['files'] ?? {}) as Readonly<Record<string, string>>);
  const files = all.filter(([path]) => isMeant(path));
  if (files.length === all.length) return action;
  return files.length === 0 ? null : { ...action, sizes: { ...action.sizes, files: Object.fromEntries(files) } };
}

/** Those that the actions had; what was refused had none. */
function numbersOf(actions: readonly Action[], happenings: readonly Happening[]): ReadonlySet<number> {
  const isOf = ({ lane, atUs, target }: Happening): boolean =>
    lane === 'deploy' && actions.some((action) => action.atUs === atUs && action.target === target);
  return new Set(happenings.filter(isOf).flatMap(({ faultId }) => faultId ?? []));
}

/** Numbers are given in the order of the run: without some, those behind them are smaller. */
function renumbered(action: Action, leftOut: ReadonlySet<number>): readonly Action[] {
  const number = action.sizes['fault'];
  if (action.verb !== 'undo' || typeof number !== 'number') return [action];
  if (leftOut.has(number)) return [];
  const before = [...leftOut].filter((other) => other < number).length;
  return [before === 0 ? action : { ...action, sizes: { ...action.sizes, fault: number - before } }];
}
