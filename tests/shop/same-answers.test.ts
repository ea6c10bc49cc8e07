import { readFileSync, existsSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadFleet } from '../../simulator/fleet/load-fleet.ts';
import { createNodeRun } from '../../simulator/hosts/node/node-run.ts';
import { FleetUnderTest } from '../../simulator/testing/fleet-under-test.ts';
import { clientRequests, comparable, filledIn } from './requests.ts';
import type { Answer } from './requests.ts';

async function shop(shape: 'monolith' | 'services'): Promise<FleetUnderTest> {
  const readFile = (path: string): string | null =>
    existsSync(path) && statSync(path).isFile() ? readFileSync(path, 'utf8') : null;
  const loaded = loadFleet({ path: `lessons/shop/${shape}.fleet.yaml`, readFile });
  if (!loaded.ok) throw new Error(loaded.errors.map((error) => error.message).join('\n'));
  const fleet = new FleetUnderTest(
    await createNodeRun({ ...loaded.fleet, traffic: [] }, { seed: 'same answers', host: 'inline' }),
  );
  // Consumers take a moment to join their groups.
  await fleet.run('5s');
  return fleet;
}

/** Everything asked one after the other, by one client; events are given time to arrive where the generator says so. */
async function answersOf(shape: 'monolith' | 'services', seed: number, count: number): Promise<Answer[]> {
  const fleet = await shop(shape);
  const door = shape === 'monolith' ? 'http://shop' : 'http://gateway';
  const answers: Answer[] = [];
  for (const request of clientRequests(seed, count)) {
    if (request.settleFirst) await fleet.run('3s');
    const { method, path, headers, body } = filledIn(request, answers);
    const answer = await fleet.request(method, door + path, body ?? undefined, { headers });
    answers.push({ status: answer.status ?? 0, body: answer.json ?? answer.text });
  }
  fleet.end();
  return answers;
}

test.each([1, 2, 3])(
  'monolith and services answer the same 500 requests alike, ids aside (seed %i)',
  async (seed) => {
    const monolith = comparable(await answersOf('monolith', seed, 500));
    const services = comparable(await answersOf('services', seed, 500));
    expect(services).toEqual(monolith);
    expect(new Set(monolith.map((answer) => answer.status)).size).toBeGreaterThan(4);
  },
  300_000,
);
