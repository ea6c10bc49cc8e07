import type { FaultFigures } from '../../../simulator/index.ts';
import type { Session } from '../../session/session.ts';
import { hasFleet } from '../command.ts';
import type { Command } from '../command.ts';

export function undoFault({ id, text, verb, target }: FaultFigures): Command {
  return {
    id: `undo-${id}`,
    label: `Undo: ${text}`,
    group: 'Restore',
    keys: [],
    alias: `restore ${verb} ${target}`,
    isPossible: hasFleet,
    run: ({ undo }) => undo(id),
  };
}

const last = ({ frames }: Session): FaultFigures | undefined => frames.getState().frame?.faults.at(-1);

export const undoLast: Command = {
  id: 'undo-last',
  label: 'Undo the last fault',
  group: 'Restore',
  keys: ['Mod+Z'],
  alias: 'restore',
  isPossible: (session) => last(session) !== undefined,
  run: (session) => {
    const fault = last(session);
    if (fault) session.undo(fault.id);
  },
};
