import { late } from '../../../ui/late.tsx';
import type { EvidenceTab } from '../evidence-tab.ts';

export const boundariesTab: EvidenceTab = {
  name: 'boundaries',
  label: 'Boundaries',
  note: () => '',
  Panel: late(() => import('./boundaries-panel.tsx').then((part) => part.BoundariesPanel)),
};
