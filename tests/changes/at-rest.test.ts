import { expect, test } from 'vitest';
import { watchedText } from '../support/watched-fleet.ts';
import type { Watched } from '../support/watched-fleet.ts';

const text = `
services: { shop: { cost: 5ms } }
processes: { shop: { services: [shop], replicas: 2 } }
links: { default: { latency: 1ms } }
traffic: { visits: { to: shop, request: GET /, rate: 100/s } }
`;
const code = `
process.on('SIGTERM', () => process.exit(3))
export default { fetch: () => new Response('ok') }
`;

const idle = text.replace('100/s', '0.1/s');

async function given(fleet: string): Promise<Watched> {
  const watched = await watchedText(fleet, { 'services/shop.ts': code });
  await watched.driver.advance(1_000_000, null);
  return watched;
}

test('to look at once after an act loses nothing of what a process says of it', async () => {
  const ends = [];
  for (const looks of [false, true]) {
    const { driver, act, run } = await given(idle);
    await act('scale', 'shop', { replicas: 1 });
    if (looks) await driver.advance(driver.nowUs, null);
    await driver.advance(9_000_000, null);
    const [shop] = Object.values(run.report({ wallMs: 0 }).processes);
    ends.push([shop!.ends, run.world.digest()]);
    driver.dispose();
  }
  expect(ends[1]).toEqual(ends[0]);
});

test('a process at rest has heard of every call that has come', async () => {
  const { run, driver } = await given(text);
  const inHand = [];
  for (let atUs = 1_000_000; atUs < 1_200_000; atUs += 500) {
    await driver.advance(atUs, null);
    const usages = await Promise.all(run.world.seats.map(async (seat) => seat.usage()));
    inHand.push(usages.reduce((sum, usage) => sum + (usage?.inHand ?? 0), 0));
  }
  // Each takes five of ten milliseconds.
  expect(inHand.filter((count) => count === 1).length / inHand.length).toBeCloseTo(0.5, 1);
  driver.dispose();
});
