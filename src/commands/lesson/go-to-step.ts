import type { Session } from '../../session/session.ts';
import { go, places } from '../../session/stores/place-store.ts';
import type { Command } from '../command.ts';

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

export const nextStep = neighbour('next-step', 'Next step of the lesson', 'Shift+PageDown', 1);
export const previousStep = neighbour('previous-step', 'Step before', 'Shift+PageUp', -1);
