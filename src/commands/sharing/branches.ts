import type { LentRun } from '../../session/sharing/lent-runs.ts';
import type { SharedRun } from '../../session/sharing/shared-run.ts';
import type { Branch } from '../../session/sharing/branches.ts';
import { go } from '../../session/stores/place-store.ts';
import { always } from '../command.ts';
import type { Command } from '../command.ts';

export const showBranches: Command = {
  id: 'show-branches',
  label: 'Branches',
  group: 'Go to',
  keys: [],
  alias: 'what if forks list',
  isPossible: ({ branches }) => {
    const { branches: all, removed } = branches.store.getState();
    return all.length > 0 || removed !== null;
  },
  run: ({ screen }) => screen.setState({ overlay: 'branches' }),
};

export function openBranch({ id, title }: Branch): Command {
  return {
    id: `open-${id}`,
    label: `Open ${title}`,
    group: 'Fleet',
    keys: [],
    isPossible: always,
    run: ({ lentRuns }) => {
      const seed = lentRuns.find(id)?.run.seed;
      if (seed !== undefined) go({ at: 'play', run: { fleet: id, seed, isQuiet: false } });
    },
  };
}

export function compareBranches(left: Branch, right: Branch): Command {
  return {
    id: `compare-${left.id}-${right.id}`,
    label: `Compare ${left.title} with ${right.title}`,
    group: 'Fleet',
    keys: [],
    isPossible: always,
    run: ({ lentRuns }) => {
      const seed = lentRuns.find(right.id)?.run.seed;
      if (seed !== undefined) go({ at: 'compare', pair: { left: left.id, right: right.id, seed, acts: null } });
    },
  };
}

/** The press without which no code of a link runs, where the link holds two runs. */
export function runLentPair({ run, source }: LentRun<SharedRun>): Command {
  return {
    id: `run-both-${source.id}`,
    label: 'Run both side by side',
    group: 'Fleet',
    keys: [],
    isPossible: always,
    run: ({ branches }) => {
      const { beside, ...own } = run;
      if (!beside) return;
      void (async () => {
        const left = await branches.add(beside.title, beside.run, { from: null }, 'a stranger');
        const right = await branches.add(source.title, own, { from: left }, 'a stranger');
        go({ at: 'compare', pair: { left, right, seed: own.seed, acts: null } });
      })();
    },
  };
}
