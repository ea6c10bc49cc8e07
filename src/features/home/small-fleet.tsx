import { conditionsIn } from '../../session/readings/condition.ts';
import { recentPace } from '../../session/readings/recent-pace.ts';
import { useShown } from '../../session/use-session.ts';
import { rateText } from '../../ui/number-text.ts';
import styles from './small-fleet.module.css';

/** The processes of the running fleet, with what they do now. */
export function SmallFleet() {
  const frame = useShown((shown) => shown.frame);
  const past = useShown((shown) => shown.past);
  if (!frame) return null;
  const { handled } = recentPace(past, frame);
  return (
    <ul className={styles.fleet} aria-label="A fleet that runs now">
      {conditionsIn(frame).map(({ name, process, services, condition }) => (
        <li key={name} className={styles.hull}>
          <div>
            <b>{process}</b>
            <span className={condition === 'ready' ? styles.good : styles.bad}>{condition}</span>
            <i>{rateText(services.reduce((sum, service) => sum + (handled[service] ?? 0), 0))}</i>
          </div>
        </li>
      ))}
    </ul>
  );
}
