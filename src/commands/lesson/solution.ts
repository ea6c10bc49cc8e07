import { solutionOf } from '../../session/lessons/reset-to-step.ts';
import type { Session } from '../../session/session.ts';
import { exchange } from '../code/reset.ts';
import type { Command } from '../command.ts';

/** How the open step is solved in one file; null where it says nothing of it. */
function solved({ lesson }: Session, path: string): string | null {
  const { data, step } = lesson.getState();
  return data && step !== null ? solutionOf(data, step, path) : null;
}

/** Beside what somebody wrote themselves, which stays as it is. */
export function showSolution(path: string): Command {
  return {
    id: `show-solution-${path}`,
    label: `Show the solution of ${path}`,
    group: 'Go to',
    keys: [],
    alias: 'lesson diff',
    isPossible: (session) => solved(session, path) !== null,
    run: ({ lesson, selection, screen }) => {
      lesson.setState({ solutionOf: path });
      screen.setState({ evidenceTab: 'code', evidenceOpen: true, pane: 'evidence' });
      selection.openCode(path, 1, true);
    },
  };
}

/** It can be taken back as a reset can. */
export function applySolution(path: string): Command {
  return {
    id: `apply-solution-${path}`,
    label: `Take over the solution of ${path}`,
    group: 'Fleet',
    keys: [],
    isPossible: (session) => {
      const text = solved(session, path);
      return text !== null && session.lesson.getState().solutionOf === path && session.work.current(path) !== text;
    },
    run: (session) => {
      const text = solved(session, path);
      if (text !== null) exchange(session, { [path]: text });
    },
  };
}
