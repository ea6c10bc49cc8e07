import { describe, expect, test } from 'vitest';
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

describe('a fleet that is changed while it runs is one run', () => {
  const fleet = changingFleet();
  const told = digestOf(fleet, async () => {});

  test('whose record is its script, and in which replicas come and go', async () => {
    const run = await begun(fleet);
    await run.advance(endUs);
    expect(run.actions.record.map(({ verb }) => verb)).toEqual(fleet.script.map(({ verb }) => verb));
    const names = [...run.world.residents.values()].map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['payments#5', 'orders#3', 'mail#1']));
    expect(run.world.replicas.length).toBeLessThan(names.length);
    expect(run.world.digest()).toBe(await told);
    run.dispose();
  });

  test('with pauses, and moment by moment', async () => {
    const pausing = async (run: Run): Promise<void> => {
      for (let nowUs = 0; nowUs < endUs; nowUs += 33_333) await run.advance(nowUs);
    };
    expect(await digestOf(fleet, pausing)).toBe(await told);
    const byMoments = async (run: Run): Promise<void> => {
      for (let moments = 0; moments < 2_000; moments++) await run.moment(endUs);
    };
    expect(await digestOf(fleet, byMoments)).toBe(await told);
  });

  test('in threads', async () => {
    expect(await digestOf(fleet, async () => {}, 'workers')).toBe(await told);
  });

  test('changed by hand at the same times', async () => {
    const byHand = async (run: Run): Promise<void> => {
      for (const action of fleet.script) {
        await run.advance(action.atUs);
        run.act(action);
        // Whoever looks at once moves no time.
        await run.advance(run.nowUs);
      }
    };
    expect(await digestOf({ ...fleet, script: [] }, byHand)).toBe(await told);
  });
});
