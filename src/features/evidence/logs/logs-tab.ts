import { late } from '../../../ui/late.tsx';
import { countText } from '../../../ui/number-text.ts';
import type { EvidenceTab } from '../evidence-tab.ts';

export const logsTab: EvidenceTab = {
  name: 'logs',
  label: 'Logs',
  note: ({ counts }) => countText(counts.logLines),
  Panel: late(() => import('./logs-panel.tsx').then((part) => part.LogsPanel)),
};
