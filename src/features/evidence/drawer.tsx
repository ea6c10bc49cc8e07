import { useFrame, useScreen, useSelection, useSession } from '../../session/use-session.ts';
import { Tabs } from '../../ui/controls/tabs.tsx';
import { dataTab } from './data/data-tab.ts';
import { eventsTab } from './events/events-tab.ts';
import type { EvidenceTab } from './evidence-tab.ts';
import { logsTab } from './logs/logs-tab.ts';
import { machinesTab } from './machines/machines-tab.ts';
import { metricsTab } from './metrics/metrics-tab.ts';
import { requestsTab } from './requests/requests-tab.tsx';
import { traceTab } from './trace/trace-tab.ts';
import styles from './drawer.module.css';

const tabs: readonly EvidenceTab[] = [requestsTab, traceTab, metricsTab, logsTab, eventsTab, dataTab, machinesTab];
const panelOf = (name: string): string => `evidence-${name}`;

/** What happened, from several sides. */
export function Drawer() {
  const { screen } = useSession();
  const wanted = useScreen(({ evidenceTab }) => evidenceTab);
  const shown = tabs.find(({ name }) => name === wanted) ?? requestsTab;
  return (
    <div className={styles.drawer}>
      <div className={styles.tabs}>
        <TabsWithNotes chosen={shown.name} onChoose={(evidenceTab) => screen.setState({ evidenceTab })} />
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

interface TabsWithNotesProps {
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
}

function TabsWithNotes({ chosen, onChoose }: TabsWithNotesProps) {
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
