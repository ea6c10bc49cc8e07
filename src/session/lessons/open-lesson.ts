import type { LessonData } from '../../../simulator/index.ts';
import { EngineProblem } from '../engine/engine-problem.ts';
import { shopFiles } from '../work/shop-files.ts';
import type { FleetSource } from '../work/fleet-source.ts';
import { lessonRun } from './lesson-ids.ts';
import { lessonNamed } from './lesson-list.ts';

type Answer = LessonData | { readonly mistakes: readonly string[] };

const opened = new Map<string, Promise<LessonData>>();

/** The whole of a lesson. What could not be had is asked for again the next time. */
export function openLesson(id: string): Promise<LessonData> {
  const known = opened.get(id);
  if (known) return known;
  const lesson = fetchLesson(id);
  opened.set(id, lesson);
  lesson.catch(() => opened.delete(id));
  return lesson;
}

/** Somebody who writes it has changed it. */
export function forgetLessons(): void {
  opened.clear();
}

async function fetchLesson(id: string): Promise<LessonData> {
  const response = await fetch(lessonNamed(id)?.address ?? '').catch(() => null);
  if (!response?.ok)
    throw new EngineProblem(
      'The lesson could not be loaded.',
      'Check the connection and try again. If the page was just updated, reload it.',
      [`${id}: ${response ? `the answer was ${response.status}` : 'there was no answer'}`],
    );
  const answer = (await response.json()) as Answer;
  if ('mistakes' in answer)
    throw new EngineProblem('The lesson has mistakes.', 'Mend them: this page shows it as soon as it can be read.', [
      ...answer.mistakes,
    ]);
  return answer;
}

/** Its fleet as texts: its own files lie over the shop's, and a shop's fleet file lies where `extends` says. */
export function sourceOf({ lesson, files }: LessonData): FleetSource {
  const shop = Object.entries(shopFiles).map(([path, text]) => [
    path.endsWith('.yaml') ? `../shop/${path}` : path,
    text,
  ]);
  return {
    id: lessonRun(lesson.id).fleet,
    title: lesson.title,
    entry: 'fleet.yaml',
    files: { ...Object.fromEntries(shop), ...files },
    by: 'flotilla',
    template: 'services',
  };
}
