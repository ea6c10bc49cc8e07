import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../../session/use-session.ts';
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

/** What was changed, beside what runs or beside the start. The right side is the draft itself. */
export function DiffView({ workspace, path, comparedWith }: DiffViewProps) {
  const session = useSession();
  const { work } = session;
  const host = useRef<HTMLDivElement>(null);
  const original = useStore(work, () => (comparedWith === 'deployed' ? work.atWork(path) : work.atStart(path))) ?? '';
  useEffect(() => {
    const model = workspace.model(path);
    if (!model) return undefined;
    const before = monaco.editor.createModel(original, languageOf(path));
    const beforeLabel = `${path} as it ${comparedWith === 'deployed' ? 'is deployed' : 'was at the start'}`;
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
    // Each side is asked for its own name; the two options above are only read out on changing sides.
    editor.getOriginalEditor().updateOptions({ ariaLabel: beforeLabel });
    editor.getModifiedEditor().updateOptions({ ariaLabel: afterLabel });
    editor.setModel({ original: before, modified: model });
    const showing = editor.onDidUpdateDiff(() => {
      showing.dispose();
      editor.revealFirstDiff();
    });
    return () => {
      editor.dispose();
      before.dispose();
    };
  }, [workspace, path, comparedWith, original]);
  return (
    <div ref={host} className={styles.monaco} onKeyDownCapture={(event) => takeAppKeys(session, event.nativeEvent)} />
  );
}
