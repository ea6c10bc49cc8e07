/** What somebody has done in one lesson. */
export interface LessonProgress {
  /** The step that they were at last. */
  readonly step: string | null;
  /** When that was, by the clock of this browser. */
  readonly openedAtMs: number;
  /** Steps whose checks have all passed and whose questions were answered. */
  readonly done: readonly string[];
  /** Checks that have passed, each in its step: `stop-asking/breakerOpens`. */
  readonly passed: readonly string[];
  /** What was said before it was measured, by the check. */
  readonly predicted: Readonly<Record<string, number>>;
  /** Answers of a quiz that were chosen, by step and place of the quiz in it: `the-debt/3`. */
  readonly answered: Readonly<Record<string, readonly number[]>>;
}

/** By the lesson's id. */
export type Progress = Readonly<Record<string, LessonProgress>>;

export const nothingDone: LessonProgress = {
  step: null,
  openedAtMs: 0,
  done: [],
  passed: [],
  predicted: {},
  answered: {},
};

/** As far as a list of lessons knows them. */
interface Listed {
  readonly id: string;
  readonly steps: readonly string[];
}

export function isFinished({ id, steps }: Listed, progress: Progress): boolean {
  const { done } = progress[id] ?? nothingDone;
  return steps.length > 0 && steps.every((step) => done.includes(step));
}

/** The lesson that somebody was at last and has not finished; null where there is none. */
export function lastOf<Lesson extends Listed>(lessons: readonly Lesson[], progress: Progress): Lesson | null {
  const begun = lessons.filter((lesson) => progress[lesson.id] !== undefined && !isFinished(lesson, progress));
  const newest = (lesson: Lesson): number => progress[lesson.id]?.openedAtMs ?? 0;
  return begun.toSorted((one, other) => newest(other) - newest(one))[0] ?? null;
}

/** Of two browsers: whatever was done in either is done. */
export function merged(mine: Progress, brought: Progress): Progress {
  const ids = [...new Set([...Object.keys(mine), ...Object.keys(brought)])];
  return Object.fromEntries(
    ids.map((id): [string, LessonProgress] => {
      const one = mine[id] ?? nothingDone;
      const other = brought[id] ?? nothingDone;
      return [
        id,
        {
          ...(one.openedAtMs >= other.openedAtMs ? placeIn(one) : placeIn(other)),
          done: union(one.done, other.done),
          passed: union(one.passed, other.passed),
          predicted: { ...other.predicted, ...one.predicted },
          answered: { ...other.answered, ...one.answered },
        },
      ];
    }),
  );
}

function placeIn({ step, openedAtMs }: LessonProgress): Pick<LessonProgress, 'step' | 'openedAtMs'> {
  return { step, openedAtMs };
}

function union(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])];
}
