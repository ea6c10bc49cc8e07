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

const version = 1;

export function writtenProgress(progress: Progress): string {
  return `${JSON.stringify({ flotilla: 'progress', version, lessons: progress }, null, 2)}\n`;
}

export type ReadProgress =
  | { readonly ok: true; readonly progress: Progress }
  | { readonly ok: false; readonly why: string };

/** Out of storage or a file of somebody's: lessons that cannot be read are left out, nothing else is lost. */
export function readProgress(text: string): ReadProgress {
  const value = parsed(text);
  if (!isRecord(value) || value['flotilla'] !== 'progress')
    return { ok: false, why: 'This is no file of progress that Flotilla has written.' };
  if (value['version'] !== version) return { ok: false, why: 'This file was written by another version of Flotilla.' };
  const lessons = isRecord(value['lessons']) ? value['lessons'] : {};
  const read = Object.entries(lessons).flatMap(([id, each]): [string, LessonProgress][] => {
    const progress = readLesson(each);
    return progress ? [[id, progress]] : [];
  });
  return { ok: true, progress: Object.fromEntries(read) };
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

function readLesson(value: unknown): LessonProgress | null {
  if (!isRecord(value)) return null;
  const { step, openedAtMs, done, passed, predicted, answered } = value;
  if ((step !== null && typeof step !== 'string') || !isTexts(done) || !isTexts(passed)) return null;
  if (typeof openedAtMs !== 'number') return null;
  if (!isRecord(predicted) || !Object.values(predicted).every((each) => Number.isFinite(each))) return null;
  if (!isRecord(answered) || !Object.values(answered).every(isNumbers)) return null;
  return {
    step,
    openedAtMs,
    done,
    passed,
    predicted: predicted as LessonProgress['predicted'],
    answered: answered as LessonProgress['answered'],
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isNumbers(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => Number.isInteger(each));
}
