import { useShown } from '../../session/use-session.ts';
import { ProcessBox } from './process-box.tsx';
import { processViews } from './process-view.ts';
import styles from './fleet.module.css';

export function Fleet() {
  const shown = useShown((all) => all);
  if (!shown.frame) return null;
  const processes = processViews(shown.frame, shown.past);
  return (
    <section className={styles.water} aria-labelledby="fleet-title">
      <h2 id="fleet-title" className="visually-hidden">
        Processes
      </h2>
      <ul className={styles.processes}>
        {processes.map((process) => (
          <li key={process.name}>
            <ProcessBox process={process} />
          </li>
        ))}
      </ul>
    </section>
  );
}
