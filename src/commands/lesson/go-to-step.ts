import type { Session } from '../../session/session.ts';
import { go, places } from '../../session/stores/place-store.ts';
import { always } from '../command.ts';
import type { Command } from '../command.ts';

export function goToStep(lesson: string, step: string, title: string): Command {
  return {
    id: `step-${lesson}-${step}`,
    label: `Step: ${title}`,
    group: 'Go to',
    keys: [],
    isPossible: always,
    run: ({ screen }) => {
      screen.setState({ pane: 'lesson', lessonOpen: true });
      go({ at: 'lesson', id: lesson, step });
    },
  };
}

/** The step that stands so far from the one that is looked at. */
function stepBy({ lesson }: Session, by: number): { readonly id: string; readonly lesson: string } | null {
  const { data, step } = lesson.getState();
  const steps = data?.lesson.steps ?? [];
  const here = steps.findIndex(({ id }) => id === step);
  const there = here < 0 ? undefined : steps[here + by];
  return data && there ? { id: there.id, lesson: data.lesson.id } : null;
}

function neighbour(id: string, label: string, key: string, by: number): Command {
  return {
    id,
    label,
    group: 'Go to',
    keys: [key],
    alias: 'lesson skip back forward',
    isPossible: (session) => places.getState().at === 'lesson' && stepBy(session, by) !== null,
    run: (session) => {
      const step = stepBy(session, by);
      if (step) go({ at: 'lesson', id: step.lesson, step: step.id });
    },
  };
}

export const nextStep = neighbour('next-step', 'Next step of the lesson', ']', 1);
export const previousStep = neighbour('previous-step', 'Step before', '[', -1);
