import type { Command } from '../command.ts';

/** For whoever has wandered off: the run as it is when the step begins. */
export const resetStep: Command = {
  id: 'reset-to-step',
  label: 'Reset to this step',
  group: 'Time',
  keys: [],
  alias: 'lesson again restart',
  isPossible: ({ lesson, work }) => lesson.getState().step !== null && work.getState().source !== null,
  run: (session) => {
    const { data, step } = session.lesson.getState();
    if (!data || step === null) return;
    void import('../../session/lessons/reset-to-step.ts').then(({ resetToStep }) => resetToStep(session, data, step));
  },
};
