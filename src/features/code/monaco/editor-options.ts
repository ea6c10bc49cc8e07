import type { monaco } from './monaco.ts';

/** For whatever shows code: calm, on the page's own type, and readable by screen readers. */
export function editorOptions(): monaco.editor.IStandaloneEditorConstructionOptions {
  return {
    accessibilitySupport: 'on',
    // Where colours are forced, the browser forces them on the editor as on all else.
    autoDetectHighContrast: false,
    automaticLayout: true,
    bracketPairColorization: { enabled: false },
    // The page's keys know a text area for one.
    editContext: false,
    fixedOverflowWidgets: true,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
    fontSize: 13,
    lineHeight: 20,
    glyphMargin: false,
    lineNumbersMinChars: 4,
    minimap: { enabled: false },
    overviewRulerBorder: false,
    padding: { top: 6, bottom: 6 },
    renderLineHighlight: 'line',
    scrollBeyondLastLine: false,
    tabSize: 2,
    readOnlyMessage: { value: 'On a small screen code can be read, not edited.' },
    scrollbar: { useShadows: false, verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
    guides: { indentation: true },
    unicodeHighlight: { ambiguousCharacters: false },
  };
}
