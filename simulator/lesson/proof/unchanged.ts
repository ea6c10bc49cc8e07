import type { Action } from '../../wire/actions.ts';
import type { StepActions } from '../learner-actions.ts';
import type { LoadedLesson } from '../load-lesson.ts';
import { isChange } from './step-work.ts';
import type { StepWork } from './step-work.ts';

/**
 * What a learner presses who changes nothing: the same, with every file deployed as it was at the start. So a check that waits
 * for a deploy is held against the start as well. Where no step changes anything, to press is the solution, and nobody does.
 */
export function unchanged({ actions, fleets }: LoadedLesson, work: readonly StepWork[]): StepActions[] {
  const files = new Map(fleets.start.services.flatMap((service) => Object.entries(service.files)));
  const changes = work.some((step) => step.changes);
  return actions.solution.map((step) => ({
    ...step,
    actions: changes ? step.actions.flatMap((action) => withFiles(action, files)) : [],
  }));
}

function withFiles(action: Action, files: ReadonlyMap<string, string>): Action[] {
  if (!isChange(action)) return [action];
  if (action.verb !== 'deploy') return [];
  const paths = Object.keys(action.sizes['files'] as Record<string, string>).filter((path) => files.has(path));
  if (paths.length === 0) return [];
  const texts = Object.fromEntries(paths.map((path) => [path, files.get(path)!]));
  return [{ ...action, sizes: { ...action.sizes, files: texts } }];
}
