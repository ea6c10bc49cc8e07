import { memo } from 'react';
import type { Happening } from '../../../../simulator/index.ts';
import type { Stretch } from '../../../session/stores/moment-store.ts';
import { useAnswer } from '../../../session/use-answer.ts';
import { settledUs } from './settled.ts';
import { Chart } from './chart.tsx';
import type { Subject } from './panels.ts';
import { SubjectTable } from './subject-table.tsx';
import styles from './metrics.module.css';

interface SubjectChartsProps {
  readonly subject: Subject;
  readonly stretch: Stretch;
  readonly happenings: readonly Happening[];
  readonly look: 'charts' | 'table';
  readonly hasTabStop: boolean;
  readonly nowUs: number;
}

/** All charts about one thing. */
export const SubjectCharts = memo(function SubjectCharts(props: SubjectChartsProps) {
  const { subject, stretch, happenings, look, hasTabStop, nowUs } = props;
  const { kind, of, title, word, charts } = subject;
  const answer = useAnswer({ about: 'series', kind, of }, settledUs);
  return (
    <section className={styles.subject} aria-label={`${title}, ${word}`}>
      <h3>
        {title} <small>{word}</small>
      </h3>
      {!answer && <p className={styles.nothing}>Asking for its figures…</p>}
      {answer?.bins.length === 0 && <p className={styles.nothing}>Nothing was measured of it yet.</p>}
      {answer && answer.bins.length > 0 && look === 'table' && (
        <SubjectTable subject={subject} answer={answer} stretch={stretch} nowUs={nowUs} />
      )}
      {answer && answer.bins.length > 0 && look === 'charts' && (
        <div className={styles.row}>
          {charts.map((name, index) => (
            <Chart
              key={name}
              name={name}
              of={title}
              answer={answer}
              stretch={stretch}
              nowUs={nowUs}
              happenings={happenings}
              isTabStop={hasTabStop && index === 0}
            />
          ))}
        </div>
      )}
    </section>
  );
});
