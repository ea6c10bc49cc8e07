import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useNamed } from '../../../session/use-session.ts';
import { countText, durationText, rateText, shareText } from '../../../ui/number-text.ts';
import type { Chart } from '../chart/chart-store.ts';
import { useChartStore } from '../chart/use-chart.ts';
import table from '../../../ui/table.module.css';
import styles from './chart-tools.module.css';

const readAgainMs = 1_000;
/** More rows than that are read only when somebody asks for them. */
const rowsUnasked = 120;

interface FleetTableProps {
  readonly isShown: boolean;
  readonly onClose: () => void;
}

/** The same facts as the chart's, for whoever would rather read than look. */
export function FleetTable({ isShown, onClose }: FleetTableProps) {
  const chart = useNowAndThen();
  const label = useNamed('The fleet as a table');
  const region = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isShown) region.current?.focus();
  }, [isShown]);
  if (!isShown && chart.graph.nodes.length > rowsUnasked) return null;
  return (
    <section
      ref={region}
      className={[styles.sheet, !isShown && styles.aside].filter(Boolean).join(' ')}
      aria-label={label}
      // A region that scrolls has to be reached by keys.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {isShown && (
        <header>
          <h2>The fleet as a table</h2>
          <button type="button" onClick={onClose}>
            Close
          </button>
        </header>
      )}
      <Processes chart={chart} />
      <Lines chart={chart} />
      <Topics chart={chart} />
      <Stores chart={chart} />
    </section>
  );
}

/** A table that changes ten times a second cannot be read. */
function useNowAndThen(): Chart {
  const store = useChartStore();
  const [chart, setChart] = useState(store.getState);
  useEffect(() => {
    const timer = window.setInterval(() => setChart(store.getState()), readAgainMs);
    return () => clearInterval(timer);
  }, [store]);
  return chart;
}

interface PartProps {
  readonly chart: Chart;
}

function Processes({ chart: { map, hulls } }: PartProps) {
  return (
    <Sheet title="Processes" heads={['State', 'Replicas', 'Rate', 'CPU', 'Heap', 'In hand', 'Queued', 'Broken by']}>
      {map?.processes.map(({ name }) => {
        const facts = hulls[name];
        if (!facts) return null;
        return (
          <Row key={name} name={name}>
            {[
              facts.word,
              countText(facts.replicas),
              rateText(facts.perSecond),
              shareText(facts.cpu),
              shareText(facts.heap),
              countText(facts.inHand),
              countText(facts.queued),
              facts.flags.map(({ verb }) => verb).join(', ') || '–',
            ]}
          </Row>
        );
      })}
    </Sheet>
  );
}

function Lines({ chart: { graph, lines } }: PartProps) {
  const names = new Map(graph.nodes.map(({ id, name }) => [id, name]));
  return (
    <Sheet title="Links" heads={['Rate', 'p95', 'Failed', 'Switch', 'Broken by']}>
      {graph.edges.map(({ id, from, to }) => {
        const facts = lines[id];
        if (!facts) return null;
        return (
          <Row key={id} name={`${names.get(from)} to ${names.get(to)}`}>
            {[
              rateText(facts.perSecond),
              facts.p95 === null ? '–' : durationText(facts.p95),
              facts.failedShare === null ? '–' : shareText(facts.failedShare),
              facts.breaker?.position ?? '–',
              facts.flags.map(({ verb }) => verb).join(', ') || '–',
            ]}
          </Row>
        );
      })}
    </Sheet>
  );
}

function Topics({ chart: { lanes } }: PartProps) {
  const all = Object.values(lanes);
  if (all.length === 0) return null;
  return (
    <Sheet title="Topics" heads={['Partitions', 'Rate', 'Behind']}>
      {all.map(({ name, partitions, perSecond, groups }) => (
        <Row key={name} name={name}>
          {[
            countText(partitions.length),
            rateText(perSecond),
            groups.map((group) => `${group.name} ${countText(group.lag)}`).join(', ') || '–',
          ]}
        </Row>
      ))}
    </Sheet>
  );
}

function Stores({ chart: { stores } }: PartProps) {
  const all = Object.entries(stores);
  if (all.length === 0) return null;
  return (
    <Sheet title="Stores" heads={['State', 'Queries', 'Waiting', 'Connections']}>
      {all.map(([name, { isUp, perSecond, waiting, connections }]) => (
        <Row key={name} name={name}>
          {[isUp ? 'up' : 'down', rateText(perSecond), countText(waiting), countText(connections)]}
        </Row>
      ))}
    </Sheet>
  );
}

interface SheetProps {
  readonly title: string;
  readonly heads: readonly string[];
  readonly children: ReactNode;
}

function Sheet({ title, heads, children }: SheetProps) {
  return (
    <table className={table.table}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: readonly string[] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {children.map((text, index) => (
        // The columns stand where they stand.
        // oxlint-disable-next-line react/no-array-index-key
        <td key={index}>{text}</td>
      ))}
    </tr>
  );
}
