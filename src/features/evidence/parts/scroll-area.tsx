import type { ReactNode } from 'react';
import list from './list.module.css';

/** Scrolls by arrow keys too, wherever no row can have the focus. */
export function ScrollArea({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // What scrolls has to be reached by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={list.scroll} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
