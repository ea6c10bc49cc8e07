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
  /** Asks for an edit. */
  readonly edits: boolean;
  /** Comes before the first edit, so the learner is still with the code of the start. */
  readonly usesStart: boolean;
  /** Checks that must pass. */
  readonly wanted: readonly NamedCheck[];
  /** Predictions that are answered here: their numbers must have been measured. */
  readonly told: readonly NamedCheck[];
}

export function stepWork({ steps }: Lesson): StepWork[] {
  const hasEdit = steps.map(({ parts }) => parts.some((part) => part.kind === 'task' && part.asks === 'edit'));
  const firstEdit = hasEdit.indexOf(true);
  return steps.map(({ id, title, line, parts }, index) => ({
    step: id,
    title,
    line,
    edits: hasEdit[index]!,
    usesStart: index < firstEdit,
    wanted: parts.flatMap((part) => (part.kind === 'check' ? [{ check: part.check, line: part.line }] : [])),
    told: parts.flatMap((part) => (part.kind === 'reveal' ? [{ check: part.check, line }] : [])),
  }));
}
