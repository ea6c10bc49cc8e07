import { late } from '../../../ui/late.tsx';
import type { EvidenceTab } from '../evidence-tab.ts';

export const dataTab: EvidenceTab = {
  name: 'data',
  label: 'Data',
  note: () => '',
  Panel: late(() => import('./data-panel.tsx').then((part) => part.DataPanel)),
};
