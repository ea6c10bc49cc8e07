import { usualPair } from '../../session/pair/pair-run.ts';
import { go } from '../../session/stores/place-store.ts';
import type { Session } from '../../session/session.ts';
import { always } from '../command.ts';
import type { Command } from '../command.ts';

/** The shop in both shapes side by side, with this seed and whatever was done so far, where it applies. */
export const compareShapes: Command = {
  id: 'compare-shapes',
  label: 'Compare both shapes of the shop side by side',
  group: 'Fleet',
  keys: [],
  alias: 'monolith microservices both abreast',
  isPossible: always,
  run: (session) => {
    compare(session).catch(() => go({ at: 'compare', pair: usualPair }));
  },
};

async function compare({ actor, standing, lentRuns }: Session): Promise<void> {
  const { seed, fleet } = actor.getSnapshot().context.run;
  const isOfThem = fleet === usualPair.left || fleet === usualPair.right;
  const run = isOfThem ? await standing() : null;
  // A run that nothing was done to is had again by its seed alone.
  const acts = run && run.actions.length > 0 ? await lentRuns.branch('What was done in the workbench', run) : null;
  go({ at: 'compare', pair: { ...usualPair, seed, acts } });
}
