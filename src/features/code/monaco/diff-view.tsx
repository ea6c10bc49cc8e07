import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { solutionOf } from '../../../session/lessons/reset-to-step.ts';
import { useLesson, useSession } from '../../../session/use-session.ts';
import type { ComparedWith } from '../code-view.ts';
import { languageOf } from '../files/fleet-files.ts';
import { takeAppKeys } from './code-editor.tsx';
import { editorOptions } from './editor-options.ts';
import { monaco } from './monaco.ts';
import type { Workspace } from './workspace.ts';
import styles from '../editor-pane.module.css';

interface DiffViewProps {
  readonly workspace: Workspace;
  readonly path: string;
  readonly comparedWith: Exclude<ComparedWith, 'nothing'>;
}

const otherSide = {
  deployed: 'as it is deployed',
  start: 'as it was at the start',
  solution: 'as the lesson solves it',
} as const;

/** What was changed, beside what runs or beside the start. The right side is the draft itself. */
export function DiffView({ workspace, path, comparedWith }: DiffViewProps) {
  const session = useSession();
  const { work } = session;
  const host = useRef<HTMLDivElement>(null);
  const known = useStore(work, () => (comparedWith === 'deployed' ? work.atWork(path) : work.atStart(path))) ?? '';
  const solved = useLesson(({ data, step }) => (data && step !== null ? solutionOf(data, step, path) : null));
  const original = comparedWith === 'solution' ? (solved ?? '') : known;
  useEffect(() => {
    const model = workspace.model(path);
    if (!model) return undefined;
    const other = monaco.editor.createModel(original, languageOf(path));
    const beforeLabel = `${path} ${otherSide[comparedWith]}`;
    const afterLabel = `${path} as you left it`;
    const editor = monaco.editor.createDiffEditor(host.current!, {
      ...editorOptions(),
      padding: { top: 0, bottom: 0 },
      originalAriaLabel: beforeLabel,
      modifiedAriaLabel: afterLabel,
      readOnly: true,
      readOnlyMessage: { value: 'Choose Edit to change it.' },
      renderOverviewRuler: false,
      renderSideBySide: true,
      useInlineViewWhenSpaceIsLimited: true,
      hideUnchangedRegions: { enabled: false },
    });
    // What is changed towards a solution is what this person wrote; else it is what they wrote that has changed.
    const isTowards = comparedWith === 'solution';
    // Each side is asked for its own name; the two options above are only read out on changing sides.
    editor.getOriginalEditor().updateOptions({ ariaLabel: isTowards ? afterLabel : beforeLabel });
    editor.getModifiedEditor().updateOptions({ ariaLabel: isTowards ? beforeLabel : afterLabel });
    editor.setModel(isTowards ? { original: model, modified: other } : { original: other, modified: model });
    const showing = editor.onDidUpdateDiff(() => {
      showing.dispose();
      editor.revealFirstDiff();
    });
    return () => {
      editor.dispose();
      other.dispose();
    };
  }, [workspace, path, comparedWith, original]);
  return (
    <div ref={host} className={styles.monaco} onKeyDownCapture={(event) => takeAppKeys(session, event.nativeEvent)} />
  );
}
