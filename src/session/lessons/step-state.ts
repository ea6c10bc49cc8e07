import type { CheckReadings, Quiz, Step } from '../../../simulator/index.ts';
import type { LessonProgress } from './progress.ts';

export const quizKey = (step: Step, place: number): string => `${step.id}/${place}`;
const checkKey = (step: Step, check: string): string => `${step.id}/${check}`;

/** Every right answer was chosen at some time: the others say why they are wrong. */
export function isAnswered({ answers }: Quiz, chosen: readonly number[]): boolean {
  return answers.every(({ right }, index) => !right || chosen.includes(index));
}

export function hasPassed(progress: LessonProgress, step: Step, check: string): boolean {
  return progress.passed.includes(checkKey(step, check));
}

/**
 * A step is done when its checks have passed, what was to be predicted was measured and its questions were answered, once;
 * what happens to the run later takes nothing away.
 */
function isDone(step: Step, progress: LessonProgress): boolean {
  return step.parts.every((part, place) => {
    if (part.kind === 'check' || part.kind === 'reveal') return hasPassed(progress, step, part.check);
    return part.kind !== 'quiz' || isAnswered(part, progress.answered[quizKey(step, place)] ?? []);
  });
}

/** What the run has to show in a step, and how many runs must agree on it. */
function wantedOf(step: Step): ReadonlyMap<string, number> {
  const wanted = new Map<string, number>();
  for (const part of step.parts) {
    if (part.kind === 'check') wanted.set(part.check, part.seeds);
    else if (part.kind === 'reveal' && !wanted.has(part.check)) wanted.set(part.check, 1);
  }
  return wanted;
}

/** Progress with what the run shows by now in one step. `isAgreed` says whether as many runs as were asked for have passed. */
export function advanced(
  progress: LessonProgress,
  step: Step,
  readings: CheckReadings,
  isAgreed: (check: string, seeds: number) => boolean,
): LessonProgress {
  const fresh = [...wantedOf(step)].flatMap(([check, seeds]) => {
    if (hasPassed(progress, step, check)) return [];
    return readings[check]?.verdict === 'passed' && isAgreed(check, seeds) ? [checkKey(step, check)] : [];
  });
  const passed = fresh.length === 0 ? progress : { ...progress, passed: [...progress.passed, ...fresh] };
  if (passed.done.includes(step.id) || !isDone(step, passed)) return passed;
  return { ...passed, done: [...passed.done, step.id] };
}
