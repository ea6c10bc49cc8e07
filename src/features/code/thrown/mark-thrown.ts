import { monaco } from '../monaco/monaco.ts';
import { thrownText } from './thrown-text.ts';
import type { Thrown } from './thrown.ts';
import styles from '../editor-pane.module.css';

const lineHeightPx = 22;

/** Marks lines that threw, with the words below them. Returns how to take the marks away. */
export function markThrown(
  editor: monaco.editor.IStandaloneCodeEditor,
  thrown: readonly Thrown[],
  show: (thrown: Thrown) => void,
): () => void {
  const lines = editor.createDecorationsCollection(
    thrown.map(({ line }) => ({
      range: new monaco.Range(line, 1, line, 1),
      options: { isWholeLine: true, className: styles.threw!, linesDecorationsClassName: styles.threwSign! },
    })),
  );
  const byZone = new Map<string, Thrown>();
  editor.changeViewZones((zones) => {
    for (const each of thrown) {
      const zone = { afterLineNumber: each.line, heightInPx: lineHeightPx, domNode: wordsOf(each) };
      byZone.set(zones.addZone(zone), each);
    }
  });
  const pressing = editor.onMouseDown(({ target }) => {
    const isZone =
      target.type === monaco.editor.MouseTargetType.CONTENT_VIEW_ZONE ||
      target.type === monaco.editor.MouseTargetType.GUTTER_VIEW_ZONE;
    const each = isZone ? byZone.get(target.detail.viewZoneId) : undefined;
    if (each) show(each);
  });
  return () => {
    pressing.dispose();
    lines.clear();
    editor.changeViewZones((zones) => {
      for (const id of byZone.keys()) zones.removeZone(id);
    });
  };
}

function wordsOf(each: Thrown): HTMLElement {
  const words = document.createElement('div');
  words.className = styles.threwWords!;
  words.textContent = `✕ ${thrownText(each)}`;
  return words;
}
