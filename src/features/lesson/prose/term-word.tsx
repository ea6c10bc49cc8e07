import { useId, useState } from 'react';
import { useLesson } from '../../../session/use-session.ts';
import { Inlines } from './blocks.tsx';
import styles from './prose.module.css';

/** A word of the trade, which explains itself where it stands. */
export function TermWord({ term, text }: { readonly term: string; readonly text: string }) {
  const meaning = useLesson(({ data }) => data?.lesson.glossary[term]);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  if (!meaning) return text;
  return (
    <span
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.stopPropagation();
        setOpen(false);
      }}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}
    >
      <button
        type="button"
        className={styles.term}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {text}
      </button>
      {isOpen && (
        <span id={id} role="note" className={styles.meaning} tabIndex={-1}>
          <b>{term}</b> <Inlines inlines={meaning} />
        </span>
      )}
    </span>
  );
}
