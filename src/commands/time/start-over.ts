import { lessonIdOf } from '../../session/lessons/lesson-ids.ts';
import { go, places } from '../../session/stores/place-store.ts';
import { always } from '../command.ts';
import type { Command } from '../command.ts';

/** The same seed gives the same run, until somebody breaks something. */
export const startOver: Command = {
  id: 'start-over',
  label: 'Start over',
  group: 'Time',
  keys: [],
  alias: 'restart reset again from the beginning seed',
  isPossible: always,
  run: ({ actor }) => actor.send({ type: 'start over' }),
};

const seedsMax = 10_000;

/** Other clients, other latencies: the same fleet with other luck. */
export const anotherSeed: Command = {
  id: 'another-seed',
  label: 'Start over with another seed',
  group: 'Time',
  keys: [],
  alias: 'random luck chance',
  isPossible: always,
  run: ({ actor }) => {
    const seed = String(Math.floor(Math.random() * seedsMax));
    const place = places.getState();
    if (place.at === 'compare') return go({ ...place, pair: { ...place.pair, seed } });
    const { run } = actor.getSnapshot().context;
    const other = { ...run, seed };
    // The address of a lesson says nothing of seeds.
    if (lessonIdOf(run.fleet) !== null) actor.send({ type: 'open', run: other, isPressed: true });
    else go({ at: 'play', run: other });
  },
};
