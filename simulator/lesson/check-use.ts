import type { Problems } from '../fleet/fleet-error.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { ReadCheck } from './checks/read-checks.ts';
import { filesIn } from './lesson-files.ts';
import type { LessonFolder, Shape } from './lesson-files.ts';
import type { Lesson } from './lesson.ts';
import { checkEdits } from './check-edits.ts';
import type { StepActions } from './learner-actions.ts';

interface Read {
  readonly root: string;
  readonly folder: LessonFolder;
  readonly lesson: Lesson;
  readonly checks: readonly ReadCheck[];
  /** Of the solution. */
  readonly actions: readonly StepActions[];
  /** With all the code of their layers. */
  readonly fleets: Readonly<Record<Shape, Fleet>>;
}

/** Whether all that a lesson brings is used by it: what nobody uses was meant for something, and is missing there. */
export function checkUse({ root, folder, lesson, checks, actions, fleets }: Read, problems: Problems): void {
  const used = usedChecks(lesson);
  for (const check of checks) {
    if (!used.has(check.name))
      problems.add(check.at, '', `${check.name}, which no step uses`, `::check{${check.name}} in a step of lesson.md`);
  }
  const layers = [
    ['start', '', folder.files.filter((file) => /^(?:services|stores)\//.test(file))],
    ['solution', 'solution/', filesIn(folder, 'solution')],
    ['ablation', 'ablation/', filesIn(folder, 'ablation')],
  ] as const;
  for (const [shape, layer, found] of layers) {
    const files = filesOf(fleets[shape]);
    for (const file of found) {
      const isKnown = file === 'actions.yaml' || file === 'fleet.yaml' || files.has(file) || file.endsWith('.sql');
      const at = { file: `${root}/${layer}${file}`, line: 1, column: 1 };
      if (!isKnown) problems.add(at, '', 'a file that no service uses', 'the path of a file that one imports');
    }
  }
  checkEdits(root, lesson, { actions, files: filesOf(fleets.start) }, problems);
}

function filesOf(fleet: Fleet): Map<string, string> {
  return new Map(fleet.services.flatMap((service) => Object.entries(service.files)));
}

function usedChecks(lesson: Lesson): Set<string> {
  const used = new Set<string>();
  for (const step of lesson.steps) {
    for (const part of step.parts) {
      if (part.kind === 'check' || part.kind === 'prediction') used.add(part.check);
    }
  }
  return used;
}
