import { useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import styles from './splitter.module.css';

interface SplitterProps {
  /** What it makes larger and smaller. */
  readonly label: string;
  /** The id of that pane, which lies behind the splitter: to its right, or below it. */
  readonly controls: string;
  readonly orientation: 'vertical' | 'horizontal';
  readonly size: number;
  readonly least: number;
  readonly most: number;
  readonly usual: number;
  readonly onResize: (size: number) => void;
}

const keyStep = 16;
const keyLeap = 96;

/** The line between two panes: dragged by pointer, moved by arrow keys. */
export function Splitter({ label, controls, orientation, size, least, most, usual, onResize }: SplitterProps) {
  const grip = useRef<{ readonly at: number; readonly size: number } | null>(null);
  const place = (event: PointerEvent): number => (orientation === 'vertical' ? event.clientX : event.clientY);
  const resize = (wanted: number): void => onResize(Math.round(Math.min(most, Math.max(least, wanted))));
  const onKeyDown = (event: KeyboardEvent): void => {
    const wanted = sizeByKey(event, orientation, { size, least, most, usual });
    if (wanted === null) return;
    event.preventDefault();
    resize(wanted);
  };
  return (
    // A separator that can be moved is a control: the one kind of it that takes the focus.
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="separator"
      tabIndex={0}
      className={[styles.splitter, styles[orientation]].join(' ')}
      aria-label={label}
      aria-controls={controls}
      aria-orientation={orientation}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={most}
      onKeyDown={onKeyDown}
      onDoubleClick={() => resize(usual)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = { at: place(event), size };
      }}
      onPointerMove={(event) => grip.current && resize(grip.current.size + grip.current.at - place(event))}
      onPointerUp={() => (grip.current = null)}
      onPointerCancel={() => (grip.current = null)}
    />
  );
}

/** The pane lies behind the line, so it grows when the line goes to the left or up. */
function sizeByKey(
  { key, shiftKey }: KeyboardEvent,
  orientation: SplitterProps['orientation'],
  { size, least, most, usual }: Pick<SplitterProps, 'size' | 'least' | 'most' | 'usual'>,
): number | null {
  const [grow, shrink] = orientation === 'vertical' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  const step = shiftKey ? keyLeap : keyStep;
  if (key === grow) return size + step;
  if (key === shrink) return size - step;
  if (key === 'Home') return least;
  if (key === 'End') return most;
  return key === 'Enter' ? usual : null;
}
