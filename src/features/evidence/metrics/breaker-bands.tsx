import type { MachinesAnswer } from '../../../../simulator/index.ts';
import type { Stretch } from '../../../session/stores/moment-store.ts';
import { useAnswer } from '../../../session/use-answer.ts';
import { useMoment } from '../../../session/use-session.ts';
import type { BreakersOf } from './panels.ts';
import { settledUs } from './settled.ts';
import { stateAt, stretchesOf } from './breaker-stretches.ts';
import { usePlotSteering } from './use-plot-steering.ts';
import styles from './metrics.module.css';

type Breaker = MachinesAnswer['breakers'][number];

interface BreakerBandsProps {
  readonly of: BreakersOf;
  readonly stretch: Stretch;
  readonly nowUs: number;
}

/** How each breaker stood, as a band over time. One that has never moved is not known of, and has been closed all along. */
export function BreakerBands({ of: { services, to }, stretch, nowUs }: BreakerBandsProps) {
  const machines = useAnswer({ about: 'machines' }, settledUs);
  const breakers = (machines?.breakers ?? []).filter(
    (breaker) => services.includes(breaker.service) && (to === null || breaker.to === to),
  );
  if (breakers.length === 0) return null;
  return (
    <section className={styles.subject} aria-label="Breakers">
      <h3>
        breakers <small>closed, half-open, open</small>
      </h3>
      {breakers.map((breaker) => (
        <Band
          key={`${breaker.replica} ${breaker.service} ${breaker.name}`}
          breaker={breaker}
          stretch={stretch}
          nowUs={nowUs}
        />
      ))}
    </section>
  );
}

interface BandProps {
  readonly breaker: Breaker;
  readonly stretch: Stretch;
  readonly nowUs: number;
}

function Band({ breaker: { name, replica, to, transitions }, stretch, nowUs }: BandProps) {
  const { fromUs, untilUs } = stretch;
  const { onPointerMove, onPointerLeave } = usePlotSteering(stretch, 0);
  const told = useMoment(({ atUs }) => stateAt(transitions, atUs ?? nowUs));
  const percent = (us: number): string => `${(us / Math.max(1, untilUs - fromUs)) * 100}%`;
  return (
    <div className={styles.breakerRow}>
      <span>
        {replica} {to === null ? name : `→ ${to}`} <b>{told}</b>
      </span>
      <div className={styles.band} aria-hidden="true" onPointerMove={onPointerMove} onPointerLeave={onPointerLeave}>
        {stretchesOf(transitions, nowUs)
          .filter((each) => each.untilUs > fromUs && each.fromUs < untilUs)
          .map((each) => {
            const startUs = Math.max(each.fromUs, fromUs);
            const endUs = Math.min(each.untilUs, untilUs);
            return (
              <i
                key={each.fromUs}
                data-state={each.state}
                style={{ left: percent(startUs - fromUs), width: percent(endUs - startUs) }}
              />
            );
          })}
      </div>
    </div>
  );
}
