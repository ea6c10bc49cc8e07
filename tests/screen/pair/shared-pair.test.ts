import { expect, test } from 'vitest';
import { createPairStore } from '../../../src/session/pair/pair-store.ts';
import { sharedPair } from '../../../src/session/pair/shared-pair.ts';
import type { SharedRun } from '../../../src/session/sharing/shared-run.ts';

const runOf = (title: string): SharedRun => ({
  fleet: { title, template: 'services', entry: 'shop.fleet.yaml', files: {} },
  ...{ seed: '7', actions: [], atUs: 2_000_000, digest: `what ${title} came to` },
});

const sideWith = (run: SharedRun | null) => ({ shared: () => Promise.resolve(run) });

function forked(side: 'left' | 'right') {
  const store = createPairStore();
  const run = { left: 'branch-1', right: 'branch-2', seed: '7', acts: null };
  store.setState({ run, side, titles: { left: 'As it was', right: 'What if payments had lived' } });
  return store.getState();
}

test.each(['left', 'right'] as const)(
  'whoever gets two runs has them where they stood, also if the sender pointed at the %s one last',
  async (side) => {
    const sides = { left: sideWith(runOf('As it was')), right: sideWith(runOf('What if, from 2.0 s')) };
    const shared = await sharedPair(sides, forked(side));
    // What opens a link puts the one beside it on the left.
    expect(shared?.beside?.run.digest).toBe('what As it was came to');
    expect(shared?.beside?.title).toBe('As it was');
    expect(shared?.digest).toBe('what What if, from 2.0 s came to');
    expect(shared?.fleet.title).toBe('What if payments had lived');
  },
);

test('of two runs one of which is not there any more there is nothing to share', async () => {
  expect(await sharedPair({ left: sideWith(null), right: sideWith(runOf('right')) }, forked('left'))).toBeNull();
});
