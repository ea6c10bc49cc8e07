import { createStore } from 'zustand/vanilla';

export type PaneName = 'lesson' | 'canvas' | 'inspector' | 'evidence';
export type Overlay = 'palette' | 'help' | 'share';

/** How the workbench is arranged, apart from the fleet in it. */
export interface Screen {
  /** What lies over everything. */
  readonly overlay: Overlay | null;
  /** What the palette looks for when it opens. */
  readonly paletteQuery: string;
  /** The pane that a small screen shows. */
  readonly pane: PaneName;
  readonly lessonWidth: number;
  readonly inspectorWidth: number;
  readonly evidenceHeight: number;
  readonly lessonOpen: boolean;
  readonly inspectorOpen: boolean;
  readonly evidenceOpen: boolean;
  /** It covers the chart. Not remembered: whoever comes back wants to see the fleet first. */
  readonly evidenceLarge: boolean;
  readonly evidenceTab: string;
  /** Whether keys without Ctrl or Cmd do anything. */
  readonly singleKeys: boolean;
}

export const screenAtFirst: Screen = {
  overlay: null,
  paletteQuery: '',
  pane: 'canvas',
  lessonWidth: 316,
  inspectorWidth: 292,
  evidenceHeight: 250,
  lessonOpen: true,
  inspectorOpen: true,
  evidenceOpen: true,
  evidenceLarge: false,
  evidenceTab: 'requests',
  singleKeys: true,
};

export function createScreenStore(remembered: Partial<Screen>) {
  return createStore<Screen>(() => ({ ...screenAtFirst, ...remembered }));
}

export type ScreenStore = ReturnType<typeof createScreenStore>;
