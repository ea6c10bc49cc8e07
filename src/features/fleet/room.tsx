import { countText, durationText, rateText, shareText } from '../../ui/number-text.ts';
import type { CallView, RoomView } from './process-view.ts';
import styles from './room.module.css';

interface RoomProps {
  readonly room: RoomView;
  readonly cpu: number;
  readonly isNamed: boolean;
}

/** A service at work. Its room fills from the left with the load of the processor. */
export function Room({ room, cpu, isNamed }: RoomProps) {
  const { name, handled, handledPerSecond, errors, p50, p95, calls } = room;
  return (
    <div className={styles.room}>
      <div className={styles.load} style={{ width: `${Math.round(cpu * 100)}%` }} />
      {isNamed && <h4>{name}</h4>}
      <ul className={styles.figures}>
        <li>
          cpu <b>{shareText(cpu)}</b>
        </li>
        <li className={styles.flows}>
          <b>{rateText(handledPerSecond)}</b>
        </li>
        <li>
          <b>{countText(handled)}</b> handled
        </li>
        <li className={errors > 0 ? styles.bad : undefined}>
          <b>{countText(errors)}</b> errors
        </li>
        <li>
          p50 <b>{handled > 0 ? durationText(p50) : '–'}</b>
        </li>
        <li>
          p95 <b>{handled > 0 ? durationText(p95) : '–'}</b>
        </li>
      </ul>
      {calls.length > 0 && <Calls from={name} calls={calls} />}
    </div>
  );
}

function Calls({ from, calls }: { readonly from: string; readonly calls: readonly CallView[] }) {
  return (
    <table className={styles.calls}>
      <caption className="visually-hidden">Calls from {from}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">to</th>
          <th scope="col">failed</th>
          <th scope="col">calls</th>
          <th scope="col">p50</th>
        </tr>
      </thead>
      <tbody>
        {calls.map(({ to, count, failed, p50 }) => (
          <tr key={to}>
            <th scope="row">{to}</th>
            <td className={styles.bad}>
              {failed > 0 && (
                <>
                  <FailureSign />
                  {countText(failed)}
                  <span className="visually-hidden"> failed</span>
                </>
              )}
            </td>
            <td>{countText(count)}</td>
            <td>{durationText(p50)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function FailureSign() {
  return (
    <svg className={styles.failure} width="8" height="8" viewBox="0 0 12 12" aria-hidden="true">
      <path d="M1.5,1.5L10.5,10.5M10.5,1.5L1.5,10.5" stroke="currentColor" strokeWidth="2.6" />
    </svg>
  );
}
