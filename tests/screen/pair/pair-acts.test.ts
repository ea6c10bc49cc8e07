import { expect, test } from 'vitest';
import type { AnswerTo, Led, Question } from '../../../simulator/index.ts';
import type { EngineInUse } from '../../../src/session/engine/engine-in-use.ts';
import { PairActs } from '../../../src/session/pair/pair-acts.ts';
import { PairClock } from '../../../src/session/pair/pair-clock.ts';
import { createPairStore } from '../../../src/session/pair/pair-store.ts';
import type { Deed } from '../../../src/session/session.ts';
import { shop, watched } from '../../support/watched-fleet.ts';

/** A shop in one of its shapes, as the pair has it. */
async function side(shape: 'monolith' | 'services') {
  const { run, driver, act } = await watched(shop(shape));
  const map = await driver.map();
  return {
    run,
    engine: {
      map,
      attempt: async ({ verb, target, sizes, forUs }: Deed) => {
        const acted = await act(verb, target, sizes, forUs);
        await driver.advance(driver.nowUs + 1);
        return acted;
      },
      undo: async (id: number) => {
        await act('undo', '', { fault: id });
        await driver.advance(driver.nowUs + 1);
      },
      ask: async <Asked extends Question>(question: Asked): Promise<AnswerTo<Asked>> => driver.ask(question),
      lead: (untilUs: number, led: Led | null) => driver.advance(untilUs, led?.until ?? null),
      bring: async (untilUs: number) => void (await driver.advance(untilUs)),
      nextUs: () => driver.nextUs(),
    } as unknown as EngineInUse,
  };
}

async function pair() {
  const [left, right] = await Promise.all([side('monolith'), side('services')]);
  const store = createPairStore();
  store.setState({ titles: { left: 'Monolith', right: 'Microservices' } });
  const engines = { left: left.engine, right: right.engine };
  const followers = [left, right].map(({ engine }) => ({
    title: () => '',
    lead: (untilUs: number, led: Led | null) => engine.lead(untilUs, led),
    bring: (untilUs: number) => engine.bring(untilUs),
    nextUs: () => engine.nextUs(),
  }));
  const clock = new PairClock(followers, { nowMs: () => 0, rest: () => Promise.resolve() });
  const acts = new PairActs(engines, clock, store);
  await clock.bring(100_000);
  const active = () =>
    [left, right].map(({ run }) => run.actions.active.map(({ text, sinceUs }) => ({ text, sinceUs })));
  const momentsUs = () => [left, right].map(({ run }) => run.nowUs);
  return { acts, clock, store, active, momentsUs };
}

test('killing payments among services kills the process of the monolith that holds it, at the same moment, and says so', async () => {
  const { acts, store, active } = await pair();
  await acts.attempt('right', { verb: 'kill', target: 'payments' });
  expect(active()).toEqual([
    [{ text: 'shop was killed at 0.1 s', sinceUs: 100_000 }],
    [{ text: 'payments was killed at 0.1 s', sinceUs: 100_000 }],
  ]);
  expect(store.getState().told).toEqual(['Monolith: payments is part of the process shop.']);
});

test('what has no counterpart is done on its own side alone, and says why', async () => {
  const { acts, store, active } = await pair();
  await acts.attempt('right', { verb: 'latency', target: 'orders -> payments', sizes: { addUs: 50_000 } });
  expect(active().map((faults) => faults.length)).toEqual([0, 1]);
  expect(store.getState().told).toEqual([
    'Monolith: nothing was done: orders and payments are one process, shop: no message passes between them.',
  ]);
});

test('an act that is aimed at one side leaves the other as it was', async () => {
  const { acts, store, active } = await pair();
  store.setState({ aim: 'one' });
  await acts.attempt('left', { verb: 'kill', target: 'shop-db' });
  expect(active().map((faults) => faults.length)).toEqual([1, 0]);
  expect(store.getState().told).toEqual([]);
});

test('what was done to both is undone on both', async () => {
  const { acts, active } = await pair();
  const acted = await acts.attempt('right', { verb: 'traffic', target: 'checkout', sizes: { times: 3 } });
  expect(active().map((faults) => faults.length)).toEqual([1, 1]);
  if (!acted?.ok || acted.id === null) throw new Error('it was refused');
  await acts.undo('right', [acted.id]);
  expect(active().map((faults) => faults.length)).toEqual([0, 0]);
});

test.each(['one', 'both'] as const)(
  'several faults that are undone at once leave both sides at the same moment, aimed at %s',
  async (aim) => {
    const { acts, clock, store, active, momentsUs } = await pair();
    store.setState({ aim });
    const ids: number[] = [];
    for (const target of ['checkout', 'browse', 'checkout']) {
      const acted = await acts.attempt('right', { verb: 'traffic', target, sizes: { times: 2 } });
      if (!acted?.ok || acted.id === null) throw new Error('it was refused');
      ids.push(acted.id);
    }
    await acts.undo('right', ids);
    expect(active()).toEqual([[], []]);
    expect(momentsUs()).toEqual([clock.nowUs, clock.nowUs]);
  },
);
