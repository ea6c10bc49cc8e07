import { useMemo } from 'react';
import type { BreakerFigures, MapLink } from '../../../../simulator/index.ts';
import { selectThing, thingNamed } from '../../../commands/fleet/select-thing.ts';
import { useFrame, useMap, useSession } from '../../../session/use-session.ts';
import { durationText } from '../../../ui/number-text.ts';
import { CountdownRing } from '../../../ui/signs/switch-shape.tsx';
import list from '../parts/list.module.css';
import { breakerDiagram, breakerMoves } from './breaker-diagram.ts';
import { StateDiagram } from './diagram/state-diagram.tsx';
import { History } from './history.tsx';
import type { KnownBreaker } from './known-machines.ts';
import styles from './machines.module.css';

/** One breaker: where it stands, how long until it tries, and how it came there. */
export function BreakerDetail({ breaker }: { readonly breaker: KnownBreaker }) {
  const { service, replica, name, to, where, transitions } = breaker;
  const map = useMap();
  const now = useFrame(({ breakers }) => breakers.find((each) => isSame(each, breaker)));
  const nowUs = useFrame(({ virtualUs }) => virtualUs) ?? 0;
  const state = now?.state ?? 'closed';
  const policy = map?.links.find((link) => link.from === service && link.to === to)?.breaker ?? null;
  const diagram = useMemo(
    () => breakerDiagram({ name, state }, transitions, where === 'link' ? policy : null),
    [name, state, transitions, where, policy],
  );
  return (
    <>
      <header className={styles.head}>
        <h3>
          {name} <small>{where === 'code' ? `in the code of ${replica}` : `a policy of the link, at ${replica}`}</small>
        </h3>
        <Guards service={service} to={to} links={map?.links ?? none} />
        {now?.state === 'open' && now.probeAtUs !== null && (
          <p className={styles.countdown} role="timer" aria-label="Until it tries again">
            <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
              <CountdownRing share={Math.max(0, now.probeAtUs - nowUs) / Math.max(1, now.probeAtUs - now.sinceUs)} />
            </svg>
            tries again in <b>{durationText(Math.max(0, now.probeAtUs - nowUs) / 1000)}</b>
          </p>
        )}
      </header>
      <div className={styles.drawing}>
        <StateDiagram diagram={diagram} />
      </div>
      {transitions.length === 0 ? (
        <p className={list.empty}>It has been closed since the start: no call has made it open.</p>
      ) : (
        <History caption={`What became of ${name}`} moves={breakerMoves(transitions)} nowUs={nowUs} />
      )}
    </>
  );
}

const none: readonly MapLink[] = [];
function isSame(one: Pick<BreakerFigures, 'service' | 'replica' | 'name' | 'where'>, other: KnownBreaker): boolean {
  return (
    one.service === other.service &&
    one.replica === other.replica &&
    one.name === other.name &&
    one.where === other.where
  );
}

interface GuardsProps {
  readonly service: string;
  readonly to: string | null;
  readonly links: readonly MapLink[];
}

/** Whom it guards, as a way to the switch on the chart. */
function Guards({ service, to }: GuardsProps) {
  const session = useSession();
  const { selection } = session;
  const map = useMap();
  if (to === null) return <p>Whom it guards is not known: nothing has been called through it yet.</p>;
  const link = thingNamed(map, `${service}->${to}`);
  if (!link) return <p>guards calls to {to}</p>;
  return (
    <p>
      guards{' '}
      <button
        type="button"
        className={list.link}
        onPointerEnter={() => selection.light({ link: `${service}->${to}` })}
        onPointerLeave={() => selection.light({})}
        onClick={() => selectThing(link).run(session)}
      >
        {service} → {to}
      </button>
    </p>
  );
}
