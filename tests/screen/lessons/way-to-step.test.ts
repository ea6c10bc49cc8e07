import { expect, test } from 'vitest';
import { builtLesson } from '../../../build/lessons/built-lesson.ts';
import type { LessonData } from '../../../simulator/index.ts';
import { solutionOf, wayTo } from '../../../src/session/lessons/reset-to-step.ts';

function dataOf(id: string): LessonData {
  const result = builtLesson(id);
  if (!result.ok) throw new Error(result.mistakes.join('\n'));
  return result.built.data;
}

test('the first step begins with nothing done, and the one after an edit with what was deployed by then', () => {
  const data = dataOf('12-circuit-breaker');
  const [first, edit, after] = data.lesson.steps;
  expect(wayTo(data, first!.id)).toEqual({ structure: {}, code: {}, actions: [], untilUs: 0 });
  expect(wayTo(data, edit!.id)).toMatchObject({ code: {}, actions: [{ verb: 'hang', target: 'payments' }] });
  const { code, actions, untilUs } = wayTo(data, after!.id);
  // A later step deploys another threshold.
  expect(code['services/orders.ts']).toContain('errorThresholdPercentage: 10,');
  expect(Object.keys(code)).toEqual(['services/orders.ts']);
  expect(actions.map(({ verb }) => verb)).toEqual(['hang', 'deploy']);
  expect(untilUs).toBeGreaterThan(actions.at(-1)!.atUs);
});

test('a file is solved as its step deploys it; where the lesson leaves it alone there is no solution', () => {
  const data = dataOf('12-circuit-breaker');
  const [, edit] = data.lesson.steps;
  expect(solutionOf(data, edit!.id, 'services/orders.ts')).toContain('CircuitBreaker');
  expect(solutionOf(data, edit!.id, 'services/users.ts')).toBeNull();
});
