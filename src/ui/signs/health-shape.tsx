import type { ReactNode } from 'react';
import { toneOf } from './health.ts';
import type { Health, Tone } from './health.ts';

const fills: Readonly<Record<Tone, string>> = {
  good: 'var(--good-fill)',
  warn: 'var(--warn-fill)',
  bad: 'var(--bad-fill)',
  quiet: 'var(--line-2)',
};

/** The buoy of a state, about ten units wide and around its own middle: shape tells it, colour only says it again. */
export function HealthShape({ health }: { readonly health: Health }) {
  const colour = fills[toneOf[health]];
  return (
    <g fill={colour} stroke={colour} strokeWidth="0">
      {shapes[health]}
    </g>
  );
}

export function HealthSign({ health, size = 14 }: { readonly health: Health; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="-7 -7 14 14" aria-hidden="true">
      <HealthShape health={health} />
    </svg>
  );
}

const shapes: Readonly<Record<Health, ReactNode>> = {
  ready: <circle r="4.6" />,
  queueing: <path d="M0,-5.4L5.6,4.4H-5.6Z" />,
  hanging: (
    <>
      <circle cy="-3.2" r="2.9" />
      <circle cy="3.4" r="2.9" />
    </>
  ),
  down: <path d="M-4.2,-4.2L4.2,4.2M4.2,-4.2L-4.2,4.2" strokeWidth="2.8" strokeLinecap="round" />,
  returning: (
    <>
      <path d="M4.2,-1.5A4.4,4.4 0 1 0 3.6,2.8" fill="none" strokeWidth="2" />
      <path d="M5.9,-4.6V.2H1.2Z" />
    </>
  ),
  starting: (
    <>
      <circle r="4.2" fill="none" strokeWidth="1.6" />
      <path d="M0,-4.2A4.2,4.2 0 0 1 0,4.2Z" />
    </>
  ),
  leaving: (
    <>
      <circle r="4.2" fill="none" strokeWidth="1.6" />
      <path d="M-4.2,0A4.2,4.2 0 0 0 4.2,0Z" />
    </>
  ),
};
