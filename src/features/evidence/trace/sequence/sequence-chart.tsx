import { useMemo } from 'react';
import type { SpanFact } from '../../../../../simulator/index.ts';
import { ScrollArea } from '../../parts/scroll-area.tsx';
import { rowsOf } from '../trace-rows.ts';
import { headHeight, layoutOf } from './sequence-layout.ts';
import type { LaidStep } from './sequence-layout.ts';
import { sequenceOf } from './sequence.ts';
import styles from './sequence-chart.module.css';

/** Who spoke to whom, downwards in time. The waterfall tells the same as a table. */
export function SequenceChart({ spans }: { readonly spans: readonly SpanFact[] }) {
  const { width, height, lifelines, steps } = useMemo(() => layoutOf(sequenceOf(rowsOf(spans))), [spans]);
  return (
    <ScrollArea label="Sequence of the trace">
      <svg
        className={styles.chart}
        width={width}
        height={height}
        role="img"
        aria-label={`Sequence of ${steps.length} steps between ${lifelines.map(({ name }) => name).join(', ')}`}
      >
        {lifelines.map(({ name, x }) => (
          <g key={name}>
            <path className={styles.lifeline} d={`M${x},${headHeight}V${height}`} />
            <text className={styles.head} x={x} y={headHeight - 10} textAnchor="middle">
              {name}
            </text>
          </g>
        ))}
        {steps.map((laid) => (
          <Step key={laid.step.key} laid={laid} />
        ))}
      </svg>
    </ScrollArea>
  );
}

function Step({ laid: { step, y, fromX, toX, textX, clock } }: { readonly laid: LaidStep }) {
  const { kind, text, ok } = step;
  const side = Math.sign(toX - fromX);
  const tipX = toX - side * 2;
  return (
    <g className={styles.step} data-kind={kind} data-failed={!ok}>
      <text className={styles.clock} x={64} y={y} textAnchor="end">
        {clock}
      </text>
      {kind === 'note' ? (
        <rect className={styles.note} x={fromX - 4} y={y - 8} width={8} height={8} />
      ) : (
        <>
          <path className={styles.way} d={`M${fromX},${y}H${tipX}`} />
          <path
            className={styles.tip}
            d={`M${tipX - side * 8},${y - 4.5}L${tipX},${y}L${tipX - side * 8},${y + 4.5}`}
          />
        </>
      )}
      <text className={styles.words} x={textX} y={y - (kind === 'note' ? 0 : 6)}>
        {ok ? text : `✕ ${text}`}
      </text>
    </g>
  );
}
