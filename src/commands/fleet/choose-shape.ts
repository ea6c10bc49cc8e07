import { go } from '../../session/stores/place-store.ts';
import { shapes } from '../../session/shapes.ts';
import type { Shape } from '../../session/shapes.ts';
import type { Command } from '../command.ts';

export function chooseShape(shape: Shape): Command {
  return {
    id: `shape-${shape}`,
    label: `Deploy the shop as ${shape === 'monolith' ? 'a monolith' : 'microservices'}`,
    group: 'Fleet',
    keys: [],
    alias: shapes[shape].label,
    isPossible: ({ actor }) => actor.getSnapshot().context.run.shape !== shape,
    run: ({ actor }) => {
      const { run } = actor.getSnapshot().context;
      go({ at: 'play', run: { ...run, shape } });
    },
  };
}

export const chooseShapes: readonly Command[] = (Object.keys(shapes) as Shape[]).map(chooseShape);
