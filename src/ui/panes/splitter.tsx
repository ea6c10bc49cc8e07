import { useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import styles from './splitter.module.css';

interface SplitterProps {
  /** What it makes larger and smaller. */
  readonly label: string;
  /** The id of that pane. */
  readonly controls: string;
  /** It lies to the left of the splitter; usually it lies behind it, to its right or below it. */
  readonly isBefore?: boolean;
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
export function Splitter(props: SplitterProps) {
  const { label, controls, isBefore = false, orientation, size, least, most, usual, onResize } = props;
  const grip = useRef<{ readonly at: number; readonly size: number } | null>(null);
  const place = (event: PointerEvent): number => (orientation === 'vertical' ? event.clientX : event.clientY);
  const resize = (wanted: number): void => onResize(Math.round(Math.min(most, Math.max(least, wanted))));
  const onKeyDown = (event: KeyboardEvent): void => {
    const wanted = sizeByKey(event, props);
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
      onPointerMove={(event) =>
        grip.current && resize(grip.current.size + (grip.current.at - place(event)) * (isBefore ? -1 : 1))
      }
      onPointerUp={() => (grip.current = null)}
      onPointerCancel={() => (grip.current = null)}
    />
  );
}

/** A pane that lies behind the line grows when the line goes to the left or up. */
function sizeByKey(
  { key, shiftKey }: KeyboardEvent,
  { isBefore = false, orientation, size, least, most, usual }: SplitterProps,
): number | null {
  const [less, more] = orientation === 'vertical' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  const [grow, shrink] = isBefore ? [more, less] : [less, more];
  const step = shiftKey ? keyLeap : keyStep;
  if (key === grow) return size + step;
  if (key === shrink) return size - step;
  if (key === 'Home') return least;
  if (key === 'End') return most;
  return key === 'Enter' ? usual : null;
}
