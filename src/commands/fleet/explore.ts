import type { FoundRun } from '../../../simulator/index.ts';
import type { Session } from '../../session/session.ts';
import { hasFleet } from '../command.ts';
import type { Command } from '../command.ts';

const runsUsually = 50;

/** So many runs; the tab that shows what comes of them opens. */
export function exploreRuns(runs: number): Command {
  return {
    id: `explore-${runs}`,
    label: `Explore ${runs} runs`,
    group: 'Fleet',
    keys: [],
    alias: 'search faults chaos truths invariants shrink many seeds',
    isPossible: (session) => hasFleet(session) && hasTruths(session) && !session.exploring.isOn,
    run: ({ exploring, screen }) => {
      screen.setState({ evidenceTab: 'explore', evidenceOpen: true });
      void exploring.start(runs);
    },
  };
}

export const exploreFleet = exploreRuns(runsUsually);

export const stopExploring: Command = {
  id: 'stop-exploring',
  label: 'Stop exploring',
  group: 'Fleet',
  keys: [],
  isPossible: ({ exploring }) => exploring.isOn,
  run: ({ exploring }) => exploring.stop(),
};

/** It takes the place of the fleet that is seen; the way back is the browser's. */
export function openFound(found: FoundRun): Command {
  return {
    id: `open-found-${found.truth}`,
    label: 'Open this run',
    group: 'Fleet',
    keys: [],
    isPossible: () => true,
    run: ({ exploring }) => void exploring.open(found),
  };
}

/** Both futures on one clock: with what broke, and with nothing broken. */
export function compareFound(found: FoundRun): Command {
  return {
    id: `compare-found-${found.truth}`,
    label: 'Compare with it undisturbed',
    group: 'Fleet',
    keys: [],
    isPossible: () => found.faults.length > 0,
    run: ({ exploring }) => void exploring.compare(found),
  };
}

function hasTruths({ frames }: Session): boolean {
  return (frames.getState().map?.truths.length ?? 0) > 0;
}
