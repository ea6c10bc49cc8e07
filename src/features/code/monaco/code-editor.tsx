import { useEffect, useRef, useState } from 'react';
import { chordOf } from '../../../browser/hotkeys.ts';
import { commandForKey } from '../../../commands/all-commands.ts';
import { showThrown } from '../../../commands/code/show-thrown.ts';
import type { Session } from '../../../session/session.ts';
import { useSession } from '../../../session/use-session.ts';
import { focusFile } from '../files/file-list.tsx';
import type { Thrown } from '../thrown/thrown.ts';
import { useCrashPoints } from '../crash-points/use-crash-points.ts';
import { markThrown } from '../thrown/mark-thrown.ts';
import { editorOptions } from './editor-options.ts';
import { monaco } from './monaco.ts';
import type { Workspace } from './workspace.ts';
import styles from '../editor-pane.module.css';

type CodeEditorInstance = monaco.editor.IStandaloneCodeEditor;

interface CodeEditorProps {
  readonly workspace: Workspace;
  readonly path: string;
  /** Where to begin to read. */
  readonly line: number | null;
  readonly isReadOnly: boolean;
  readonly thrown: readonly Thrown[];
}

/** Where each file was scrolled to, and what was selected in it. */
const viewStates = new Map<string, monaco.editor.ICodeEditorViewState | null>();

export function CodeEditor({ workspace, path, line, isReadOnly, thrown }: CodeEditorProps) {
  const session = useSession();
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<CodeEditorInstance | null>(null);
  useEffect(() => {
    const created = monaco.editor.create(host.current!, { ...editorOptions(), glyphMargin: true, model: null });
    created.addCommand(monaco.KeyCode.Escape, focusFile, nothingToClose);
    setEditor(created);
    return () => created.dispose();
  }, []);
  useEffect(() => {
    if (!editor) return undefined;
    editor.updateOptions({ readOnly: isReadOnly, ariaLabel: `Code of ${path}` });
    editor.setModel(workspace.model(path));
    editor.restoreViewState(viewStates.get(path) ?? null);
    return () => void viewStates.set(path, editor.saveViewState());
  }, [editor, workspace, path, isReadOnly]);
  useEffect(() => {
    if (!editor || line === null) return;
    editor.revealLineInCenter(line);
    editor.setPosition({ lineNumber: line, column: 1 });
    editor.focus();
  }, [editor, path, line]);
  useCrashPoints(editor, path);
  const here = thrown.filter((each) => each.path === path);
  useThrownMarks(editor, here, (each) => showThrown(each).run(session));
  return (
    <div ref={host} className={styles.monaco} onKeyDownCapture={(event) => takeAppKeys(session, event.nativeEvent)} />
  );
}

/** Esc leaves the editor, unless there is something in it to close first. */
const nothingToClose = [
  'suggestWidgetVisible',
  'findWidgetVisible',
  'parameterHintsVisible',
  'renameInputVisible',
  'markersNavigationVisible',
  'referenceSearchVisible',
  'editorHasMultipleSelections',
  'inSnippetMode',
]
  .map((name) => `!${name}`)
  .join(' && ');

/** Monaco would take them for the beginning of something else. Undoing is its own. */
export function takeAppKeys(session: Session, event: KeyboardEvent): void {
  const chord = chordOf(event);
  if (chord === null || !/^(?:Mod\+(?!Z)|(?:Shift\+)?F6$|F9$)/.test(chord)) return;
  const command = commandForKey(session, chord);
  if (!command) return;
  event.preventDefault();
  event.stopPropagation();
  command.run(session);
}

function useThrownMarks(
  editor: CodeEditorInstance | null,
  thrown: readonly Thrown[],
  show: (thrown: Thrown) => void,
): void {
  const shown = useRef(show);
  useEffect(() => {
    shown.current = show;
  });
  const key = JSON.stringify(thrown);
  useEffect(
    () => (editor ? markThrown(editor, JSON.parse(key) as Thrown[], (each) => shown.current(each)) : undefined),
    [editor, key],
  );
}
