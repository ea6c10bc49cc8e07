import { late } from '../../../ui/late.tsx';
import { countText } from '../../../ui/number-text.ts';
import type { EvidenceTab } from '../evidence-tab.ts';

export const eventsTab: EvidenceTab = {
  name: 'events',
  label: 'Events',
  note: ({ counts }) => countText(counts.happenings),
  Panel: late(() => import('./events-panel.tsx').then((part) => part.EventsPanel)),
};
