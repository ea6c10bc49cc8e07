import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Pair } from './pair.ts';
import type { PairState } from './pair-store.ts';

export const PairContext = createContext<Pair | null>(null);

export function usePair(): Pair {
  const pair = useContext(PairContext);
  if (!pair) throw new Error('there is no pair around this component');
  return pair;
}

export function usePairState<Value>(select: (state: PairState) => Value): Value {
  return useStore(usePair().store, select);
}
