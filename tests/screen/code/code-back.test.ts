import { expect, test } from 'vitest';
import type { LessonData } from '../../../simulator/index.ts';
import { bringCodeBack, resetAll, resetFile } from '../../../src/commands/code/reset.ts';
import { applySolution } from '../../../src/commands/lesson/solution.ts';
import { createLessonStore } from '../../../src/session/lessons/lesson-store.ts';
import { resetToStep } from '../../../src/session/lessons/reset-to-step.ts';
import type { Session } from '../../../src/session/session.ts';
import { createCodeStore } from '../../../src/session/stores/code-store.ts';
import { WorkStore } from '../../../src/session/work/work-store.ts';

const pot = 'services/pot.ts';
const cup = 'services/cup.ts';
const leaf = 'services/leaf.ts';

const data = {
  lesson: { id: 'tea', steps: [{ id: 'pour', title: 'Pour', parts: [] }] },
  solution: { [pot]: 'solved' },
  walk: [],
} as unknown as LessonData;

/** Somebody before a fleet of two files. */
function somebody() {
  const work = new WorkStore(null);
  const lesson = createLessonStore();
  lesson.setState({ data, step: 'pour', solutionOf: pot });
  const session = { work, lesson, code: createCodeStore(), actor: { send: () => {} } } as unknown as Session;
  const open = (id: string): void =>
    work.open({ id, title: id, entry: 'fleet.yaml', files: { [pot]: 'cold', [cup]: 'empty' }, by: 'flotilla' });
  open('lesson-tea');
  return { session, work, open, texts: () => [pot, cup, leaf].map((path) => work.current(path)) };
}

test('what was reset comes back, and goes again', () => {
  const { session, work, texts } = somebody();
  work.edit(pot, 'hot');
  work.edit(leaf, 'green');
  expect(bringCodeBack.isPossible(session)).toBe(false);
  resetAll.run(session);
  expect(texts()).toEqual(['cold', 'empty', null]);
  bringCodeBack.run(session);
  expect(texts()).toEqual(['hot', 'empty', 'green']);
  bringCodeBack.run(session);
  expect(texts()).toEqual(['cold', 'empty', null]);
});

test('what was written into other files since stays, and what was written into this one can be had again', () => {
  const { session, work, texts } = somebody();
  work.edit(pot, 'hot');
  resetFile(pot).run(session);
  work.edit(pot, 'warm');
  work.edit(cup, 'full');
  work.edit(leaf, 'green');
  bringCodeBack.run(session);
  expect(texts()).toEqual(['hot', 'full', 'green']);
  bringCodeBack.run(session);
  expect(texts()).toEqual(['warm', 'full', 'green']);
});

test('code of one fleet is not brought into another one, and waits for its own', () => {
  const { session, work, open, texts } = somebody();
  work.edit(pot, 'hot');
  resetFile(pot).run(session);
  open('lesson-coffee');
  work.edit(cup, 'full');
  expect(bringCodeBack.isPossible(session)).toBe(false);
  bringCodeBack.run(session);
  expect(texts()).toEqual(['cold', 'full', null]);
  work.close();
  expect(bringCodeBack.isPossible(session)).toBe(false);
  open('lesson-tea');
  expect(bringCodeBack.isPossible(session)).toBe(true);
  bringCodeBack.run(session);
  expect(texts()).toEqual(['hot', 'empty', null]);
});

test('what runs comes back into the editor, though its reset was deployed', () => {
  const { session, work, texts } = somebody();
  work.deploy({ [pot]: 'hot' });
  resetFile(pot).run(session);
  work.deploy({ [pot]: 'cold' });
  bringCodeBack.run(session);
  expect(texts()).toEqual(['hot', 'empty', null]);
  expect(work.getState().deployed).toEqual({});
});

test('there is nothing to bring back where everything is as it was', () => {
  const { session, work } = somebody();
  work.edit(pot, 'hot');
  resetFile(pot).run(session);
  expect(bringCodeBack.isPossible(session)).toBe(true);
  work.edit(pot, 'hot');
  expect(bringCodeBack.isPossible(session)).toBe(false);
});

test('what a solution took the place of comes back', () => {
  const { session, work, texts } = somebody();
  work.edit(pot, 'hot');
  work.edit(cup, 'full');
  applySolution(pot).run(session);
  expect(texts()).toEqual(['solved', 'full', null]);
  bringCodeBack.run(session);
  expect(texts()).toEqual(['hot', 'full', null]);
});

test('what the way to a step took the place of comes back', () => {
  const { session, work, texts } = somebody();
  work.deploy({ [pot]: 'hot' });
  work.edit(cup, 'full');
  resetToStep(session, data, 'pour');
  expect(texts()).toEqual(['cold', 'empty', null]);
  bringCodeBack.run(session);
  expect(texts()).toEqual(['hot', 'full', null]);
});
