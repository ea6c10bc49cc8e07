import { createStore } from 'zustand/vanilla';
import type { CodePlace, Mistake } from '../../../simulator/index.ts';

/** By path; null for a file that is not there. */
export type TextsOrNone = Readonly<Record<string, string | null>>;

/** What is going on with the code, apart from the texts themselves. */
export interface CodeState {
  readonly isDeploying: boolean;
  /** Why the last attempt to deploy changed nothing. */
  readonly refusal: { readonly why: string; readonly mistakes: readonly Mistake[] } | null;
  /** Where the cursor stands in the editor; null while none is open. */
  readonly cursor: CodePlace | null;
  /** The line that somebody is about to set a crash point on. */
  readonly marking: CodePlace | null;
  /** What a reset or a solution took the place of, or what took the place of it again. */
  readonly setAside: { readonly fleet: string; readonly texts: TextsOrNone } | null;
}

export function createCodeStore() {
  return createStore<CodeState>(() => ({
    isDeploying: false,
    refusal: null,
    cursor: null,
    marking: null,
    setAside: null,
  }));
}

export type CodeStore = ReturnType<typeof createCodeStore>;
