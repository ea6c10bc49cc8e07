import type { ReactNode } from 'react';
import { useMedia } from '../../../browser/use-media.ts';
import { useChartPointing } from '../steering/pointing.ts';
import { useLevel } from '../chart/level.ts';
import type { ChartNodeData } from './node-data.ts';
import styles from './nodes.module.css';

interface StandProps {
  readonly id: string;
  readonly data: ChartNodeData;
  /** For those who do not see it. */
  readonly label: string;
  /** It can be taken to another place, so that dragging it does not move the chart. */
  readonly isMovable?: boolean;
  readonly children: ReactNode;
}

/** What all things that stand on the chart have in common: they can be pointed at, walked to and selected. */
export function Stand({ id, data, label, isMovable = false, children }: StandProps) {
  const level = useLevel();
  const { isLit, isInteractive } = useChartPointing(data.name);
  // A finger moves the chart, wherever it is put.
  const hasPointer = useMedia('(pointer: fine)');
  const { width, height, isSelected, isTabStop } = data;
  const className = [
    styles.node,
    isMovable && isInteractive && hasPointer && `nopan ${styles.movable}`,
    styles[level],
    isLit && styles.lit,
    isSelected && styles.selected,
  ]
    .filter(Boolean)
    .join(' ');
  if (!isInteractive) {
    return (
      <>
        <svg className={className} width={width} height={height} role="img" aria-label={label}>
          {children}
        </svg>
        {moorings}
      </>
    );
  }
  return (
    <>
      <button
        type="button"
        className={className}
        tabIndex={isTabStop ? 0 : -1}
        aria-label={label}
        aria-pressed={isSelected}
        data-stop={id}
      >
        <svg width={width} height={height} aria-hidden="true">
          {children}
          <rect className={styles.focus} x="-7" y="-7" width={width + 14} height={height + 14} />
        </svg>
      </button>
      {moorings}
    </>
  );
}

/** The library looks for where lines may begin and end, and draws none to a node without; the layout knows better. */
const moorings = (
  <>
    <i className={`source ${styles.mooring}`} data-handlepos="right" />
    <i className={`target ${styles.mooring}`} data-handlepos="left" />
  </>
);
