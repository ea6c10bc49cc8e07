import { useNamed } from '../../../session/use-session.ts';
import type { ReactNode } from 'react';
import { FlagShape } from '../../../ui/signs/fault-flag.tsx';
import { HealthShape } from '../../../ui/signs/health-shape.tsx';
import { SwitchShape } from '../../../ui/signs/switch-shape.tsx';
import styles from './chart-tools.module.css';

const ink = { fill: 'none', stroke: 'var(--ink)' };
const hollow = { fill: 'var(--surface)', stroke: 'var(--ink)' };

const signs: readonly (readonly [words: string, sign: ReactNode])[] = [
  [
    'call, and a message on its way',
    <>
      <path d="M-20,0H20" stroke="var(--ink-2)" strokeWidth="4" />
      <circle r="4.4" strokeWidth="2" {...hollow} />
    </>,
  ],
  ['its answer', <circle key="answer" r="2.6" fill="var(--ink-2)" />],
  [
    'event',
    <>
      <path d="M-20,0H20" stroke="var(--ink-2)" strokeWidth="3" strokeDasharray="7 4" />
      <path d="M0,-5.4L5.4,0L0,5.4L-5.4,0Z" strokeWidth="1.8" {...hollow} />
    </>,
  ],
  [
    'failure',
    <path
      key="failure"
      d="M-1,-5.5A5.5,5.5 0 0 0 -1,5.5ZM2,-5.5A5.5,5.5 0 0 1 2,5.5Z"
      fill="var(--surface)"
      stroke="var(--bad)"
      strokeWidth="2"
    />,
  ],
  ['in hand', pips('var(--ink)', 'none')],
  ['queued', pips('var(--surface)', 'var(--ink)')],
  [
    'CPU in use',
    <>
      <rect x="-16" y="-8" width="14" height="16" fill="var(--cpu)" />
      <rect x="-16" y="-8" width="32" height="16" fill="none" stroke="var(--line-2)" />
    </>,
  ],
  [
    'heap, and its limit',
    <>
      <rect x="-5" y="-10" width="10" height="20" fill="var(--surface-3)" stroke="var(--line-2)" />
      <rect x="-4" y="-1" width="8" height="10" fill="var(--heap)" />
      <path d="M-9,-7H9" strokeWidth="1.6" {...ink} />
    </>,
  ],
  [
    'switch (circuit breaker), open',
    <g key="switch" transform="translate(0,5) scale(0.8)">
      <SwitchShape position="open" />
    </g>,
  ],
  [
    'ready, queueing',
    <>
      <Sign at={-10} health="ready" />
      <Sign at={10} health="queueing" />
    </>,
  ],
  [
    'hanging, down',
    <>
      <Sign at={-10} health="hanging" />
      <Sign at={10} health="down" />
    </>,
  ],
  [
    'starting, restarting',
    <>
      <Sign at={-10} health="starting" />
      <Sign at={10} health="returning" />
    </>,
  ],
  [
    'a fault that you set',
    <g key="flag" transform="translate(-9,-6.5)">
      <FlagShape verb="hang" />
    </g>,
  ],
  [
    'to blame for the latest failure',
    <rect
      key="danger"
      x="-16"
      y="-8"
      width="32"
      height="16"
      rx="5"
      fill="none"
      stroke="var(--bad)"
      strokeWidth="2.4"
      strokeDasharray="0.1 5"
      strokeLinecap="round"
    />,
  ],
  [
    'below: after the answer',
    <path
      key="answered"
      d="M-20,0H20"
      stroke="var(--accent)"
      strokeWidth="1.2"
      strokeDasharray="1 4"
      strokeLinecap="round"
    />,
  ],
];

function pips(fill: string, stroke: string): ReactNode {
  return [-8, 0, 8].map((x) => <circle key={x} cx={x} r="2.9" fill={fill} stroke={stroke} strokeWidth="1.3" />);
}

function Sign({
  at,
  health,
}: {
  readonly at: number;
  readonly health: 'ready' | 'queueing' | 'hanging' | 'down' | 'starting' | 'returning';
}) {
  return (
    <g transform={`translate(${at},0)`}>
      <HealthShape health={health} />
    </g>
  );
}

export function Legend({ onClose }: { readonly onClose: () => void }) {
  return (
    <section className={styles.sheet} aria-label={useNamed('Legend')}>
      <header>
        <h2>Legend</h2>
        <button type="button" onClick={onClose}>
          Close
        </button>
      </header>
      <ul className={styles.signs}>
        {signs.map(([words, sign]) => (
          <li key={words}>
            <svg width="44" height="24" viewBox="-22 -12 44 24" aria-hidden="true">
              {sign}
            </svg>
            {words}
          </li>
        ))}
      </ul>
    </section>
  );
}
