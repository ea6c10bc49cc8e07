import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
import TypeScriptWorker from 'monaco-editor/language/typescript/ts.worker.js?worker';

/** The workers of the code editor, which asks for them by label. They belong to the page and never see a service run. */
export function editorWorker(label: string): Worker {
  return label === 'typescript' || label === 'javascript' ? new TypeScriptWorker() : new EditorWorker();
}
