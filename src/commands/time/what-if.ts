import type { Session } from '../../session/session.ts';
import { packed } from '../../session/fleets/parcel.ts';
import type { SharedRun } from '../../session/sharing/shared-run.ts';
import { go } from '../../session/stores/place-store.ts';
import { changesIn } from '../../session/work/changes.ts';
import type { FleetSource } from '../../session/work/fleet-source.ts';
import { hasFleet, looksBack } from '../command.ts';
import type { Command } from '../command.ts';

const isAnywhere = (session: Session): boolean => hasFleet(session) || looksBack(session);

/** From the moment that is shown on, the run goes on twice: as it did, and as somebody makes it. */
export const whatIf: Command = {
  id: 'what-if',
  label: 'What if, from here',
  group: 'Time',
  keys: ['F8'],
  alias: 'fork branch other future compare',
  isPossible: isAnywhere,
  run: (session) => void branchOff(session),
};

/** The same, and code that was changed and not deployed is there from the start. */
export const whatIfChanged: Command = {
  id: 'what-if-changed',
  label: 'What if my changes had been there from the start',
  group: 'Time',
  keys: [],
  alias: 'fork branch code other past compare',
  isPossible: (session) => {
    const { code, structure } = changesIn(session.work.getState().drafts);
    return isAnywhere(session) && code.length + structure.length > 0;
  },
  run: (session) => void branchOff(session, true),
};

async function branchOff(session: Session, isChanged = false): Promise<void> {
  const { standing, branches, frames, work, actor } = session;
  const atUs = frames.getState().frame?.virtualUs ?? 0;
  const asLeft = isChanged ? work.asLeft() : null;
  actor.send({ type: 'pause' });
  const run = await standing();
  if (!run) return;
  const { fork } = await import('../../session/sharing/fork.ts');
  const [left, right] = await fork(branches, run, atUs, asLeft && (await changedFromStart(session, run, asLeft)));
  go({ at: 'compare', pair: { left, right, seed: run.seed, acts: null } });
}

async function changedFromStart({ askNow }: Session, run: SharedRun, asLeft: FleetSource) {
  const [fleet, happenings, { withoutWhatTextsHold }] = await Promise.all([
    packed(asLeft),
    askNow({ about: 'happenings' }),
    import('../../session/sharing/held-by-texts.ts'),
  ]);
  return { fleet, actions: withoutWhatTextsHold(run, fleet, happenings ?? []) };
}
