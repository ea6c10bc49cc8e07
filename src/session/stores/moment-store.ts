import { createStore } from 'zustand/vanilla';

/** Of virtual time. */
export interface Stretch {
  readonly fromUs: number;
  readonly untilUs: number;
}

export interface Moment {
  /** Where in time somebody points; null while nobody does. */
  readonly atUs: number | null;
  /** What is being marked, from where it began to where the pointer is; its ends may be either way round. */
  readonly brush: Stretch | null;
  /** What charts show; null for the whole run. */
  readonly range: Stretch | null;
}

const nothing: Moment = { atUs: null, brush: null, range: null };

/** One place in time for everything that shows time: whoever points in one view points in all. */
export function createMomentStore() {
  const store = createStore<Moment>(() => nothing);
  return {
    ...store,
    point: (atUs: number | null) => store.setState({ atUs }),
    /** From there to wherever is pointed at now. */
    brush: (fromUs: number, untilUs: number) => store.setState({ atUs: untilUs, brush: { fromUs, untilUs } }),
    /** Shows what is marked and nothing else; too little to be meant is dropped. */
    zoomIn: (leastUs: number) =>
      store.setState(({ brush, range }) => {
        const marked = brush && inOrder(brush);
        return { brush: null, range: marked && marked.untilUs - marked.fromUs >= leastUs ? marked : range };
      }),
    zoomOut: () => store.setState({ brush: null, range: null }),
    clear: () => store.setState(nothing),
  };
}

export type MomentStore = ReturnType<typeof createMomentStore>;

export function inOrder({ fromUs, untilUs }: Stretch): Stretch {
  return fromUs <= untilUs ? { fromUs, untilUs } : { fromUs: untilUs, untilUs: fromUs };
}
