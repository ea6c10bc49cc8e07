import { describe, expect, test } from 'vitest';
import type { FleetSource } from '../../src/session/work/fleet-source.ts';
import { branchesInPage } from '../../src/session/work/saved-work.ts';
import type { WorkStorage } from '../../src/session/work/saved-work.ts';
import { WorkStore } from '../../src/session/work/work-store.ts';

const source: FleetSource = {
  id: 'tea',
  title: 'Tea',
  entry: 'lessons/tea/fleet.yaml',
  files: {
    'lessons/tea/fleet.yaml': 'name: tea',
    'lessons/tea/services/pot.ts': 'cold',
    'lessons/shop/services/cup.ts': 'empty',
  },
  by: 'flotilla',
};
const pot = 'services/pot.ts';

function drawer(
  kept: Record<string, string> = {},
  isFull = () => false,
): WorkStorage & { kept: Record<string, string> } {
  return {
    kept,
    getItem: (key) => kept[key] ?? null,
    setItem: (key, text) => {
      if (isFull()) throw new DOMException('full', 'QuotaExceededError');
      kept[key] = text;
    },
    removeItem: (key) => void delete kept[key],
  };
}

function opened(storage: WorkStorage | null = drawer()) {
  const work = new WorkStore(storage);
  work.open(source);
  return work;
}

/** As after a reload of the page. */
const reopened = opened;

test('what was edited is there after a reload, and what is equal to the start is no edit', () => {
  const storage = drawer();
  const work = opened(storage);
  work.edit(pot, 'hot');
  expect(reopened(storage).current(pot)).toBe('hot');
  work.edit(pot, 'cold');
  expect(reopened(storage).getState().drafts).toEqual({});
  expect(storage.kept).toEqual({});
});

test('a deployed text is what runs and no draft any more; drafts are compared with it from then on', () => {
  const work = opened();
  work.edit(pot, 'hot');
  work.deploy({ [pot]: 'hot' });
  expect(work.getState()).toMatchObject({ drafts: {}, deployed: { [pot]: 'hot' } });
  work.edit(pot, 'cold');
  expect(work.current(pot)).toBe('cold');
  expect(work.atWork(pot)).toBe('hot');
  expect(work.atStart(pot)).toBe('cold');
});

test('a run is made of the deployed texts beside the fleet file, where they come before what it extends', () => {
  const work = opened();
  work.deploy({ [pot]: 'hot', 'services/cup.ts': 'full' });
  expect(work.toRun({ isPressed: true })?.files).toEqual({
    ...source.files,
    'lessons/tea/services/pot.ts': 'hot',
    'lessons/tea/services/cup.ts': 'full',
  });
});

describe('after a reload', () => {
  test.each([
    ['code that was being tried', [], true],
    ['code that did not come back', ['did not come back'], true],
    ['code that ran well', ['ran'], false],
  ] as const)('%s', (_, [how], isHeldBack) => {
    const storage = drawer();
    const before = opened(storage);
    before.deploy({ [pot]: 'hot' });
    if (how) before.conclude(how);
    const work = reopened(storage);
    const run = work.toRun({ isPressed: false });
    expect(run?.files['lessons/tea/services/pot.ts']).toBe(isHeldBack ? 'cold' : 'hot');
    expect(work.current(pot)).toBe('hot');
    expect(work.getState().isHeldBack).toBe(isHeldBack);
  });
});

test('discarding forgets one draft or all of them, and leaves what is deployed', () => {
  const work = opened();
  work.deploy({ [pot]: 'hot' });
  work.edit(pot, 'warm');
  work.edit('services/cup.ts', 'full');
  work.discard(pot);
  expect(work.getState().drafts).toEqual({ 'services/cup.ts': 'full' });
  work.discard();
  expect(work.getState()).toMatchObject({ drafts: {}, deployed: { [pot]: 'hot' } });
});

describe('storage', () => {
  test.each([
    ['cut off', '{"version":1,"drafts":{"services/pot.ts":"ho', 'damaged'],
    ['of another kind', '{"version":1,"drafts":[],"deployed":{},"trial":"ran"}', 'damaged'],
    ['from the future', '{"version":99,"everything":{}}', 'from a newer version'],
  ])('that is %s is set aside, and the fleet begins clean', (_, text, what) => {
    const storage = drawer({ 'flotilla.work.tea': text });
    const work = opened(storage);
    expect(work.getState()).toMatchObject({ drafts: {}, deployed: {}, aside: { what, text } });
    work.edit(pot, 'hot');
    expect(storage.kept['flotilla.aside.tea']).toBe(text);
    expect(reopened(storage).current(pot)).toBe('hot');
  });

  test('that is full or forbidden loses nothing while the page is open, and says so', () => {
    let isFull = true;
    const storage = drawer({}, () => isFull);
    const work = opened(storage);
    work.edit(pot, 'hot');
    expect(work.current(pot)).toBe('hot');
    expect(work.getState().isSaved).toBe(false);
    isFull = false;
    work.edit(pot, 'hotter');
    expect(work.getState().isSaved).toBe(true);
    const nowhere = opened(null);
    nowhere.edit(pot, 'hot');
    expect(nowhere.getState().isSaved).toBe(false);
  });
});

test('of what two tabs wrote, neither is thrown away unasked', () => {
  const storage = drawer();
  const mine = opened(storage);
  const theirs = reopened(storage);
  mine.edit(pot, 'mine');
  theirs.edit(pot, 'theirs');
  const { drafts, deployed, trial } = theirs.getState();
  mine.heard('tea', { drafts, deployed, trial });
  mine.heard('coffee', { drafts: {}, deployed: {}, trial: 'none' });
  expect(mine.current(pot)).toBe('mine');
  expect(mine.getState().elsewhere?.drafts).toEqual({ [pot]: 'theirs' });
  mine.settle('theirs');
  expect(mine.current(pot)).toBe('theirs');
  expect(mine.getState().elsewhere).toBeNull();
});

describe('what was made of a branch', () => {
  const openedBranch = (page: WorkStorage) => {
    const work = new WorkStore(page);
    work.open({ ...source, id: 'branch-1' });
    return work;
  };

  test('is there when somebody comes back to it, and counts as kept', () => {
    const page = branchesInPage(drawer());
    const work = openedBranch(page);
    work.deploy({ [pot]: 'hot' });
    expect(work.getState().isSaved).toBe(true);
    work.close();
    expect(openedBranch(page).current(pot)).toBe('hot');
    expect(work.isUntouched('branch-1')).toBe(false);
  });

  test('is nothing to the branch that is called so after a reload, nor to one in another tab', () => {
    const storage = drawer();
    openedBranch(branchesInPage(storage)).deploy({ [pot]: 'hot' });
    expect(openedBranch(branchesInPage(storage)).current(pot)).toBe('cold');
    expect(storage.kept).toEqual({});
  });

  test('is not taken from where an older Flotilla left it', () => {
    const old = drawer();
    openedBranch(old).deploy({ [pot]: 'hot' });
    expect(openedBranch(branchesInPage(old)).getState().deployed).toEqual({});
  });

  test('goes another way than what was made of other fleets, which a reload leaves', () => {
    const storage = drawer();
    opened(branchesInPage(storage)).edit(pot, 'hot');
    expect(reopened(branchesInPage(storage)).current(pot)).toBe('hot');
  });
});

test('a file that was made goes away with what it was made for, unless somebody wrote into it', () => {
  const work = opened(drawer());
  work.deploy({ 'services/cup.ts': 'empty', 'services/leaf.ts': 'green', [pot]: 'hot' });
  work.edit('services/leaf.ts', 'black');
  work.unmake({ 'services/cup.ts': 'empty', 'services/leaf.ts': 'green', [pot]: 'hot' });
  expect(work.current('services/cup.ts')).toBeNull();
  expect(work.current('services/leaf.ts')).toBe('black');
  expect(work.current(pot)).toBe('hot');
});
