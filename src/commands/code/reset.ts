import type { Session } from '../../session/session.ts';
import type { TextsOrNone } from '../../session/stores/code-store.ts';
import type { Command } from '../command.ts';

/** Everything that differs from the start, as it lies in the editor. */
function changed({ work }: Session): string[] {
  const { drafts, deployed } = work.getState();
  return [...new Set([...Object.keys(drafts), ...Object.keys(deployed)])].filter(
    (path) => work.current(path) !== work.atStart(path),
  );
}

function toStart(session: Session, paths: readonly string[]): void {
  exchange(session, Object.fromEntries(paths.map((path) => [path, session.work.atStart(path)])));
}

/** These texts for those that lie in the editor, which can be had back in the same way. */
export function exchange({ work, code }: Session, texts: TextsOrNone): void {
  const { source } = work.getState();
  if (!source) return;
  const before = Object.fromEntries(Object.keys(texts).map((path) => [path, work.current(path)]));
  code.setState({ setAside: { fleet: source.id, texts: before } });
  for (const [path, text] of Object.entries(texts)) {
    if (text === null) work.discard(path);
    else work.edit(path, text);
  }
}

/** Of the fleet that is open; null where nothing was set aside. */
function setAside({ work, code }: Session): TextsOrNone | null {
  const aside = code.getState().setAside;
  return aside !== null && aside.fleet === work.getState().source?.id ? aside.texts : null;
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
  isPossible: (session) =>
    Object.entries(setAside(session) ?? {}).some(([path, text]) => session.work.current(path) !== text),
  run: (session) => {
    const texts = setAside(session);
    if (texts) exchange(session, texts);
  },
};
