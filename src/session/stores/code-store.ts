import { createStore } from 'zustand/vanilla';
import type { CodePlace, Mistake } from '../../../simulator/index.ts';
import type { Texts } from '../work/fleet-source.ts';

/** What is going on with the code, apart from the texts themselves. */
export interface CodeState {
  readonly isDeploying: boolean;
  /** Why the last attempt to deploy changed nothing. */
  readonly refusal: { readonly why: string; readonly mistakes: readonly Mistake[] } | null;
  /** Where the cursor stands in the editor; null while none is open. */
  readonly cursor: CodePlace | null;
  /** The line that somebody is about to set a crash point on. */
  readonly marking: CodePlace | null;
  /** The drafts that a reset or a solution took the place of, as long as they can be brought back. */
  readonly setAside: Texts | null;
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
