import { useMemo, useRef, useState } from 'react';
import { CommandButton } from '../../../commands/command-button.tsx';
import { zoomOut } from '../../../commands/view/zoom-out.ts';
import { useAnswer } from '../../../session/use-answer.ts';
import { useFrame, useMap, useMoment, useSelection } from '../../../session/use-session.ts';
import { useMomentMark } from '../../../session/stores/use-moment-mark.ts';
import { Choice } from '../../../ui/controls/choice.tsx';
import { clockText } from '../../../ui/number-text.ts';
import list from '../parts/list.module.css';
import { ScrollArea } from '../parts/scroll-area.tsx';
import { BreakerBands } from './breaker-bands.tsx';
import { shownFor } from './panels.ts';
import type { Shown } from './panels.ts';
import { settledUs } from './settled.ts';
import { SubjectCharts } from './subject-charts.tsx';
import styles from './metrics.module.css';

const looks = [
  { value: 'charts', label: 'Charts' },
  { value: 'table', label: 'Table' },
] as const;

/** How much, how well and how fast, over time: of what is selected, or else of the whole fleet. */
export function Metrics() {
  const [look, setLook] = useState<(typeof looks)[number]['value']>('charts');
  const selected = useSelection((selection) => selection.selected);
  const shown = useShownSubjects();
  const nowUs = useFrame(settledUs) ?? 0;
  const range = useMoment((moment) => moment.range);
  const { fromUs, untilUs } = range ?? { fromUs: 0, untilUs: Math.max(1, nowUs) };
  const stretch = useMemo(() => ({ fromUs, untilUs }), [fromUs, untilUs]);
  const happenings = useAnswer({ about: 'happenings' }, ({ counts }) => counts.happenings) ?? none;
  const whole = useRef<HTMLDivElement>(null);
  useMomentMark(whole, stretch);
  return (
    <div className={list.whole}>
      <div className={list.filters}>
        <Choice label="Look" options={looks} chosen={look} onChoose={setLook} />
        <span>
          {selected ? `of ${selected.name.replace('->', '→')}` : 'of the clients and the services that do worst'}, from{' '}
          {clockText(fromUs / 1000)} to {clockText(untilUs / 1000)}
        </span>
        {range && <CommandButton command={zoomOut}>Whole run</CommandButton>}
        <PointedAt />
      </div>
      <ScrollArea label="Metrics">
        <div ref={whole} className={styles.metrics} data-charts>
          {shown?.subjects.map((subject, index) => (
            <SubjectCharts
              key={`${subject.kind} ${subject.of}`}
              subject={subject}
              stretch={stretch}
              happenings={happenings}
              look={look}
              hasTabStop={index === 0}
              nowUs={nowUs}
            />
          ))}
          {shown?.subjects.length === 0 && (
            <p className={list.empty}>Nothing has been measured of it yet. Let time play, or select something else.</p>
          )}
          {shown && <BreakerBands of={shown.breakers} stretch={stretch} nowUs={nowUs} />}
        </div>
      </ScrollArea>
    </div>
  );
}

const none: readonly never[] = [];

/** Compared as text: the same subjects as before are the same charts. */
function useShownSubjects(): Shown | null {
  const map = useMap();
  const selected = useSelection((selection) => selection.selected);
  const text = useFrame((frame) => (map ? JSON.stringify(shownFor(selected, map, frame)) : null));
  return useMemo(() => (text === null ? null : (JSON.parse(text) as Shown)), [text]);
}

function PointedAt() {
  const atUs = useMoment((moment) => moment.atUs);
  return atUs === null ? (
    <span className={styles.hint}>Drag over a chart to look closer</span>
  ) : (
    <b className={styles.at}>at {clockText(atUs / 1000)}</b>
  );
}
