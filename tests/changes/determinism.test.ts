import { expect, test } from 'vitest';
import { createNodeRun } from '../../simulator/hosts/node/node-run.ts';
import { FleetUnderTest } from '../../simulator/testing/fleet-under-test.ts';
import { changingFleet } from './changing-fleet.ts';
import type { NodeHostKind } from '../../simulator/hosts/node/node-run.ts';
import type { Fleet } from '../../simulator/fleet/fleet.ts';
import type { Run } from '../../simulator/run/run.ts';

const endUs = 9_000_000;

async function begun(fleet: Fleet, host: NodeHostKind = 'inline'): Promise<Run> {
  return createNodeRun(fleet, { seed: '7', host });
}

async function digestOf(fleet: Fleet, live: (run: Run) => Promise<void>, host?: NodeHostKind): Promise<string> {
  const run = await begun(fleet, host);
  await live(run);
  await run.advance(endUs);
  const digest = run.world.digest();
  run.dispose();
  return digest;
}

test('a fleet that is changed while it runs keeps to everything that holds of any run', async () => {
  const fleet = new FleetUnderTest(await begun(changingFleet()));
  await fleet.run(endUs);
  expect(fleet.end()).toBe(null);
});

test('a fleet that is changed while it runs is one run: again, with pauses, in threads, and replayed from its record', async () => {
  const fleet = changingFleet();
  const first = await begun(fleet);
  await first.advance(endUs);
  const digest = first.world.digest();
  const texts = first.actions.record.map(({ verb }) => verb);
  expect(texts).toEqual(fleet.script.map(({ verb }) => verb));
  expect([...first.world.residents.values()].map(({ name }) => name)).toContain('payments#3');
  first.dispose();

  expect(await digestOf(fleet, async () => {})).toBe(digest);
  const withPauses = async (run: Run): Promise<void> => {
    for (let nowUs = 0; nowUs < endUs; nowUs += 33_333) await run.advance(nowUs);
  };
  expect(await digestOf(fleet, withPauses)).toBe(digest);
  const byMoments = async (run: Run): Promise<void> => {
    for (let moments = 0; moments < 2_000; moments++) await run.moment(endUs);
  };
  expect(await digestOf(fleet, byMoments)).toBe(digest);
  expect(await digestOf(fleet, async () => {}, 'workers')).toBe(digest);
  const bare = { ...fleet, script: [] };
  const byHand = async (run: Run): Promise<void> => {
    for (const action of fleet.script) {
      await run.advance(action.atUs);
      run.act(action);
    }
  };
  expect(await digestOf(bare, byHand)).toBe(digest);
});
