import { createStore } from 'zustand/vanilla';
import type { Action, CheckReadings, LessonData } from '../../../simulator/index.ts';
import type { EngineProblem } from '../engine/engine-problem.ts';
import type { Texts } from '../work/fleet-source.ts';

/** How far a check has come that several runs must agree on. */
export interface SeedsRun {
  readonly of: number;
  readonly passed: number;
  /** On which seed it did not pass. */
  readonly failed: string | null;
  /** The next run could not be had, which says nothing of the check: it will be tried again. */
  readonly isHeldUp?: true;
}

export interface LessonState {
  /** The lesson that is open. */
  readonly data: LessonData | null;
  /** Of it, the one that is looked at. */
  readonly step: string | null;
  readonly problem: EngineProblem | null;
  /** What its checks say of the run as it stands. */
  readonly readings: CheckReadings;
  /** Of checks that several runs must agree on, by name, as long as they are being tried or were tried. */
  readonly seeds: Readonly<Record<string, SeedsRun>>;
  /** The file whose solution is looked at beside what this person wrote. */
  readonly solutionOf: string | null;
  /** What is to be done to the next run before anybody sees it, and no other. */
  readonly prelude: Prelude | null;
}

export interface Prelude {
  /** What the run begins with in place of the start's: code comes later, by what is done. */
  readonly texts: Texts;
  readonly actions: readonly Action[];
  readonly untilUs: number;
  readonly said: string;
}

const nothing: LessonState = {
  data: null,
  step: null,
  problem: null,
  readings: {},
  seeds: {},
  solutionOf: null,
  prelude: null,
};

export function createLessonStore() {
  const store = createStore<LessonState>(() => nothing);
  return {
    ...store,
    close: () => store.setState(nothing),
    /** Whoever starts the run takes it along. */
    takePrelude: (): Prelude | null => {
      const { prelude } = store.getState();
      store.setState({ prelude: null });
      return prelude;
    },
  };
}

export type LessonStore = ReturnType<typeof createLessonStore>;
