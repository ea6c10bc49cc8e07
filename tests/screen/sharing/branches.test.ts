import { expect, test } from 'vitest';
import { Branches } from '../../../src/session/sharing/branches.ts';
import { fork } from '../../../src/session/sharing/fork.ts';
import { LentRuns } from '../../../src/session/sharing/lent-runs.ts';
import type { SharedRun } from '../../../src/session/sharing/shared-run.ts';

const fleet = { title: 'Odd', template: null, entry: 'fleet.yaml', files: { 'fleet.yaml': 'services: {}' } };
const kill = (atUs: number) => ({ atUs, verb: 'kill', target: 'pot', sizes: {} });
const run: SharedRun = { fleet, seed: '1', actions: [], atUs: 9_000_000, digest: 'at nine seconds' };

test('of a moment before the run’s end nobody knows what it came to there; of the end it is known', async () => {
  const runs = new LentRuns();
  const branches = new Branches(runs);
  const digestsAt = async (atUs: number) => (await fork(branches, run, atUs)).map((id) => runs.find(id)?.run.digest);
  expect(await digestsAt(4_000_000)).toEqual([null, null]);
  expect(await digestsAt(9_000_000)).toEqual(['at nine seconds', 'at nine seconds']);
});

test('two branches of one moment have one run beside them', async () => {
  const branches = new Branches(new LentRuns());
  const [first, second] = [await fork(branches, run, 4_000_000), await fork(branches, run, 4_000_000)];
  expect(second[0]).toBe(first[0]);
  expect(second[1]).not.toBe(first[1]);
  expect((await fork(branches, run, 5_000_000))[0]).not.toBe(first[0]);
});

test('a run that is changed from the start has other texts, and only what is done beside them', async () => {
  const runs = new LentRuns();
  const changed = { ...fleet, files: { 'fleet.yaml': 'services: { pot: {} }' } };
  const actions = [kill(1_000_000), kill(5_000_000)];
  const [trunk, branch] = await fork(new Branches(runs), { ...run, actions: [kill(2_000_000)] }, 4_000_000, {
    fleet: changed,
    actions,
  });
  expect(runs.find(trunk)?.run).toMatchObject({ fleet, actions: [kill(2_000_000)] });
  expect(runs.find(branch)?.run).toMatchObject({ fleet: changed, actions: [kill(1_000_000)], digest: null });
});
