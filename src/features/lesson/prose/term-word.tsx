import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import styles from './prose.module.css';

interface TermWordProps {
  readonly term: string;
  readonly text: string;
  /** What it means. */
  readonly children: ReactNode;
}

/** A word of the trade, which explains itself where it stands. */
export function TermWord({ term, text, children }: TermWordProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <button
        type="button"
        className={styles.term}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
      >
        {text}
      </button>
      {isOpen && (
        <span id={id} role="note" className={styles.meaning}>
          <b>{term}</b> {children}
        </span>
      )}
    </>
  );
}
