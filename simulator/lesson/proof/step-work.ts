import { changeOf } from '../../fleet/changes/catalogue.ts';
import type { Action } from '../../wire/actions.ts';
import type { StepActions } from '../learner-actions.ts';
import type { Lesson } from '../lesson.ts';

interface NamedCheck {
  readonly check: string;
  readonly line: number;
}

/** What a step has to show for itself. */
export interface StepWork {
  readonly step: string;
  readonly title: string;
  readonly line: number;
  /** Makes something else of the fleet: by an edit, or by a verb such as move. */
  readonly changes: boolean;
  /** Comes before the first edit. */
  readonly isBeforeEdits: boolean;
  /** Checks that must pass. */
  readonly wanted: readonly NamedCheck[];
  /** Predictions that are answered here: their numbers must have been measured. */
  readonly told: readonly NamedCheck[];
}

/** `solution` says what a learner does in each step. */
export function stepWork({ steps }: Lesson, solution: readonly StepActions[]): StepWork[] {
  const hasEdit = steps.map(({ parts }) => parts.some((part) => part.kind === 'task' && part.asks === 'edit'));
  const firstEdit = hasEdit.indexOf(true);
  return steps.map(({ id, title, line, parts }, index) => ({
    step: id,
    title,
    line,
    changes: hasEdit[index]! || solution.some((entry) => entry.step === id && entry.actions.some(isChange)),
    isBeforeEdits: index < firstEdit,
    wanted: parts.flatMap((part) => (part.kind === 'check' ? [{ check: part.check, line: part.line }] : [])),
    told: parts.flatMap((part) => (part.kind === 'reveal' ? [{ check: part.check, line }] : [])),
  }));
}

export function isChange({ verb }: Action): boolean {
  return changeOf(verb) !== undefined;
}
