import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Chart, ChartStore } from './chart-store.ts';

export const ChartContext = createContext<ChartStore | null>(null);

export function useChartStore(): ChartStore {
  const store = useContext(ChartContext);
  if (!store) throw new Error('there is no chart around this component');
  return store;
}

/** By as little of it as the component draws. */
export function useChart<Value>(select: (chart: Chart) => Value): Value {
  return useStore(useChartStore(), select);
}
