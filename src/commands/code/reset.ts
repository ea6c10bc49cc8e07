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
  code.setState({ setAside: work.getState().drafts });
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

export const bringCodeBack: Command = {
  id: 'bring-code-back',
  label: 'Bring my code back',
  group: 'Fleet',
  keys: [],
  alias: 'undo reset solution',
  isPossible: ({ code }) => code.getState().setAside !== null,
  run: ({ work, code }) => {
    const before = code.getState().setAside ?? {};
    code.setState({ setAside: null });
    for (const path of Object.keys(work.getState().drafts)) if (!(path in before)) work.discard(path);
    for (const [path, text] of Object.entries(before)) work.edit(path, text);
  },
};
