import type { ReactNode } from 'react';
import type { CheckState } from './check-state.ts';

/** Its shape tells it; a word stands beside it. */
export function CheckSign({ state }: { readonly state: CheckState }) {
  return (
    <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
      {shapes[state]}
    </svg>
  );
}

const shapes: Readonly<Record<CheckState, ReactNode>> = {
  passed: (
    <>
      <circle r="7.5" fill="var(--good-fill)" />
      <path d="M-3.4,.2L-1,2.8L3.6,-2.4" fill="none" stroke="var(--surface)" strokeWidth="2" />
    </>
  ),
  failed: (
    <>
      <circle r="6.7" fill="none" stroke="var(--bad-fill)" strokeWidth="1.6" />
      <path d="M-2.6,-2.6L2.6,2.6M2.6,-2.6L-2.6,2.6" stroke="var(--bad-fill)" strokeWidth="1.8" />
    </>
  ),
  trying: (
    <>
      <circle r="6.7" fill="none" stroke="var(--good-fill)" strokeWidth="1.6" />
      <path d="M0,-6.7A6.7,6.7 0 0 1 0,6.7Z" fill="var(--good-fill)" />
    </>
  ),
  'not yet': <circle r="6.7" fill="none" stroke="var(--line-2)" strokeWidth="1.6" strokeDasharray="2.6 2.6" />,
};
