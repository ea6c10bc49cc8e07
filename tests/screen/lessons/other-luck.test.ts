import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CheckReading, EngineFrame, LessonData, Step } from '../../../simulator/index.ts';
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
  const session = {
    ...{ lesson, frames },
    actor: { getSnapshot: () => ({ context: { run: { fleet: `lesson-${id}` } } }) },
    checks: () => Promise.resolve({ whole: reading(says.here) }),
    onOtherSeed: () =>
      Promise.resolve((seed: string) => {
        tried.push(seed);
        return Promise.resolve(reading(says.elsewhere));
      }),
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
  return { lesson, tried, look, watch: () => watchLesson(session, data, step) };
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
