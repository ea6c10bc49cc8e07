import { describe, expect, test } from 'vitest';
import { busyFiles, busyFleet } from '../support/busy-fleet.ts';
import { shop, watched, watchedText } from '../support/watched-fleet.ts';
import type { Watched } from '../support/watched-fleet.ts';
import type { Question } from '../../simulator/wire/view/question.ts';

const endUs = 9_000_000;

async function digestOf(live: (fleet: Watched) => Promise<void>): Promise<string> {
  const fleet = await watchedText(busyFleet, busyFiles);
  await live(fleet);
  await fleet.driver.advance(endUs);
  const { digest } = await fleet.driver.report();
  fleet.driver.dispose();
  return digest;
}

describe('a run is the same', () => {
  const unwatched = digestOf(async () => {});

  test('with somebody who looks at messages and frames, and asks about everything', async () => {
    const questions: readonly Question[] = [
      { about: 'map' },
      { about: 'requests', newest: 50, outcome: 'failed' },
      { about: 'logs', newest: 100 },
      { about: 'happenings' },
      { about: 'series', kind: 'link', of: 'orders->payments' },
      { about: 'topic', topic: 'order.placed', partition: 0, from: 0, count: 10 },
      { about: 'machines' },
      { about: 'files' },
      { about: 'otlp' },
    ];
    const digest = await digestOf(async ({ driver, frame }) => {
      await driver.watchMessages(200);
      for (let nowUs = 0; nowUs < endUs; nowUs += 300_000) {
        await driver.advance(nowUs);
        await frame();
        for (const question of questions) await driver.ask(question);
        const [request] = await driver.ask({ about: 'requests', newest: 1 });
        if (request) await driver.ask({ about: 'trace', traceId: request.traceId });
      }
      await driver.watchMessages(0);
    });
    expect(digest).toBe(await unwatched);
  });

  test('in steps of single events and of hops', async () => {
    const digest = await digestOf(async ({ driver }) => {
      for (let step = 0; step < 300; step++) await driver.step('event');
      await driver.advance(2_100_000);
      for (let step = 0; step < 100; step++) await driver.step('hop');
      await driver.advance(6_499_999);
      for (let step = 0; step < 300; step++) await driver.step(step % 3 === 0 ? 'hop' : 'event');
    });
    expect(digest).toBe(await unwatched);
  });

  test('stopped at every failure, at every change of a breaker, and at crashes', async () => {
    const stops: string[] = [];
    const digest = await digestOf(async ({ driver }) => {
      for (const kind of ['failure', 'breaker', 'failure', 'crash'] as const) {
        const reached = await driver.advance(driver.nowUs + 4_000_000, { kind });
        stops.push(reached ?? 'nothing');
      }
    });
    expect(stops[0]).toMatch(/^checkout failed at \d\.\d{3} s$/);
    expect(stops[1]).toMatch(/^the breaker orders -> payments of /);
    expect(digest).toBe(await unwatched);
  });

  test('whoever watches a process from another thread', async () => {
    const fleet = await watchedText(busyFleet, busyFiles, { host: 'workers' });
    await fleet.driver.watchMessages(50);
    for (let nowUs = 0; nowUs < endUs; nowUs += 500_000) {
      await fleet.driver.advance(nowUs);
      const { replicas } = await fleet.frame();
      if (nowUs > 0) expect(replicas.every((replica) => replica.heapLimitBytes > 0)).toBe(true);
    }
    await fleet.driver.advance(endUs);
    expect((await fleet.driver.report()).digest).toBe(await unwatched);
    fleet.driver.dispose();
  });
});

test('what is asked of a store leaves nothing behind: neither chance, nor a number, nor time', async () => {
  const queries = [
    'select * from orders order by id desc limit 5',
    'select random(), gen_random_uuid(), now()',
    'select pg_sleep(10)',
    "select nextval('orders_id_seq')",
    'delete from orders',
    'select nonsense from nowhere',
    'select * from orders for update',
  ];
  const digests: string[] = [];
  for (const asks of [false, true]) {
    const { driver } = await watched(shop());
    for (let nowUs = 0; nowUs < 1_500_000; nowUs += 77_777) {
      await driver.advance(nowUs);
      if (!asks) continue;
      for (const sql of queries) {
        await driver.ask({ about: 'query', store: 'orders-db', sql });
        await driver.ask({ about: 'query', store: 'inventory-db', sql: 'select * from stock' });
      }
      await driver.ask({ about: 'table', store: 'inventory-db', table: 'stock', newest: 3 });
    }
    await driver.advance(2_000_000);
    digests.push((await driver.report()).digest);
    driver.dispose();
  }
  expect(digests[1]).toBe(digests[0]);
});
