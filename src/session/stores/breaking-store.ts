import { createStore } from 'zustand/vanilla';
import type { FaultKind } from '../../../simulator/index.ts';

/** How the next fault is to be: set in the inspector, and meant by keys as well. */
export interface Breaking {
  /** null until somebody undoes it. */
  readonly forUs: number | null;
  /** One replica of the selected process; null for all of it. */
  readonly replica: string | null;
  /** By verb, what was set differently from usual. */
  readonly sizes: Readonly<Record<string, Readonly<Record<string, number | string>>>>;
}

const asUsual: Breaking = { forUs: null, replica: null, sizes: {} };

export function createBreakingStore() {
  const store = createStore<Breaking>(() => asUsual);
  return {
    ...store,
    setSize: (verb: string, sizes: Readonly<Record<string, number | string>>) =>
      store.setState((now) => ({ sizes: { ...now.sizes, [verb]: sizes } })),
    clear: () => store.setState(asUsual),
  };
}

export type BreakingStore = ReturnType<typeof createBreakingStore>;

/** All sizes of a fault as they are set, the usual ones included. Of those that exclude each other, one. */
export function sizesOf(fault: FaultKind, { sizes }: Breaking): Record<string, number | string> {
  const set = sizes[fault.verb] ?? {};
  const either = fault.sizes.filter(({ oneOf }) => oneOf);
  const chosen = either.find(({ name }) => name in set) ?? either[0];
  const wanted = fault.sizes.filter((size) => !size.oneOf || size === chosen);
  return Object.fromEntries([
    ...wanted.map(({ name, usual }) => [name, set[name] ?? usual] as const),
    ...fault.choices.map(({ name, usual }) => [name, set[name] ?? usual] as const),
  ]);
}
