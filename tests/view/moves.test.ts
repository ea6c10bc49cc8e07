import { describe, expect, test } from 'vitest';
import { busyFiles, busyFleet } from '../support/busy-fleet.ts';
import { shop, watched, watchedText } from '../support/watched-fleet.ts';
import type { Stamped } from '../../simulator/wire/facts.ts';

async function busy() {
  const fleet = await watchedText(busyFleet, busyFiles);
  const facts: Stamped[] = [];
  fleet.run.world.simulation.facts.subscribe((stamped) => facts.push(stamped));
  return { ...fleet, facts };
}

describe('time runs on until', () => {
  test('a request fails, and stops right behind that moment', async () => {
    const { driver, facts } = await busy();
    const reached = await driver.advance(60_000_000, { kind: 'failure' });
    const failed = facts.find(({ fact }) => fact.kind === 'request' && (fact.status ?? 500) >= 500)!;
    expect(driver.nowUs).toBe(failed.atUs + 1);
    expect(reached).toBe(`checkout failed at ${(Math.floor(failed.atUs / 1000) / 1000).toFixed(3)} s`);
    expect(facts.at(-1)!.atUs).toBeLessThanOrEqual(failed.atUs);
    driver.dispose();
  });

  test('a breaker changes', async () => {
    const { driver, facts } = await busy();
    const reached = await driver.advance(60_000_000, { kind: 'breaker' });
    const change = facts.find(({ fact }) => fact.kind === 'breaker')!;
    expect(driver.nowUs).toBe(change.atUs + 1);
    expect(reached).toMatch(/^the breaker orders -> payments of orders#\d became open at /);
    driver.dispose();
  });

  test('a time, and no further', async () => {
    const { driver } = await busy();
    expect(await driver.advance(1_000_000, { kind: 'time', atUs: 1_500_000 })).toBeNull();
    expect(await driver.advance(2_000_000, { kind: 'time', atUs: 1_500_000 })).toBe('it is 1.500 s');
    expect(driver.nowUs).toBe(1_500_000);
    driver.dispose();
  });

  test('what does not come, as far as it was asked to', async () => {
    const { driver } = await busy();
    expect(await driver.advance(1_000_000, { kind: 'crash' })).toBeNull();
    expect(driver.nowUs).toBe(1_000_000);
    driver.dispose();
  });
});

describe('a hop', () => {
  test('ends where a message of a client arrives: its whole way through the shop, one after another', async () => {
    const { driver, run } = await watched(shop());
    await driver.watchMessages(1_000);
    const arrivals: number[] = [];
    run.world.network.observe(({ what, packet, trace, atUs }) => {
      if (what === 'deliver' && trace && packet !== 'cancel') arrivals.push(atUs);
    });
    const stops: number[] = [];
    for (let hop = 0; hop < 60; hop++) {
      await driver.step('hop');
      stops.push(driver.nowUs - 1);
    }
    expect(stops).toEqual([...new Set(arrivals)].slice(0, 60));
    driver.dispose();
  });

  test('is one for each message, and an event is less than that', async () => {
    const { driver } = await watched(shop());
    await driver.advance(500_000);
    await driver.step('hop');
    const hopUs = driver.nowUs;
    let events = 0;
    for (await driver.step('event'); driver.nowUs < hopUs + 5_000; await driver.step('event')) events++;
    expect(events).toBeGreaterThan(2);
    driver.dispose();
  });
});

describe('a fault', () => {
  test('is undone by its number, alone, and so it is in every replay', async () => {
    const first = await busy();
    await first.driver.advance(600_000);
    await first.act('slow', 'payments', { by: 50_000 });
    await first.act('slow', 'payments', { by: 20_000 });
    await first.driver.advance(900_001);
    const [one, other] = (await first.frame()).faults;
    expect([one, other]).toMatchObject([
      { verb: 'slow', target: 'payments', sinceUs: 600_000, untilUs: null },
      { verb: 'slow', target: 'payments', sinceUs: 600_000 },
    ]);
    await first.act('undo', '', { fault: one!.id });
    await first.driver.advance(1_500_000);
    expect((await first.frame()).faults.map(({ id }) => id)).toEqual([other!.id]);
    const { digest, actions } = await first.driver.moment();
    first.driver.dispose();

    const again = await busy();
    for (const action of actions) await again.driver.schedule(action);
    await again.driver.advance(1_500_000);
    expect((await again.driver.report()).digest).toBe(digest);
    again.driver.dispose();
  });

  test('that is over cannot be undone once more, and says so', async () => {
    const { driver, act, facts } = await busy();
    await act('kill', 'payments', {}, 100_000);
    await driver.advance(300_000);
    await act('undo', '', { fault: 1 });
    await driver.advance(300_001);
    expect(facts.at(-1)!.fact).toMatchObject({ kind: 'action', what: 'refused', text: 'that is over already' });
    driver.dispose();
  });
});
