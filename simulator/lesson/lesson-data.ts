import type { LessonFolder } from './lesson-files.ts';
import { filesIn, readerOf } from './lesson-files.ts';
import { joinedPath } from '../fleet/code/file-path.ts';
import type { LoadedLesson } from './load-lesson.ts';
import type { LessonData } from './lesson.ts';

/** What belongs to a lesson's text, its proof and its checks, and is none of its fleet's files. `half-way/` is what a step makes that a later one changes again. */
const notOfFleet = /^(?:solution|ablation|half-way)\/|^lesson\.md$|^checks\.ts$/;

/** All of a lesson that a screen needs, without its fleet made ready and its checks compiled. */
export function lessonData(folder: LessonFolder, { lesson, actions }: LoadedLesson): LessonData {
  const root = joinedPath('', folder.path);
  const textOf = readerOf(folder, 'start');
  const own = folder.files.filter((file) => !notOfFleet.test(file));
  const solved = filesIn(folder, 'solution').filter((file) => file !== 'actions.yaml');
  const reader = readerOf(folder, 'solution');
  const texts = (files: readonly string[], read: typeof textOf): Record<string, string> =>
    Object.fromEntries(files.map((file) => [file, read(`${root}/${file}`) ?? '']));
  return {
    lesson,
    files: texts(own, textOf),
    solution: texts(solved, reader),
    walk: actions.solution.map(({ step, actions: done, untilUs }) => ({ step, actions: done, untilUs })),
  };
}
