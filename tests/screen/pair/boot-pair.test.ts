import { expect, test } from 'vitest';
import { Replay } from '../../../src/session/engine/replay/replay.ts';
import { bootPair } from '../../../src/session/pair/boot-pair.ts';
import type { BootParts } from '../../../src/session/pair/boot-pair.ts';
import { Curtain } from '../../../src/session/pair/curtain.ts';
import type { SideName } from '../../../src/session/pair/curtain.ts';
import { PairClock } from '../../../src/session/pair/pair-clock.ts';
import { createPairStore } from '../../../src/session/pair/pair-store.ts';
import { sideNames } from '../../../src/session/pair/pair-run.ts';
import { LentRuns } from '../../../src/session/sharing/lent-runs.ts';
import type { RunToHave } from '../../../src/session/sharing/shared-run.ts';

const fleet = { title: 'Odd', template: null, entry: 'fleet.yaml', files: { 'fleet.yaml': 'services: {}' } };
const run: RunToHave = { fleet, seed: '1', actions: [], atUs: 1_000_000, digest: null };

/** Engines that note what is asked of them, and show the moment at which they stand. */
async function boot({ processors, stopAt }: { readonly processors: number; readonly stopAt?: string }) {
  const lentRuns = new LentRuns();
  const [left, right] = [await lentRuns.branch('As it was', run), await lentRuns.branch('What if', run)];
  const store = createPairStore();
  store.setState({ run: { left, right, seed: '1', acts: null }, titles: { left: 'As it was', right: 'What if' } });
  const curtain = new Curtain();
  const replay = new Replay();
  const noted: string[] = [];
  const note = (what: string): void => {
    noted.push(what);
    if (what === stopAt) replay.cancel();
  };
  const engineOf = (side: SideName) => {
    let atUs = 0;
    return {
      drop: () => (atUs = 0),
      begin: async () => note(`${side} begins`),
      moment: async () => ({ moment: { atUs, digest: `of ${atUs}`, actions: [], standing: [] } }),
      bring: async (untilUs: number) => {
        if (untilUs > atUs) note(`${side} to ${untilUs / 1000}`);
        atUs = untilUs;
      },
      lead: async (untilUs: number) => {
        atUs = untilUs;
        curtain.take(side, atUs, () => note(`${side} is seen at ${untilUs / 1000}`));
        return null;
      },
    };
  };
  const engines = { left: engineOf('left'), right: engineOf('right') };
  const followers = sideNames.map((side) => ({ title: () => side, nextUs: async () => 0, ...engines[side] }));
  const clock = new PairClock(followers, { nowMs: () => 0, rest: async () => {} });
  const parts = { engines, clock, curtain, store, lentRuns, replay, processors } as unknown as BootParts;
  const booted = await bootPair(parts, false, new AbortController().signal);
  return { booted, noted, stands: clock.nowUs };
}

const at = (noted: readonly string[], what: string): number => noted.indexOf(what);

test('where both have a processor, both are brought at once, and seen together', async () => {
  const { noted, booted, stands } = await boot({ processors: 8 });
  expect(noted.slice(0, 4)).toEqual(['left begins', 'right begins', 'left to 100', 'right to 100']);
  expect(noted.slice(-2)).toEqual(['left is seen at 1000', 'right is seen at 1000']);
  expect(booted.notice).toContain('Both stand at 1.000 s, the same to the bit.');
  expect(stands).toBe(1_000_000);
});

test('where they would take it from each other, the one that is made comes first and is seen at once', async () => {
  const { noted, booted, stands } = await boot({ processors: 2 });
  expect(noted[0]).toBe('right begins');
  expect(at(noted, 'right is seen at 1000')).toBeGreaterThan(0);
  expect(at(noted, 'left begins')).toBeGreaterThan(at(noted, 'right is seen at 1000'));
  expect(noted.slice(-2)).toEqual(['left is seen at 1000', 'right is seen at 1000']);
  expect(booted.notice).toContain('Both stand at 1.000 s, the same to the bit.');
  expect(stands).toBe(1_000_000);
});

test('who stops the first one has both where it had come to', async () => {
  const { booted, stands, noted } = await boot({ processors: 2, stopAt: 'right to 100' });
  expect(booted.notice).toBe('Stopped at 0.100 s, as asked.');
  expect(stands).toBe(100_000);
  expect(noted.at(-2)).toBe('left is seen at 100');
});

test('who stops the second one has both where that one had come to, though the first was further', async () => {
  const { booted, stands, noted } = await boot({ processors: 2, stopAt: 'left to 100' });
  expect(booted.notice).toBe('Stopped at 0.100 s, as asked.');
  expect(stands).toBe(100_000);
  expect(noted.filter((what) => what === 'right begins')).toHaveLength(2);
  expect(noted.slice(-2)).toEqual(['left is seen at 100', 'right is seen at 100']);
});
