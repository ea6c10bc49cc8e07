import type { FleetMap } from '../../../simulator/index.ts';
import { isWhole, leavings, moveInWords, targetsOf } from '../../session/readings/moving.ts';
import type { Leaving, Target } from '../../session/readings/moving.ts';
import type { Session } from '../../session/session.ts';
import { hasFleet } from '../command.ts';
import type { Command } from '../command.ts';
import { change } from './change-structure.ts';

/** Services go from one process to another, while all of them run. */
export function moveTo(map: FleetMap, leaving: Leaving, target: Target): Command {
  const { services, from } = leaving;
  const { to, isNew } = target;
  const [service = from] = services;
  const isMerge = isWhole(map, leaving) && services.length > 1;
  const label = isMerge
    ? `Merge ${from} into ${to}`
    : `Move ${service} ${isNew ? 'to a process of its own' : `into ${to}`}`;
  const live = isMerge
    ? { verb: 'merge', target: from, sizes: { into: to } }
    : { verb: 'move', target: service, sizes: { to } };
  const command = change(label, { kind: 'move', services, to }, live);
  return {
    ...command,
    id: `move ${services.join(' ')} to ${to}`,
    group: 'Move',
    alias: `move merge split extract boundary process ${from} ${services.join(' ')}`,
    consequence: ({ frames }) => moveInWords({ map, frame: frames.getState().frame }, leaving, target),
  };
}

export function movesIn(map: FleetMap): Command[] {
  return map.processes
    .flatMap(leavings)
    .flatMap((leaving) => targetsOf(map, leaving).map((target) => moveTo(map, leaving, target)));
}

/** Lists where the selected thing can go, each with what it would do; arrow keys and Enter choose. */
export const chooseMove: Command = {
  id: 'choose-move',
  label: 'Move a service to another process …',
  group: 'Fleet',
  keys: ['F2'],
  alias: 'boundary split merge extract drag',
  isPossible: (session) => hasFleet(session) && movesIn(session.frames.getState().map!).length > 0,
  run: (session) =>
    session.screen.setState({ overlay: 'palette', paletteQuery: `move ${selectedName(session)}`.trim() }),
};

function selectedName({ selection }: Session): string {
  const { selected } = selection.getState();
  return selected?.kind === 'process' || selected?.kind === 'service' ? `${selected.name} ` : '';
}
