import type { Session } from '../../session/session.ts';
import type { Command } from '../command.ts';

/** Everything that differs from the start, as it lies in the editor. */
function changed({ work }: Session): string[] {
  const { drafts, deployed } = work.getState();
  return [...new Set([...Object.keys(drafts), ...Object.keys(deployed)])].filter(
    (path) => work.current(path) !== work.atStart(path),
  );
}

function toStart({ work, code }: Session, paths: readonly string[]): void {
  code.setState({ beforeReset: work.getState().drafts });
  for (const path of paths) {
    const text = work.atStart(path);
    if (text === null) work.discard(path);
    else work.edit(path, text);
  }
}

export function resetFile(path: string): Command {
  return {
    id: `reset-${path}`,
    label: `Reset ${path} to the start`,
    group: 'Fleet',
    keys: [],
    alias: 'code original',
    isPossible: ({ work }) => work.current(path) !== work.atStart(path),
    run: (session) => toStart(session, [path]),
  };
}

export const resetAll: Command = {
  id: 'reset-all-files',
  label: 'Reset all files to the start',
  group: 'Fleet',
  keys: [],
  alias: 'code original clean',
  isPossible: (session) => changed(session).length > 0,
  run: (session) => toStart(session, changed(session)),
};

export const undoReset: Command = {
  id: 'undo-reset',
  label: 'Undo reset',
  group: 'Fleet',
  keys: [],
  alias: 'code bring back',
  isPossible: ({ code }) => code.getState().beforeReset !== null,
  run: ({ work, code }) => {
    const before = code.getState().beforeReset ?? {};
    code.setState({ beforeReset: null });
    for (const path of Object.keys(work.getState().drafts)) if (!(path in before)) work.discard(path);
    for (const [path, text] of Object.entries(before)) work.edit(path, text);
  },
};
