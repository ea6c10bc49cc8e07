import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { phone, useMedia } from '../../browser/use-media.ts';
import type { ServiceTypes } from '../../session/code/service-types.ts';
import type { Session } from '../../session/session.ts';
import { useLesson, useMap, useSession } from '../../session/use-session.ts';
import { DeployBar } from './bar/deploy-bar.tsx';
import { FileBar } from './bar/file-bar.tsx';
import { codeView } from './code-view.ts';
import { CrashPointBar } from './crash-points/crash-point-bar.tsx';
import { FileList } from './files/file-list.tsx';
import { NewFile } from './files/new-file.tsx';
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
const workspaces = new WeakMap<Session, Workspace>();

function workspaceOf(session: Session, types: Promise<ServiceTypes>): Workspace {
  const workspace = workspaces.get(session) ?? new Workspace(session, types);
  workspaces.set(session, workspace);
  return workspace;
}

export function EditorPane({ types }: { readonly types: Promise<ServiceTypes> }) {
  const session = useSession();
  return <Editor workspace={workspaceOf(session, types)} />;
}

function Editor({ workspace }: { readonly workspace: Workspace }) {
  const { work } = useSession();
  const source = useStore(work, (state) => state.source);
  const made = useStore(
    work,
    useShallow(() => work.made()),
  );
  const map = useMap();
  const service = useSelectedService();
  const { path: chosen, scope, comparedWith: wanted, line } = useStore(codeView);
  const solved = useLesson(({ solutionOf }) => solutionOf);
  const isPhone = useMedia(phone);
  const thrown = useThrown();
  useFollowedPlaces();
  const groups = useMemo(
    () =>
      source
        ? groupsOf({
            source,
            map,
            textOf: (path) => work.current(path),
            service: scope === 'all' ? null : service,
            made,
          })
        : [],
    [source, map, work, service, scope, made],
  );
  const path = chosen !== null && work.current(chosen) !== null ? chosen : (groups[0]?.paths[0] ?? null);
  // The solution of one file is none of another.
  const comparedWith = wanted === 'solution' && solved !== path ? 'nothing' : wanted;
  if (source === null || path === null)
    return <p className={styles.empty}>There is no fleet whose code could be shown.</p>;
  return (
    <div className={styles.pane}>
      <FileList groups={groups} path={path} service={service} workspace={workspace} thrown={thrown}>
        {!isPhone && <NewFile beside={path} />}
      </FileList>
      <div className={styles.editor}>
        <FileBar path={path} isReadOnly={isPhone} />
        <div className={styles.work}>
          {comparedWith === 'nothing' ? (
            <CodeEditor workspace={workspace} path={path} line={line} isReadOnly={isPhone} thrown={thrown} />
          ) : (
            <DiffView workspace={workspace} path={path} comparedWith={comparedWith} />
          )}
          <ProblemList workspace={workspace} thrown={thrown} />
        </div>
        <CrashPointBar path={path} />
        {!isPhone && <DeployBar workspace={workspace} />}
      </div>
    </div>
  );
}
