import { useState } from 'react';
import { useStore } from 'zustand';
import type { Comparison, ComparisonRow, FleetMap } from '../../../simulator/index.ts';
import { usePair, usePairState } from '../../session/pair/use-pair.ts';
import { useSessionState, useShown } from '../../session/use-session.ts';
import { clockText } from '../../ui/number-text.ts';
import { OverlaidCharts } from './overlaid-charts.tsx';
import { Scenario } from './scenario.tsx';
import { useCompared } from './use-compared.ts';
import styles from './compare.module.css';

/** They need nothing of most parts: what they get tells how far a fault reaches. */
const usualFlow = 'home';

/** Where nobody is called so, whoever comes first. */
function firstFlow(map: FleetMap | null): string {
  const names = (map?.flows ?? []).map(({ name }) => name);
  return names.includes(usualFlow) ? usualFlow : (names[0] ?? usualFlow);
}

/** How the two differ, in pictures, in words and in numbers. */
export function Differences() {
  const [chosen, setChosen] = useState<string | null>(null);
  const usual = useStore(usePair().sides.left.frames, ({ map }) => firstFlow(map));
  const wanted = chosen ?? usual;
  const compared = useCompared(wanted);
  if (!compared) return <NotYet />;
  const { comparison } = compared;
  const flows = [...new Set(comparison.routes.map(({ flow }) => flow))];
  return (
    <div className={styles.differences}>
      <section className={styles.pictures} aria-label="Over time">
        <label className={styles.flow}>
          Clients{' '}
          <select value={wanted} onChange={(event) => setChosen(event.target.value)}>
            {(flows.includes(wanted) ? flows : [wanted, ...flows]).map((flow) => (
              <option key={flow}>{flow}</option>
            ))}
          </select>
        </label>
        <OfNow atUs={comparison.atUs}>Charts go on to now: the line is the moment that is shown.</OfNow>
        <OverlaidCharts flow={wanted} compared={compared} />
      </section>
      {/* What scrolls has to be reached by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={styles.said} aria-label="Differences" tabIndex={0}>
        <Scenario />
        <OfNow atUs={comparison.atUs}>Words and numbers are sums, and stay at now.</OfNow>
        {comparison.words.map((words) => (
          <p key={words}>{words}</p>
        ))}
        <Table comparison={comparison} flow={wanted} />
      </section>
    </div>
  );
}

/** A phone shows nothing else while both are on their way. */
function NotYet() {
  const { replay } = usePair().sides.left;
  const now = useStore(replay.progress, (progress) => progress.now);
  const hasFailed = useSessionState((snapshot) => snapshot.matches('failed'));
  if (hasFailed) return null;
  const way = now && `${now.title ?? 'Both'}: ${(now.nowUs / 1e6).toFixed(1)} s of ${(now.toUs / 1e6).toFixed(1)} s.`;
  return <p className={styles.empty}>Both are being started; then their differences stand here. {way}</p>;
}

/** What does not go back with those who look back says so. */
function OfNow({ atUs, children }: { readonly atUs: number; readonly children: string }) {
  const isPast = useShown((shown) => shown.isPast);
  if (!isPast) return null;
  return (
    <p className={styles.ofNow}>
      {children} Now is {clockText(atUs / 1000)}.
    </p>
  );
}

function Table({ comparison: { whole, routes }, flow }: { readonly comparison: Comparison; readonly flow: string }) {
  const titles = usePairState((state) => state.titles);
  const answered = routes.map(({ flow: name, route, rows }) => ({ ...rows[0]!, label: `${name} ${route} answered` }));
  const took = routes
    .filter((route) => route.flow === flow)
    .flatMap(({ flow: name, route, rows }) =>
      rows.slice(1).map((row) => ({ ...row, label: `${name} ${route} ${row.label}` })),
    );
  const [first, ...others] = whole;
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">How the two differ, in numbers</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">What</span>
          </th>
          <th scope="col">{titles.left}</th>
          <th scope="col">{titles.right}</th>
          <th scope="col">Difference</th>
        </tr>
      </thead>
      <tbody>
        {[...(first ? [first] : []), ...answered, ...took, ...others].map((row) => (
          <Row key={row.label} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row: { label, left, right, difference, better } }: { readonly row: ComparisonRow }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td data-better={better === 'left'}>{left}</td>
      <td data-better={better === 'right'}>{right}</td>
      <td>{difference}</td>
    </tr>
  );
}
