import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { phone, useMedia } from '../../browser/use-media.ts';
import type { Session } from '../../session/session.ts';
import { useMap, useSession } from '../../session/use-session.ts';
import { DeployBar } from './bar/deploy-bar.tsx';
import { FileBar } from './bar/file-bar.tsx';
import { Loading, NotLoaded } from './code-tab.tsx';
import { codeView } from './code-view.ts';
import { FileList } from './files/file-list.tsx';
import { groupsOf } from './files/fleet-files.ts';
import { useFollowedPlaces } from './files/use-followed-places.ts';
import { useSelectedService } from './files/use-selected-service.ts';
import { CodeEditor } from './monaco/code-editor.tsx';
import { DiffView } from './monaco/diff-view.tsx';
import { Workspace } from './monaco/workspace.ts';
import { ProblemList } from './problems/problem-list.tsx';
import { useThrown } from './thrown/use-thrown.ts';
import styles from './editor-pane.module.css';

/** One for each session: what was undone and looked up in it stays while other tabs are open. */
const workspaces = new WeakMap<Session, Promise<Workspace>>();

function workspaceOf(session: Session): Promise<Workspace> {
  const opening = workspaces.get(session) ?? Workspace.open(session);
  workspaces.set(session, opening);
  // So that trying again is another try.
  opening.catch(() => workspaces.delete(session));
  return opening;
}

export function EditorPane() {
  const session = useSession();
  const [workspace, setWorkspace] = useState<Workspace | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    workspaceOf(session).then(setWorkspace, (error: unknown) =>
      setProblem(error instanceof Error ? error.message : String(error)),
    );
  }, [session]);
  if (problem !== null) return <NotLoaded reason={problem} />;
  return workspace ? <Editor workspace={workspace} /> : <Loading />;
}

function Editor({ workspace }: { readonly workspace: Workspace }) {
  const { work } = useSession();
  const source = useStore(work, (state) => state.source);
  const map = useMap();
  const service = useSelectedService();
  const { path: chosen, scope, comparedWith, line } = useStore(codeView);
  const isPhone = useMedia(phone);
  const thrown = useThrown();
  useFollowedPlaces();
  const groups = useMemo(
    () =>
      source
        ? groupsOf({ source, map, textOf: (path) => work.current(path), service: scope === 'all' ? null : service })
        : [],
    [source, map, work, service, scope],
  );
  const path = chosen !== null && work.current(chosen) !== null ? chosen : (groups[0]?.paths[0] ?? null);
  if (source === null || path === null)
    return <p className={styles.empty}>There is no fleet whose code could be shown.</p>;
  return (
    <div className={styles.pane}>
      <FileList groups={groups} path={path} service={service} workspace={workspace} thrown={thrown} />
      <div className={styles.editor}>
        <FileBar path={path} />
        {comparedWith === 'nothing' ? (
          <CodeEditor workspace={workspace} path={path} line={line} isReadOnly={isPhone} thrown={thrown} />
        ) : (
          <DiffView workspace={workspace} path={path} comparedWith={comparedWith} />
        )}
        <ProblemList workspace={workspace} thrown={thrown} />
        {!isPhone && <DeployBar workspace={workspace} />}
      </div>
    </div>
  );
}
