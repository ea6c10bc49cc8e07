import { useMemo } from 'react';
import { CommandIcon } from '../../commands/command-button.tsx';
import { enlargeEvidence } from '../../commands/view/arrange-panes.ts';
import { useFrame, useScreen, useSelection, useSession } from '../../session/use-session.ts';
import { Tabs } from '../../ui/controls/tabs.tsx';
import { boundariesTab } from './boundaries/boundaries-tab.ts';
import { dataTab } from './data/data-tab.ts';
import { eventsTab } from './events/events-tab.ts';
import type { EvidenceTab } from './evidence-tab.ts';
import { logsTab } from './logs/logs-tab.ts';
import { machinesTab } from './machines/machines-tab.ts';
import { metricsTab } from './metrics/metrics-tab.ts';
import { requestsTab } from './requests/requests-tab.tsx';
import { traceTab } from './trace/trace-tab.ts';
import styles from './drawer.module.css';

const evidence: readonly EvidenceTab[] = [
  requestsTab,
  traceTab,
  metricsTab,
  logsTab,
  eventsTab,
  dataTab,
  machinesTab,
  boundariesTab,
];
const panelOf = (name: string): string => `evidence-${name}`;

interface DrawerProps {
  /** Tabs of others, that come first. They are the same in every drawing. */
  readonly before: readonly EvidenceTab[];
  /** And those that come last. */
  readonly after: readonly EvidenceTab[];
}

/** What happened, from several sides. */
export function Drawer({ before, after }: DrawerProps) {
  const { screen } = useSession();
  const isLarge = useScreen(({ evidenceLarge }) => evidenceLarge);
  const tabs = useMemo(() => [...before, ...evidence, ...after], [before, after]);
  const wanted = useScreen(({ evidenceTab }) => evidenceTab);
  const shown = tabs.find(({ name }) => name === wanted) ?? requestsTab;
  return (
    <div className={styles.drawer}>
      <div className={styles.tabs}>
        <TabsWithNotes tabs={tabs} chosen={shown.name} onChoose={(evidenceTab) => screen.setState({ evidenceTab })} />
        <div className={styles.size}>
          <CommandIcon command={enlargeEvidence} isPressed={isLarge}>
            <SizeSign isLarge={isLarge} />
          </CommandIcon>
        </div>
      </div>
      <div
        role="tabpanel"
        id={panelOf(shown.name)}
        aria-labelledby={`${panelOf(shown.name)}-tab`}
        className={styles.panel}
      >
        <shown.Panel />
      </div>
    </div>
  );
}

function SizeSign({ isLarge }: { readonly isLarge: boolean }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" stroke="currentColor" fill="none" aria-hidden="true">
      <path d={isLarge ? 'M3,6L8,11L13,6' : 'M3,10L8,5L13,10'} strokeWidth="1.6" />
    </svg>
  );
}

interface TabsWithNotesProps {
  readonly tabs: readonly EvidenceTab[];
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
}

function TabsWithNotes({ tabs, chosen, onChoose }: TabsWithNotesProps) {
  const traceId = useSelection(({ traceId }) => traceId);
  // One text, so that the tabs are drawn anew only when a number is.
  const notes = useFrame((frame) => tabs.map(({ note }) => note(frame, traceId)).join('|'))?.split('|');
  return (
    <Tabs
      label="Evidence"
      tabs={tabs.map(({ name, label }, index) => ({ name, label, count: notes?.[index] || undefined }))}
      chosen={chosen}
      onChoose={onChoose}
      panelOf={panelOf}
    />
  );
}
