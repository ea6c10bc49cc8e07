import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { useSelection } from '../../../session/use-session.ts';
import type { Blame } from '../chart/blame.ts';

export type BlameStore = ReturnType<typeof createBlameStore>;

export function createBlameStore() {
  return createStore<{ readonly blame: Blame | null }>(() => ({ blame: null }));
}

interface Pointing {
  /** On the home page a chart is a picture. */
  readonly isInteractive: boolean;
  readonly blames: BlameStore;
}

export const PointingContext = createContext<Pointing>({ isInteractive: false, blames: createBlameStore() });

/** Whether somebody points at a thing of this name, here or elsewhere on the screen. */
export function useChartPointing(name: string): { readonly isLit: boolean; readonly isInteractive: boolean } {
  const { isInteractive } = useContext(PointingContext);
  const isLit = useSelection(({ highlight }) => highlight.node === name);
  return { isLit, isInteractive };
}

/** The blame, if it is on one of these. */
export function useBlame(names: readonly string[]): Blame | null {
  const { blames } = useContext(PointingContext);
  const blame = useStore(blames, (state) => state.blame);
  return blame && names.includes(blame.culprit.replace(/#\d+$/, '')) ? blame : null;
}
