import { describe, expect, test } from 'vitest';
import type { CheckReading, Step } from '../../../simulator/index.ts';
import { ProgressStore } from '../../../src/session/lessons/progress-store.ts';
import { isFinished, lastOf, merged, nothingDone } from '../../../src/session/lessons/progress.ts';
import { readProgress, writtenProgress } from '../../../src/session/lessons/progress-file.ts';
import type { LessonProgress } from '../../../src/session/lessons/progress.ts';
import { advanced } from '../../../src/session/lessons/step-state.ts';

const at = (step: string, openedAtMs: number, ...done: string[]): LessonProgress => ({
  ...nothingDone,
  step,
  openedAtMs,
  done,
});

const reading = (verdict: CheckReading['verdict']): CheckReading => ({
  ...{ verdict, value: null, unit: '', target: null, text: '', valueText: null, targetText: null },
});

const step: Step = {
  id: 'stop-asking',
  title: 'Stop asking',
  line: 1,
  parts: [
    { kind: 'check', check: 'opens', title: 'it opens', seeds: 1, line: 2 },
    { kind: 'check', check: 'always', title: 'always', seeds: 5, line: 3 },
    {
      kind: 'quiz',
      question: [],
      answers: [
        { right: false, blocks: [], why: [] },
        { right: true, blocks: [], why: [] },
      ],
    },
  ],
};

const nobodyElse = (): boolean => false;
const everybody = (): boolean => true;
const bothPassed = { opens: reading('passed'), always: reading('passed') };

test('what was done comes back out of what the browser kept', () => {
  const progress = { '05-chains': { ...at('all-at-once', 7, 'fifteen'), predicted: { pageTakes: 500 } } };
  expect(readProgress(writtenProgress(progress))).toEqual(progress);
});

test('of what the browser kept, a lesson that cannot be read takes no other with it', () => {
  for (const text of ['', 'not JSON', '{}', '{"flotilla":"progress","version":99}'])
    expect(readProgress(text)).toEqual({});
  const good = at('one', 1);
  const text = JSON.stringify({ flotilla: 'progress', version: 1, lessons: { good, bad: { step: 3 } } });
  expect(readProgress(text)).toEqual({ good });
});

test('of two browsers whatever was done in either is done, and the newer place is gone on from', () => {
  const mine = { a: at('two', 20, 'one') };
  const brought = { a: at('three', 10, 'two'), b: at('one', 5) };
  expect(merged(mine, brought)).toEqual({ a: at('two', 20, 'one', 'two'), b: at('one', 5) });
});

test('the lesson to go on with is the newest that is not finished', () => {
  const lessons = [
    { id: 'a', steps: ['one'] },
    { id: 'b', steps: ['one'] },
    { id: 'c', steps: ['one'] },
  ];
  const progress = { a: at('one', 30, 'one'), b: at('one', 20), c: at('one', 10) };
  expect(isFinished(lessons[0]!, progress)).toBe(true);
  expect(lastOf(lessons, progress)?.id).toBe('b');
  expect(lastOf(lessons, {})).toBeNull();
});

test('a step is done when its checks have passed and its question was answered, and stays so', () => {
  const passed = advanced(nothingDone, step, bothPassed, everybody);
  expect(passed.passed).toEqual(['stop-asking/opens', 'stop-asking/always']);
  expect(passed.done).toEqual([]);
  const wrong = { ...passed, answered: { 'stop-asking/2': [0] } };
  expect(advanced(wrong, step, bothPassed, everybody).done).toEqual([]);
  const answered = { ...passed, answered: { 'stop-asking/2': [0, 1] } };
  const done = advanced(answered, step, bothPassed, everybody);
  expect(done.done).toEqual(['stop-asking']);
  expect(advanced(done, step, { opens: reading('failed') }, everybody)).toBe(done);
});

test('a step that asks for a number is not done before the run has told it', () => {
  const { kind, check, unit, blocks } = { kind: 'reveal', check: 'share', unit: 'share', blocks: [] } as const;
  const asking: Step = { ...step, parts: [step.parts[0]!, { kind, check, unit, blocks }] };
  const pressed = advanced(nothingDone, asking, { opens: reading('passed'), share: reading('not yet') }, everybody);
  expect(pressed).toMatchObject({ passed: ['stop-asking/opens'], done: [] });
  expect(advanced(pressed, asking, { share: reading('passed') }, everybody).done).toEqual(['stop-asking']);
});

test('a number that is told does not make up for runs that have to agree on it', () => {
  const asking: Step = { ...step, parts: [step.parts[1]!, { kind: 'reveal', check: 'always', unit: '', blocks: [] }] };
  const agreed = (check: string, seeds: number): boolean => seeds === 1 || nobodyElse();
  expect(advanced(nothingDone, asking, bothPassed, agreed).passed).toEqual([]);
});

test('a check that several runs must agree on does not pass by one', () => {
  const agreed = (check: string, seeds: number): boolean => seeds === 1 || nobodyElse();
  expect(advanced(nothingDone, step, bothPassed, agreed).passed).toEqual(['stop-asking/opens']);
});

test('progress outlives a storage that is full', () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new Error('full');
    },
    removeItem: () => {},
  };
  const store = new ProgressStore(full);
  store.change('a', () => at('one', 1, 'one'));
  expect(store.getState().isSaved).toBe(false);
  expect(store.of('a').done).toEqual(['one']);
});

describe('of two tabs', () => {
  const passing = (check: string) => (now: LessonProgress) => ({ ...now, passed: [...now.passed, check] });

  function tabs() {
    const kept = new Map<string, string>();
    let isFull = false;
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => {
        if (isFull) throw new DOMException('full', 'QuotaExceededError');
        kept.set(key, text);
      },
      removeItem: (key: string) => void kept.delete(key),
    };
    const open = () => new ProgressStore(storage);
    return { one: open(), other: open(), open, fill: (full: boolean) => (isFull = full) };
  }

  test('what one has passed stays when the other opens a step, of that lesson or of another one', () => {
    const { one, other, open } = tabs();
    one.change('a', passing('one/opens'));
    other.change('b', (now) => ({ ...now, step: 'one', openedAtMs: 1 }));
    other.change('a', (now) => ({ ...now, step: 'two', openedAtMs: 2 }));
    expect(open().getState().lessons).toEqual({
      a: { ...at('two', 2), passed: ['one/opens'] },
      b: at('one', 1),
    });
  });

  test('what one brings or forgets leaves what the other has passed', () => {
    const { one, other, open } = tabs();
    one.change('a', passing('one/opens'));
    other.merge({ b: at('one', 1) });
    expect(open().of('a').passed).toEqual(['one/opens']);
    one.forget('a');
    expect(open().getState().lessons).toEqual({ b: at('one', 1) });
  });

  test('what one has passed is passed in the other as soon as that hears of it', () => {
    const { one, other } = tabs();
    one.change('a', passing('one/opens'));
    expect(other.of('a').passed).toEqual([]);
    other.heard();
    expect(other.of('a').passed).toEqual(['one/opens']);
  });

  test('what could not be kept is not forgotten for what the other has kept', () => {
    const { one, other, open, fill } = tabs();
    fill(true);
    one.change('a', passing('one/opens'));
    fill(false);
    other.change('b', passing('one/opens'));
    one.heard();
    expect(one.of('a').passed).toEqual(['one/opens']);
    one.change('a', passing('one/closes'));
    expect(open().of('a').passed).toEqual(['one/opens', 'one/closes']);
    expect(open().of('b').passed).toEqual(['one/opens']);
    expect(one.getState().isSaved).toBe(true);
  });
});

test('a step that asks for a number beforehand is not done until the run has measured it', () => {
  const asking: Step = {
    ...step,
    parts: [step.parts[0]!, { kind: 'reveal', check: 'share', blocks: [], unit: 'share' }],
  };
  const opened = advanced(nothingDone, asking, { opens: reading('passed'), share: reading('not yet') }, everybody);
  expect(opened.done).toEqual([]);
  expect(advanced(opened, asking, { share: reading('passed') }, everybody).done).toEqual(['stop-asking']);
});
