import { late } from '../../../ui/late.tsx';
import type { EvidenceTab } from '../evidence-tab.ts';

export const traceTab: EvidenceTab = {
  name: 'trace',
  label: 'Trace',
  note: (_frame, traceId) => (traceId === null ? '' : `#${traceId.slice(0, 6)}`),
  Panel: late(() => import('./trace-panel.tsx').then((part) => part.TracePanel)),
};
