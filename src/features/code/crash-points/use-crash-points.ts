import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { marksOn, toggleMark } from '../../../commands/code/crash-points.ts';
import type { FaultFigures } from '../../../../simulator/index.ts';
import { useFrame, useSession } from '../../../session/use-session.ts';
import { monaco } from '../monaco/monaco.ts';
import styles from '../editor-pane.module.css';

export interface Mark {
  readonly fault: FaultFigures;
  /** In the editor; null when the line was changed since. */
  readonly line: number | null;
}

/** Crash points in a file, at the lines where the editor has them now. */
export function useMarks(path: string): readonly Mark[] {
  const session = useSession();
  const text = useStore(session.work, () => session.work.current(path));
  const deployed = useStore(session.work, () => session.work.atWork(path));
  const faults = useFrame(useShallow((frame) => frame.faults.filter(({ crashPoint }) => crashPoint?.path === path)));
  // Faults are other objects in each frame, and the same as long as their numbers are.
  const key = (faults ?? []).map(({ id }) => id).join(' ');
  return useMemo(() => {
    void key;
    void text;
    void deployed;
    return marksOn(session, path);
  }, [session, path, key, text, deployed]);
}

/** Shows them beside the lines, where a press sets or removes one, and tells where the cursor stands. */
export function useCrashPoints(editor: monaco.editor.IStandaloneCodeEditor | null, path: string): void {
  const session = useSession();
  const marks = useMarks(path);
  useEffect(() => {
    if (!editor) return undefined;
    const shown = editor.createDecorationsCollection(marks.flatMap(decorationOf));
    return () => shown.clear();
  }, [editor, marks]);
  useEffect(() => {
    if (!editor) return undefined;
    const tell = (): void => {
      const line = editor.getPosition()?.lineNumber;
      session.code.setState({ cursor: line === undefined ? null : { path, line } });
    };
    tell();
    const moving = editor.onDidChangeCursorPosition(tell);
    const pressing = editor.onMouseDown(({ target }) => {
      const isMargin = target.type === monaco.editor.MouseTargetType.GUTTER_GLYPH_MARGIN;
      if (isMargin) toggleMark(session, { path, line: target.position.lineNumber });
    });
    // The form took the focus, and is gone.
    const stop = session.code.subscribe(({ marking }, before) => {
      if (before.marking && !marking) setTimeout(() => document.activeElement === document.body && editor.focus());
    });
    return () => {
      stop();
      moving.dispose();
      pressing.dispose();
      session.code.setState({ cursor: null, marking: null });
    };
  }, [editor, path, session]);
}

function decorationOf({ fault, line }: Mark): monaco.editor.IModelDeltaDecoration[] {
  if (line === null) return [];
  return [
    {
      range: new monaco.Range(line, 1, line, 1),
      options: {
        isWholeLine: true,
        className: styles.crashLine!,
        glyphMarginClassName: styles.crashSign!,
        glyphMarginHoverMessage: { value: fault.text },
      },
    },
  ];
}
