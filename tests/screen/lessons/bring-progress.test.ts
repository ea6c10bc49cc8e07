import { expect, test } from 'vitest';
import { bringProgress, takenAlong } from '../../../src/session/lessons/bring-progress.ts';
import { nothingDone } from '../../../src/session/lessons/progress.ts';
import { ProgressStore } from '../../../src/session/lessons/progress-store.ts';
import type { Session } from '../../../src/session/session.ts';
import { openWork, saveWork } from '../../../src/session/work/saved-work.ts';
import { noWork } from '../../../src/session/work/work.ts';
import type { Work } from '../../../src/session/work/work.ts';

const id = '05-chains';
const fleet = `lesson-${id}`;
const path = 'services/page.ts';
const draft = (text: string): Work => ({ drafts: { [path]: text }, deployed: {}, trial: 'none' });

/** A browser of somebody's, with a fleet that runs along. */
function browser({ runs = 'ferry' } = {}) {
  const texts = new Map<string, string>();
  const storage = {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => void texts.set(key, text),
    removeItem: (key: string) => void texts.delete(key),
  };
  const sent: string[] = [];
  const session = {
    work: { close: () => sent.push('close') },
    actor: {
      getSnapshot: () => ({ context: { run: { fleet: runs } } }),
      send: ({ type }: { type: string }) => sent.push(type),
    },
  } as unknown as Session;
  const kept = { progress: new ProgressStore(storage), storage };
  return {
    kept,
    sent,
    work: () => openWork(storage, fleet).work,
    write: (work: Work, openedAtMs: number) => {
      saveWork(storage, fleet, work);
      kept.progress.change(id, () => ({ ...nothingDone, step: 'all-at-once', openedAtMs }));
    },
    bring: (text: string) => bringProgress(text, kept, session),
  };
}

test('what somebody wrote goes along, and waits in the other browser to be deployed', () => {
  const one = browser();
  one.write({ drafts: {}, deployed: { [path]: 'mine' }, trial: 'ran' }, 1);
  const other = browser();
  expect(other.bring(takenAlong(one.kept)).said).toBe('Progress of 1 lesson was brought, and your code of 1 lesson.');
  expect(other.work()).toEqual(draft('mine'));
  expect(other.kept.progress.of(id).step).toBe('all-at-once');
});

test('older code takes the place of nothing, newer code of what can be had back', () => {
  const [old, recent] = [browser(), browser()];
  old.write(draft('old'), 1);
  recent.write({ drafts: {}, deployed: { [path]: 'recent' }, trial: 'ran' }, 2);
  const before = recent.work();
  expect(recent.bring(takenAlong(old.kept)).said).toContain('Your code here is newer in 1 lesson');
  expect(recent.work()).toEqual(before);

  const { said, undo } = old.bring(takenAlong(recent.kept));
  expect(said).toContain('and your code of 1 lesson');
  expect(old.work()).toEqual(draft('recent'));
  undo?.();
  expect(old.work()).toEqual(draft('old'));
  expect(old.kept.progress.of(id).openedAtMs).toBe(1);
});

test('a fleet that runs along begins anew with what was brought, and with what comes back', () => {
  const one = browser();
  one.write(draft('mine'), 1);
  const other = browser({ runs: fleet });
  const { undo } = other.bring(takenAlong(one.kept));
  expect(other.sent).toEqual(['close', 'start over']);
  undo?.();
  expect(other.sent).toEqual(['close', 'start over', 'close', 'start over']);
  expect(other.work()).toEqual(noWork);
});

const lesson = { ...nothingDone, step: 'one' };
const file = (rest: object): string => JSON.stringify({ flotilla: 'progress', version: 1, ...rest });

test.each([
  ['{', /^(?:line 1, column 2: )?found no JSON, expected a file of progress that Flotilla has written/],
  ['{}', /^found a file of something else, expected a file of progress/],
  ['{"flotilla":"progress","version":99}', /^version: found 99, expected 1: another Flotilla wrote it/],
  [file({ lessons: [] }), /^lessons: found \[\], expected a mapping of lessons/],
  [
    file({ lessons: { [id]: { ...lesson, step: 3 } } }),
    /^lessons\.05-chains\.step: found 3, expected the id of a step, or null/,
  ],
  [
    file({ lessons: { [id]: { ...lesson, done: undefined } } }),
    /^lessons\.05-chains\.done: found nothing, expected a list of steps/,
  ],
  [
    file({ edits: { [id]: { [path]: 7 } } }),
    /^edits\.05-chains\.services\/page\.ts: found 7, expected the text of the file/,
  ],
])('a file that cannot be read is refused with its place, and changes nothing: %s', (text, why) => {
  const { bring, kept, work } = browser();
  const { said, undo } = bring(text);
  expect(said).toMatch(why);
  expect(said).toContain('Nothing was brought.');
  expect(undo).toBeNull();
  expect([kept.progress.getState().lessons, work()]).toEqual([{}, noWork]);
});

test('code of a lesson that is not here is left out', () => {
  const { bring, kept } = browser();
  bring(file({ lessons: {}, edits: { '99-nowhere': { [path]: 'text' } } }));
  expect(kept.storage.getItem('flotilla.work.lesson-99-nowhere')).toBeNull();
});
