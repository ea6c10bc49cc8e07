import type { EvidenceTab } from '../evidence-tab.ts';
import { late } from '../../../ui/late.tsx';

/** Charts come with their own code, which nobody has to wait for who does not look at them. */
export const metricsTab: EvidenceTab = {
  name: 'metrics',
  label: 'Metrics',
  note: () => '',
  Panel: late(() => import('./metrics.tsx').then(({ Metrics }) => Metrics)),
};
