import { usualRun } from '../../session/place.ts';
import { packed } from '../../session/fleets/parcel.ts';
import { go } from '../../session/stores/place-store.ts';
import { templates } from '../../session/work/templates.ts';
import type { TemplateId } from '../../session/work/templates.ts';
import { always } from '../command.ts';
import type { Command } from '../command.ts';

export function openFleet(id: string, title: string): Command {
  return {
    id: `open-fleet-${id}`,
    label: `Open ${title}`,
    group: 'Fleet',
    keys: [],
    alias: 'new fleet template start',
    isPossible: always,
    run: () => go({ at: 'play', run: { ...usualRun, fleet: id } }),
  };
}

export const openTemplates: readonly Command[] = (Object.keys(templates) as TemplateId[]).map((id) =>
  openFleet(id, `a new fleet: ${templates[id].label}`),
);

/** Under a name of its own: what is changed from then on leaves the one that it was made from as it is. */
export const keepCopy: Command = {
  id: 'keep-copy',
  label: 'Keep a copy as a fleet of my own',
  group: 'Fleet',
  keys: [],
  alias: 'save fork duplicate own fleet',
  isPossible: ({ work }) => work.getState().source !== null,
  run: ({ work, ownFleets, actor }) => {
    const source = work.asLeft();
    if (!source) return;
    const { run } = actor.getSnapshot().context;
    void packed({ ...source, title: `${source.title}, my own` }).then((parcel) =>
      go({ at: 'play', run: { ...run, fleet: ownFleets.add(parcel) } }),
    );
  },
};
