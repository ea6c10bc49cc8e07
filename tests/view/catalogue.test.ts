import { describe, expect, test } from 'vitest';
import { actionShapes } from '../../simulator/fleet/action-shapes.ts';
import { faultKinds } from '../../simulator/run/view/fault-kinds.ts';
import { shop, watched } from '../support/watched-fleet.ts';
import type { Stamped } from '../../simulator/wire/facts.ts';
import type { FaultTarget } from '../../simulator/wire/view/fault-kind.ts';
import type { Verb } from '../../simulator/fleet/action-shapes.ts';

const examples: Readonly<Record<FaultTarget, string>> = {
  process: 'payments',
  replica: 'payments#1',
  service: 'payments',
  link: 'orders -> payments',
  store: 'orders-db',
  broker: 'kafka',
  topic: 'order.placed',
  flow: 'checkout',
};

describe('the catalogue as data', () => {
  test('tells each kind of size that a script may give, and no other', () => {
    for (const { verb, sizes, choices } of faultKinds) {
      const names = [...sizes, ...choices].map(({ name }) => name).sort();
      expect([verb, names]).toEqual([verb, Object.keys(actionShapes[verb as Verb].sizes).sort()]);
      const oneOf = sizes.filter((size) => size.oneOf).map(({ name }) => name);
      expect(oneOf.toSorted()).toEqual([...(actionShapes[verb as Verb].oneOf ?? [])].toSorted());
    }
  });

  test('begins each size within its bounds, and each choice with one of its options', () => {
    for (const { sizes, choices } of faultKinds) {
      for (const { usual, least, most } of sizes) expect(usual >= least && usual <= most).toBe(true);
      for (const { usual, options } of choices) expect(options.map(({ value }) => value)).toContain(usual);
    }
  });

  test('fits nothing on what a script may not do it to', () => {
    for (const { verb, fitsOn } of faultKinds)
      for (const target of fitsOn)
        expect([verb, actionShapes[verb as Verb].targets]).toEqual([verb, expect.arrayContaining([target])]);
  });
});

test('every fault is taken by everything that it is said to fit on, with its least and its most, and is undone', async () => {
  const { run, driver, frame } = await watched(shop());
  const told: Stamped[] = [];
  run.world.simulation.facts.subscribe((stamped) => told.push(stamped));
  await driver.advance(100_000);
  for (const { verb, fitsOn, sizes, choices, lasts } of faultKinds) {
    for (const kind of fitsOn) {
      for (const bound of ['usual', 'least', 'most'] as const) {
        const given = sizes.filter((size) => !size.oneOf || size === sizes.find(({ oneOf }) => oneOf));
        const values = [
          ...given.map((size) => [size.name, size[bound]]),
          ...choices.map(({ name, usual }) => [name, usual]),
        ];
        const action = { atUs: driver.nowUs, verb, target: examples[kind], sizes: Object.fromEntries(values) };
        await driver.act(action);
        await driver.advance(driver.nowUs + 1);
        const refused = told.filter(({ fact }) => fact.kind === 'action' && fact.what === 'refused');
        expect(refused).toEqual([]);
        const { faults } = await frame();
        expect([verb, kind, faults.length]).toEqual([verb, kind, lasts ? 1 : 0]);
        if (lasts) await driver.act({ atUs: driver.nowUs, verb: 'undo', target: '', sizes: { fault: faults[0]!.id } });
        await driver.advance(driver.nowUs + 1);
      }
    }
  }
  expect((await frame()).faults).toEqual([]);
  driver.dispose();
});

test('the map of the shop names what stands and how it is joined', async () => {
  const { driver } = await watched(shop());
  const map = await driver.map();
  expect(map).toMatchObject({ version: 1, name: 'shop-services' });
  expect(map.processes.map(({ name }) => name)).toContain('payments');
  expect(map.services.find(({ name }) => name === 'orders')).toMatchObject({
    isModel: false,
    entry: 'services/orders.ts',
    uses: { db: 'orders-db', broker: 'kafka' },
  });
  expect(map.stores.find(({ name }) => name === 'orders-db')).toMatchObject({ engine: 'sql', tables: ['orders'] });
  expect(map.brokers).toMatchObject([
    { name: 'kafka', topics: expect.arrayContaining([{ name: 'order.placed', partitions: 3 }]) },
  ]);
  expect(map.links).toContainEqual(
    expect.objectContaining({ from: 'orders', to: 'payments', kind: 'call', mode: 'sync', latency: '0.5ms..2ms' }),
  );
  expect(map.links).toContainEqual(
    expect.objectContaining({ from: 'orders', to: 'orders-db', kind: 'store', latency: '1ms there and back' }),
  );
  expect(map.links).toContainEqual(expect.objectContaining({ from: 'checkout', to: 'gateway', kind: 'traffic' }));
  expect(map.flows.find(({ name }) => name === 'checkout')).toMatchObject({
    to: 'gateway',
    routes: ['POST /orders'],
    rate: 'poisson(20/s)',
  });
  driver.dispose();
});
