import type { ReactNode } from 'react';
import { HealthSign } from '../../ui/signs/health-shape.tsx';
import { toneOf } from '../../ui/signs/health.ts';
import type { Health } from '../../ui/signs/health.ts';
import styles from './inspector.module.css';

type Tone = 'good' | 'warn' | 'bad';

/** A name and its value; a tone where the value is not as it should be. */
export type Figure = readonly [name: ReactNode, value: ReactNode, tone?: Tone | null];

export function Figures({ figures }: { readonly figures: readonly (Figure | null)[] }) {
  return (
    <dl className={styles.figures}>
      {figures
        .filter((figure) => figure !== null)
        .map(([name, value, tone], index) => (
          // Names may be elements, and the figures of one panel stand where they stand.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd className={tone ? styles[tone] : undefined}>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

interface HeadProps {
  readonly name: ReactNode;
  readonly about: string;
  readonly health?: Health;
  readonly state?: string;
  readonly reason?: string;
}

export function Head({ name, about, health, state, reason }: HeadProps) {
  return (
    <header className={styles.head}>
      <h2>
        {name} <small>{about}</small>
      </h2>
      {health && state && (
        <p className={`${styles.state} ${styles[toneOf[health]]}`}>
          <HealthSign health={health} />
          {state}
        </p>
      )}
      {reason && <p className={styles.reason}>{reason}</p>}
    </header>
  );
}

interface PartProps {
  readonly title?: ReactNode;
  readonly children: ReactNode;
}

export function Part({ title, children }: PartProps) {
  return (
    <section className={styles.section}>
      {title && <h3>{title}</h3>}
      {children}
    </section>
  );
}
