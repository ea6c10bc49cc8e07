import { go } from '../../session/stores/place-store.ts';
import { shapesOf, templates } from '../../session/work/templates.ts';
import type { TemplateId } from '../../session/work/templates.ts';
import type { Session } from '../../session/session.ts';
import type { Command } from '../command.ts';

function chooseShape(fleet: TemplateId): Command {
  const { label, what } = templates[fleet];
  return {
    id: `shape-${fleet}`,
    label: `Deploy ${what} as ${label.toLowerCase()}`,
    group: 'Fleet',
    keys: [],
    isPossible: (session) => {
      const current = fleetOf(session);
      return current !== fleet && shapesOf(current).includes(fleet);
    },
    run: ({ actor }) => {
      const { run } = actor.getSnapshot().context;
      go({ at: 'play', run: { ...run, fleet } });
    },
  };
}

export const chooseShapes: readonly Command[] = (Object.keys(templates) as TemplateId[]).map(chooseShape);

function fleetOf({ actor }: Session): string {
  return actor.getSnapshot().context.run.fleet;
}
