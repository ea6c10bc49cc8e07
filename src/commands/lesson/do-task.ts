import type { Pointer } from '../../../simulator/index.ts';
import { hasFleet } from '../command.ts';
import type { Command } from '../command.ts';

type ActionPointer = Extract<Pointer, { to: 'action' }>;

/** What a lesson asks for, done by a press on the word that asks. */
export function doTask({ verb, target, sizes, forUs }: ActionPointer, words: string): Command {
  return {
    id: `lesson-${verb}-${target}`,
    label: words,
    group: 'Break',
    keys: [],
    isPossible: hasFleet,
    run: ({ act }) => act({ verb, target, sizes, ...(forUs !== null && { forUs }) }),
  };
}
