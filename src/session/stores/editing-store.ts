import { createStore } from 'zustand/vanilla';
import type { Mistake } from '../../../simulator/index.ts';
import type { Texts } from '../work/fleet-source.ts';

export type Addable = 'service' | 'store' | 'broker' | 'topic' | 'traffic';

/** A change of the fleet that was made, and how to take it back. */
export interface EditStep {
  readonly label: string;
  readonly fleet: string;
  readonly before: Texts;
  readonly after: Texts;
  /** Of what was done to the running fleet, to undo it by; null where the run began anew. */
  readonly changeId: number | null;
}

export interface Editing {
  /** What the form for something new is about. */
  readonly adding: Addable;
  readonly isBusy: boolean;
  /** What came of the last change, for everybody to read. */
  readonly said: string;
  readonly mistakes: readonly Mistake[];
  readonly past: readonly EditStep[];
  readonly future: readonly EditStep[];
}

const nothing: Editing = { adding: 'service', isBusy: false, said: '', mistakes: [], past: [], future: [] };

export function createEditingStore() {
  return createStore<Editing>(() => nothing);
}

export type EditingStore = ReturnType<typeof createEditingStore>;
