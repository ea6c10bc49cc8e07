import type { FaultKind, FaultTarget, FleetMap } from '../../../simulator/index.ts';
import { sizesOf } from '../../session/stores/breaking-store.ts';
import type { Deed, Session } from '../../session/session.ts';
import { hasFleet } from '../command.ts';
import type { Command } from '../command.ts';

/** What people type who mean it. */
const otherWords: Readonly<Record<string, string>> = {
  kill: 'stop crash',
  hang: 'freeze',
  fail: 'errors',
  latency: 'slow delay',
  loss: 'drop packets',
  partition: 'cut split',
  burn: 'cpu',
  leak: 'memory heap',
  skew: 'clock',
  traffic: 'spike load',
};

/** A fault that is done to one target; with its usual sizes and until it is undone, unless it is told otherwise. */
export function injectFault(fault: FaultKind, target: string, how: Pick<Deed, 'sizes' | 'forUs'> = {}): Command {
  return {
    id: `${fault.verb} ${target}`,
    label: `${fault.label} ${target.replace('->', '→')}`,
    group: 'Break',
    keys: [fault.key],
    alias: `${fault.verb} ${otherWords[fault.verb] ?? ''} ${target}`,
    isPossible: hasFleet,
    run: ({ act }) => act({ verb: fault.verb, target, ...how }),
  };
}

/** The faults that fit on what is selected, sized as the inspector is set. */
export function faultsByKey({ frames, selection, breaking }: Session): Command[] {
  const { map } = frames.getState();
  const { selected } = selection.getState();
  if (!map || !selected) return [];
  const set = breaking.getState();
  const { forUs, replica } = set;
  const isOfIt = replica?.startsWith(`${selected.name}#`) === true;
  const target = isOfIt ? replica : selected.name;
  return faultsOn(map, isOfIt ? { kind: 'replica', name: replica } : selected).map((fault) =>
    injectFault(fault, target, { sizes: sizesOf(fault, set), ...(fault.lasts && forUs !== null && { forUs }) }),
  );
}

interface Breakable {
  readonly kind: FaultTarget;
  readonly name: string;
}

/** A service without code has no process that could be broken; its links can. */
export function faultsOn(map: FleetMap, { kind, name }: Breakable): FaultKind[] {
  const hasNoBody =
    (kind === 'process' || kind === 'service') &&
    map.processes.some((each) => !each.runsCode && (each.name === name || each.services.includes(name)));
  return hasNoBody ? [] : map.faults.filter(({ fitsOn }) => fitsOn.includes(kind));
}
