import { expect, test } from 'vitest';
import type { FoundRun } from '../../../simulator/index.ts';
import { Branches } from '../../../src/session/sharing/branches.ts';
import { FoundBranches } from '../../../src/session/sharing/found-branches.ts';
import { LentRuns } from '../../../src/session/sharing/lent-runs.ts';

const source = { id: 'odd', title: 'Odd', entry: 'fleet.yaml', files: { 'fleet.yaml': 'services: {}' } };
const leaving = { atUs: 9_000_000, verb: 'quiet', target: 'checkout', sizes: {} };
const kill = { atUs: 5_000_000, verb: 'kill', target: 'payments', sizes: {} };
const found: FoundRun = {
  ...{ truth: 'An order is charged once', violations: [], violationsCount: 1, faults: ['payments was killed'] },
  ...{ seed: '1-7', actions: [kill, leaving], undisturbed: [leaving], isSmallest: true },
  ...{ standing: { atUs: 4_000_000, digest: 'at four seconds' }, failedAtUs: 8_000_000, endUs: 9_500_000, digest: 'x' },
};

function branching() {
  const runs = new LentRuns();
  const branches = new Branches(runs);
  const titles = (): string[] => branches.store.getState().branches.map(({ title }) => title);
  return { runs, branches, titles, foundBranches: new FoundBranches(branches) };
}

test('a run that was found is a branch by the name of what broke; it left the same run undisturbed, and both stand before the first fault', async () => {
  const { runs, branches, titles, foundBranches } = branching();
  const { id, undisturbed } = await foundBranches.of(found, { ...source, by: 'this person' });
  expect(titles()).toEqual(['Seed 1-7, undisturbed', 'Broken: An order is charged once']);
  expect(branches.store.getState().branches[1]).toMatchObject({ id, from: undisturbed, atUs: 4_000_000 });
  const standing = { seed: '1-7', atUs: 4_000_000, digest: 'at four seconds' };
  expect(runs.find(id)?.run).toMatchObject({ ...standing, actions: [kill, leaving] });
  expect(runs.find(undisturbed!)?.run).toMatchObject({ ...standing, actions: [leaving] });
});

test('the same run is the same branch, also while it is being listed; one that was taken away is listed again', async () => {
  const { branches, titles, foundBranches } = branching();
  const person = { ...source, by: 'this person' } as const;
  const [one, other] = await Promise.all([foundBranches.of(found, person), foundBranches.of(found, person)]);
  expect(other).toEqual(one);
  expect(titles()).toHaveLength(2);
  branches.remove(one.id);
  const again = await foundBranches.of(found, person);
  expect(again.id).not.toBe(one.id);
  expect(titles()).toContain('Broken: An order is charged once');
});

test('where nothing was done to the fleet there is nothing to leave out', async () => {
  const { titles, foundBranches } = branching();
  const alone = { ...found, faults: [], actions: [leaving] };
  const { undisturbed } = await foundBranches.of(alone, { ...source, by: 'this person' });
  expect(undisturbed).toBeNull();
  expect(titles()).toEqual(['Broken: An order is charged once']);
});

test('what a stranger wrote stays a stranger’s', async () => {
  const { runs, foundBranches } = branching();
  const { id } = await foundBranches.of(found, { ...source, by: 'a stranger' });
  expect(runs.find(id)?.source.by).toBe('a stranger');
});
