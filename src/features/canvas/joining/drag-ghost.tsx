import type { RefObject } from 'react';
import type { Dragging } from './use-dragging.ts';
import styles from './drag-ghost.module.css';

interface DragGhostProps {
  readonly ghost: RefObject<HTMLDivElement | null>;
  readonly dragging: Dragging | null;
}

/** What is dragged goes with the pointer; what would become of it stands where it can be read. */
export function DragGhost({ ghost, dragging }: DragGhostProps) {
  return (
    <>
      <div ref={ghost} className={styles.ghost} hidden={!dragging} aria-hidden="true">
        {dragging?.name}
      </div>
      <output className={[styles.says, dragging?.isPossible && styles.possible].filter(Boolean).join(' ')}>
        {dragging && (
          <>
            <b>{dragging.says}</b> <span>Esc takes it back.</span>
          </>
        )}
      </output>
    </>
  );
}
