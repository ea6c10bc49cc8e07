import { existsSync, readFileSync, statSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { Exploration } from '../../simulator/explore/explore.ts';
import { judge } from '../../simulator/explore/judge.ts';
import { loadFleet } from '../../simulator/fleet/load-fleet.ts';
import { ExploreThreads } from '../../simulator/hosts/node/explore/explore-threads.ts';
import { inlineRunner } from '../../simulator/hosts/node/explore/inline-runner.ts';
import { createNodeRun, surroundingsOf } from '../../simulator/hosts/node/node-run.ts';
import { fleetOf } from '../../simulator/testing/fleet-of.ts';
import type { RunOne } from '../../simulator/explore/explore.ts';
import type { Fleet } from '../../simulator/fleet/fleet.ts';
import type { Action } from '../../simulator/wire/actions.ts';
import type { Explored, ExploreProgress } from '../../simulator/wire/view/runs/exploring.ts';
import { forgetfulFiles } from '../support/forgetful-fleet.ts';

const { 'fleet.yaml': fleetFile, ...files } = forgetfulFiles;
const forgetful = fleetOf(fleetFile!, files);
const order = { seed: '1', runs: 12, forUs: 60_000_000, actions: [], width: 1 };
const never = (): number => 0;
const runnerOf = (fleet: Fleet): RunOne => inlineRunner(surroundingsOf(fleet), fleet);

function explored(
  fleet: Fleet,
  more: Partial<typeof order> = {},
  { tell = () => {}, stops = never, runOne = runnerOf(fleet) }: Partial<Parts> = {},
): Promise<Explored> {
  return new Exploration(fleet, { ...order, ...more }, { runOne, tell, stops }).explored();
}

interface Parts {
  readonly tell: (progress: ExploreProgress) => void;
  readonly stops: () => number;
  readonly runOne: RunOne;
}

function fleetIn(path: string): Fleet {
  const readFile = (name: string): string | null =>
    existsSync(name) && statSync(name).isFile() ? readFileSync(name, 'utf8') : null;
  const loaded = loadFleet({ path, readFile });
  if (!loaded.ok) throw new Error(loaded.errors.map((error) => error.message).join('\n'));
  return loaded.fleet;
}

const once = 'An order is charged once';
const announced = 'Every order that stands is announced';
const only = (fleet: Fleet, truth: string): Fleet => ({
  ...fleet,
  truths: fleet.truths.filter(({ name }) => name === truth),
});

describe('a consumer that charges whatever it hears', () => {
  let first: Explored;
  beforeAll(async () => {
    first = await explored(forgetful);
  }, 60_000);

  test('is found to charge twice, in a run of few faults that can be had again to the bit', async () => {
    expect(first.truths[0]!.failedRuns).toBeGreaterThan(0);
    expect([first.hungRuns, first.idleRuns]).toEqual([0, 0]);
    const [smallest] = first.found;
    expect(smallest).toMatchObject({ truth: once, isSmallest: true });
    expect(smallest!.faults.length).toBeLessThanOrEqual(3);
    expect(smallest!.violations[0]!.text).toMatch(/^order \d+ was charged 2 times$/);

    const { seed, actions, undisturbed, standing, endUs, digest } = smallest!;
    const again = await createNodeRun(forgetful, { seed, host: 'inline' });
    for (const action of actions) again.actions.schedule(action);
    await again.advance(standing.atUs);
    expect(again.world.digest()).toBe(standing.digest);
    await again.advance(endUs);
    expect(again.world.digest()).toBe(digest);
    again.dispose();

    const without = await createNodeRun(forgetful, { seed, host: 'inline' });
    for (const action of undisturbed) without.actions.schedule(action);
    await without.advance(standing.atUs);
    expect(without.world.digest()).toBe(standing.digest);
    await without.advance(endUs);
    expect(without.world.digest()).not.toBe(digest);
    without.dispose();
  });

  test('comes to the same in threads of Node, as many as there are', async () => {
    const threads = new ExploreThreads(forgetful, 2);
    const other = await explored(forgetful, { width: 2 }, { runOne: threads.runOne });
    threads.end();
    expect(other).toEqual(first);
  });

  test('comes to the same smallest run, whichever run is done first and however many at once', async () => {
    const runs = runnerOf(forgetful);
    let lane = Promise.resolve<unknown>(null);
    // The second of each two is done before the first.
    const turned: RunOne = async (plan) => {
      if (Number(plan.seed.split('-')[1]) % 2 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      const mine = lane.then(() => runs(plan));
      lane = mine;
      return mine;
    };
    const other = await explored(forgetful, { width: 3 }, { runOne: turned });
    expect(other.found).toEqual(first.found);
  });

  test('stops when somebody has seen enough, and hands out what it has', async () => {
    let told: ExploreProgress | null = null;
    const cut = await explored(
      forgetful,
      { runs: 1000 },
      { tell: (progress) => (told = progress), stops: () => (told && told.found.length > 0 ? 2 : 0) },
    );
    expect(cut).toMatchObject({ isCutShort: true, triesDone: 0 });
    expect(cut.runsDone).toBeLessThan(20);
    expect(cut.found).toMatchObject([{ truth: once, isSmallest: false }]);
  });

  test('whose code does not come back is counted, and found out nothing of', async () => {
    const { hungRuns, found } = await explored(forgetful, { runs: 3 }, { runOne: async () => null });
    expect([hungRuns, found]).toEqual([3, []]);
  });
});

describe('a thread that does not come back', () => {
  const stuck: Fleet = fleetOf(fleetFile!, {
    ...files,
    'services/payments.ts': `${files['services/payments.ts']}
setTimeout(() => /^(a+)+$/.test('a'.repeat(60) + '!'), 3000)`,
  });

  test('costs its run, of which nothing is known then, and no other', async () => {
    const threads = new ExploreThreads(stuck, 1, 1_500);
    const { runsDone, hungRuns } = await explored(stuck, { runs: 2 }, { runOne: threads.runOne });
    threads.end();
    expect([runsDone, hungRuns]).toEqual([2, 2]);
  });
});

test('a fleet that serves nobody is not said to hold: its runs are counted as idle', async () => {
  const broken = fleetOf(fleetFile!, { ...files, 'services/orders.ts': "throw new Error('no')" });
  expect(await explored(broken, { runs: 2 })).toMatchObject({ found: [], idleRuns: 2 });
});

describe('a fleet in which something does not hold by itself', () => {
  test('is found without any fault, and stands at its beginning, however soon it failed', async () => {
    const eager = fleetOf(fleetFile!, {
      ...files,
      'payments.sql': `${files['payments.sql']} insert into charges values ('0'), ('0');`,
    });
    const { found } = await explored(eager, { runs: 1 });
    expect(found).toMatchObject([{ faults: [], isSmallest: true, standing: { atUs: 1_000 } }]);
    expect(found[0]!.standing.digest).not.toBe('');
    expect(found[0]!.undisturbed).toEqual(found[0]!.actions);
  });
});

describe('the shop', () => {
  const shop = fleetIn('lessons/shop/services.fleet.yaml');
  const orders = readFileSync('lessons/shop/services/orders.ts', 'utf8').split('\n');
  const sending = orders.findIndex((line) => line.includes("publish('order.placed'")) + 1;
  const dies: Action = {
    ...{ atUs: 3_000_000, verb: 'crashpoint', target: 'orders' },
    sizes: { file: 'services/orders.ts', line: sending, pass: 1 },
  };

  test('that dies between the commit and the message loses an order that stands', async () => {
    const run = await createNodeRun(only(shop, announced), { seed: '1', host: 'inline' });
    run.actions.schedule(dies);
    for (const { name } of shop.traffic)
      run.actions.schedule({ atUs: 4_000_000, verb: 'quiet', target: name, sizes: {} });
    const plan = { seed: '1', actions: [], untilUs: 10_000_000, only: null, standUs: 2_000_000 };
    const { failures, deeds } = await judge(run, plan);
    run.dispose();
    expect(deeds[0]!.text).toContain(`orders dies at services/orders.ts:${sending}`);
    expect(failures).toMatchObject([{ truth: announced, count: 1 }]);
    expect(failures[0]!.violations[0]!.text).toMatch(/^order o\d+ stands, and order.placed never told of it$/);
  });

  test('with an outbox loses none, whatever breaks', async () => {
    const withOutbox = fleetIn('lessons/shop-with-outbox/fleet.yaml');
    const threads = new ExploreThreads(withOutbox, 2);
    const order = { runs: 6, seed: '2', width: 2 };
    const { truths, hungRuns, idleRuns } = await explored(withOutbox, order, { runOne: threads.runOne });
    threads.end();
    expect(truths.filter(({ failedRuns, unasked }) => failedRuns > 0 || unasked !== null)).toEqual([]);
    expect([hungRuns, idleRuns]).toEqual([0, 0]);
  });
});
