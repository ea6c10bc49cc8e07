import styles from './switch-shape.module.css';

export type BreakerPosition = 'closed' | 'half-open' | 'open';

const countdownLength = 2 * Math.PI * 6;

const turn: Readonly<Record<BreakerPosition, number>> = { closed: 0, 'half-open': -15, open: -38 };

/** A breaker as a switch in its line, 48 wide, around its own middle. */
export function SwitchShape({ position }: { readonly position: BreakerPosition }) {
  return (
    <g>
      <line
        className={styles.bar}
        x1="-20"
        y1="0"
        x2="20"
        y2="0"
        strokeDasharray={position === 'half-open' ? '6 4' : undefined}
        style={{ transform: `rotate(${turn[position]}deg)`, transformOrigin: '-20px 0' }}
      />
      <circle className={styles.pole} cx="-20" r="4.5" />
      <circle className={styles.pole} cx="20" r="4.5" />
    </g>
  );
}

/** How much of the wait for the next try is left, as a ring of 16. */
export function CountdownRing({ share }: { readonly share: number }) {
  return (
    <>
      <circle r="6" fill="var(--surface)" stroke="var(--line)" strokeWidth="2.6" />
      <circle
        r="6"
        fill="none"
        stroke="var(--accent)"
        strokeWidth="2.6"
        strokeDasharray={`${countdownLength * share} ${countdownLength}`}
        transform="rotate(-90)"
      />
    </>
  );
}
