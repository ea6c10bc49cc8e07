import { createStore } from 'zustand/vanilla';

export type SelectedKind = 'process' | 'service' | 'store' | 'broker' | 'topic' | 'link' | 'flow';

/** A thing on the map. Links are named as actions name them: `orders -> payments`. */
export interface Selected {
  readonly kind: SelectedKind;
  readonly name: string;
}

/** What the pointer or the focus is on somewhere; every view lights up its own picture of it. */
export interface Highlight {
  readonly traceId?: string;
  /** `orders/main.ts:12`. */
  readonly line?: string;
  readonly node?: string;
  readonly link?: string;
}

/** A line of service code, by the path that spans and logs name. */
export interface CodePlace {
  readonly path: string;
  readonly line: number;
  /** Beside how the open lesson solves it. */
  readonly isSolution?: boolean;
}

export interface Selection {
  readonly selected: Selected | null;
  readonly highlight: Highlight;
  /** The request whose trace is looked at: it stays, wherever the pointer goes. */
  readonly traceId: string | null;
  /** The line of code that somebody wants to see. */
  readonly code: CodePlace | null;
}

const nothing: Selection = { selected: null, highlight: {}, traceId: null, code: null };

/** What everybody points at: one thing that stays, and one that goes with the pointer. */
export function createSelectionStore() {
  const store = createStore<Selection>(() => nothing);
  return {
    ...store,
    select: (selected: Selected | null) => store.setState({ selected }),
    light: (highlight: Highlight) => store.setState({ highlight }),
    follow: (traceId: string) => store.setState({ traceId }),
    openCode: (path: string, line: number, isSolution = false) => store.setState({ code: { path, line, isSolution } }),
    clear: () => store.setState(nothing),
  };
}

export type SelectionStore = ReturnType<typeof createSelectionStore>;
