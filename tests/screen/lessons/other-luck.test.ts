import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CheckReading, CheckReadings, EngineFrame, LessonData, Step } from '../../../simulator/index.ts';
import { checkStateOf } from '../../../src/features/lesson/parts/check-state.ts';
import { createLessonStore } from '../../../src/session/lessons/lesson-store.ts';
import { progress } from '../../../src/session/lessons/progress-store.ts';
import { watchLesson } from '../../../src/session/lessons/watch-lesson.ts';
import type { Session } from '../../../src/session/session.ts';
import { createFrameStore } from '../../../src/session/stores/frame-store.ts';
import { frame } from '../frames.ts';

const id = '05-chains';
const data = { lesson: { id } } as LessonData;
const step = {
  ...{ id: 'every-link', title: '', line: 1 },
  parts: [{ kind: 'check', check: 'whole', title: '', seeds: 3, line: 2 }],
} as Step;

const reading = (verdict: CheckReading['verdict']) => ({ verdict }) as CheckReading;

/** A run whose check says what it is told to say, here and with other luck. */
function watched() {
  const lesson = createLessonStore();
  const frames = createFrameStore();
  const says = { here: 'not yet' as CheckReading['verdict'], elsewhere: 'passed' as CheckReading['verdict'] };
  const tried: string[] = [];
  /** Where an engine for another seed is not to be had, and what becomes of a question about the checks. */
  const hindered = { begin: false, run: false, checks: null as Promise<CheckReadings | null> | null };
  const onSeed = (seed: string): Promise<CheckReading> => {
    tried.push(seed);
    return hindered.run ? Promise.reject(new Error('not loaded in time')) : Promise.resolve(reading(says.elsewhere));
  };
  const session = {
    ...{ lesson, frames },
    actor: { getSnapshot: () => ({ context: { run: { fleet: `lesson-${id}` } } }) },
    checks: () => hindered.checks ?? Promise.resolve({ whole: reading(says.here) }),
    onOtherSeed: () => (hindered.begin ? Promise.reject(new Error('no such part')) : Promise.resolve(onSeed)),
  } as unknown as Session;
  const look = async (
    here: CheckReading['verdict'],
    elsewhere = says.elsewhere,
    changes: EngineFrame['changes'] = [],
  ): Promise<void> => {
    Object.assign(says, { here, elsewhere });
    frames.take(frame({ changes }), 0);
    await vi.advanceTimersByTimeAsync(500);
  };
  /** What the row says. */
  const said = (): string => {
    const { readings, seeds } = lesson.getState();
    const { word, detail } = checkStateOf(readings['whole'], done().length > 0, 3, seeds['whole']);
    return `${word}. ${detail}`;
  };
  return { lesson, frames, tried, hindered, look, said, watch: () => watchLesson(session, data, step) };
}

const done = (): readonly string[] => progress.of(id).done;

beforeEach(() => {
  vi.useFakeTimers();
  progress.forget(id);
});
afterEach(() => vi.useRealTimers());

test('a check that several runs must agree on turns green once each of them has passed', async () => {
  const { lesson, tried, look, watch } = watched();
  const stop = watch();
  await look('not yet');
  expect(tried).toEqual([]);
  await look('passed');
  expect(tried).toEqual(['whole 1', 'whole 2']);
  expect(lesson.getState().seeds).toEqual({ whole: { of: 3, passed: 3, failed: null } });
  expect(done()).toEqual(['every-link']);
  stop();
});

test('luck is told as luck, and whoever changes the fleet has it tried again', async () => {
  const { lesson, tried, look, watch } = watched();
  const stop = watch();
  await look('passed', 'failed');
  expect(lesson.getState().seeds).toEqual({ whole: { of: 3, passed: 1, failed: 'whole 1' } });
  await look('passed', 'passed');
  expect(tried).toEqual(['whole 1']);
  expect(done()).toEqual([]);
  await look('not yet');
  await look('passed');
  expect(tried).toEqual(['whole 1', 'whole 1', 'whole 2']);
  expect(done()).toEqual(['every-link']);
  stop();
});

test('a change that leaves the check as it is has it tried again as well', async () => {
  const { tried, look, watch } = watched();
  const stop = watch();
  await look('passed', 'failed');
  await look('passed', 'passed', [{ id: 4 } as EngineFrame['changes'][number]]);
  expect(tried).toEqual(['whole 1', 'whole 1', 'whole 2']);
  expect(done()).toEqual(['every-link']);
  stop();
});

test('who leaves a step while it is tried, and comes back, has it tried anew', async () => {
  const { lesson, look, watch } = watched();
  const stop = watch();
  await look('not yet');
  lesson.setState({ seeds: { whole: { of: 3, passed: 2, failed: null } } });
  stop();
  expect(lesson.getState().seeds).toEqual({});
  const stopAgain = watch();
  await look('passed');
  expect(done()).toEqual(['every-link']);
  stopAgain();
});

test('a run with other luck that could not be had is no run that failed: it is said, and tried again after a pause', async () => {
  const { tried, hindered, look, said, watch } = watched();
  const stop = watch();
  hindered.run = true;
  await look('passed');
  expect(said()).toBe(
    'passed here. A run with other luck could not be had just now, and will be tried again: 1 of 3 runs pass.',
  );
  await look('not yet');
  await look('passed');
  expect(tried).toEqual(['whole 1']);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(tried.length).toBeGreaterThan(1);
  expect(tried.length).toBeLessThan(6);
  hindered.run = false;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(tried.slice(-2)).toEqual(['whole 1', 'whole 2']);
  expect(done()).toEqual(['every-link']);
  stop();
});

test('the same where other seeds cannot even be begun with, and a change does not wait for the pause', async () => {
  const { tried, hindered, look, said, watch } = watched();
  const stop = watch();
  hindered.begin = true;
  await look('passed');
  expect(said()).toContain('could not be had just now');
  hindered.begin = false;
  await look('passed', 'passed', [{ id: 4 } as EngineFrame['changes'][number]]);
  expect(tried).toEqual(['whole 1', 'whole 2']);
  expect(done()).toEqual(['every-link']);
  stop();
});

test('who leaves a step has nothing tried of it any more', async () => {
  const { tried, hindered, look, watch } = watched();
  const stop = watch();
  hindered.run = true;
  await look('passed');
  stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(tried).toEqual(['whole 1']);
});

test('what moved while an engine that is gone by now was asked is looked at all the same', async () => {
  const { frames, hindered, look, said, watch } = watched();
  let end = (_gone: null): void => {};
  hindered.checks = new Promise((resolve) => (end = resolve));
  const stop = watch();
  await look('passed');
  await look('passed');
  hindered.checks = null;
  end(null);
  await vi.advanceTimersByTimeAsync(500);
  expect(frames.getState().frame).not.toBeNull();
  expect(said()).toContain('passed');
  expect(done()).toEqual(['every-link']);
  stop();
});
