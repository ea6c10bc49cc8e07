import { createStore } from 'zustand/vanilla';

export type ComparedWith = 'nothing' | 'deployed' | 'start' | 'solution';

/** What the editor shows. */
export interface CodeView {
  /** Null until somebody chose one: then it is the first of the selected service. */
  readonly path: string | null;
  readonly comparedWith: ComparedWith;
  /** All files, or those of the selected service. */
  readonly scope: 'selected' | 'all';
  readonly line: number | null;
  /** The entry of the service that was selected last: only another one takes the editor along. */
  readonly followed: string;
}

/** It stays as it is while other tabs are looked at. */
export const codeView = createStore<CodeView>(() => ({
  path: null,
  comparedWith: 'nothing',
  scope: 'selected',
  line: null,
  followed: '',
}));

export function openFile(path: string, line: number | null = null): void {
  codeView.setState(({ comparedWith }) => ({ path, line, comparedWith: line === null ? comparedWith : 'nothing' }));
}
