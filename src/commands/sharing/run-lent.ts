import { always } from '../command.ts';
import type { Command } from '../command.ts';
import type { LentRun } from '../../session/sharing/lent-runs.ts';

/** The press without which no code of a link runs. */
export function runLent({ run, source }: LentRun): Command {
  return {
    id: `run-${source.id}`,
    label: 'Run it',
    group: 'Fleet',
    keys: [],
    isPossible: always,
    run: ({ actor }) =>
      actor.send({ type: 'open', run: { fleet: source.id, seed: run.seed, isQuiet: false }, isPressed: true }),
  };
}
