import type { ReactNode } from 'react';
import type { Condition } from '../../session/condition.ts';
import styles from './condition-sign.module.css';

type Tone = 'good' | 'warn' | 'bad';

const tones: Readonly<Record<Condition, Tone>> = {
  ready: 'good',
  starting: 'warn',
  draining: 'warn',
  stopped: 'bad',
  crashed: 'bad',
  'waiting to restart': 'bad',
  hanging: 'bad',
  killed: 'bad',
};

/** How a process is: a shape, and the word for it. */
export function ConditionSign({ condition }: { readonly condition: Condition }) {
  return (
    <span className={[styles.sign, styles[tones[condition]]].join(' ')}>
      <svg width="11" height="11" viewBox="0 0 12 12" aria-hidden="true">
        {shapes[condition]}
      </svg>
      {condition}
    </span>
  );
}

const turningArrow = (
  <>
    <path d="M10,6A4,4 0 1 1 8.4,2.8" fill="none" stroke="currentColor" strokeWidth="1.8" />
    <path d="M6.6,0.4L10.6,1.9L7.6,5Z" fill="currentColor" />
  </>
);
const cross = <path d="M2,2L10,10M10,2L2,10" stroke="currentColor" strokeWidth="2.4" />;

const shapes: Readonly<Record<Condition, ReactNode>> = {
  ready: <circle cx="6" cy="6" r="4.6" fill="currentColor" />,
  starting: turningArrow,
  draining: <path d="M1.4,6A4.6,4.6 0 0 0 10.6,6Z" fill="currentColor" />,
  stopped: <rect x="1.8" y="1.8" width="8.4" height="8.4" fill="currentColor" />,
  crashed: cross,
  killed: cross,
  'waiting to restart': turningArrow,
  hanging: (
    <>
      <circle cx="6" cy="3" r="2.7" fill="currentColor" />
      <circle cx="6" cy="9" r="2.7" fill="currentColor" />
    </>
  ),
};
