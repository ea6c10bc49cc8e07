import { useStore } from 'zustand';
import { useSession } from '../../../session/use-session.ts';
import styles from './change.module.css';

/** What came of the last change. */
export function ChangeSaid() {
  const { editing } = useSession();
  const said = useStore(editing, (now) => now.said);
  const mistakes = useStore(editing, (now) => now.mistakes);
  return (
    <output className={styles.said}>
      {said}
      {mistakes.length > 0 && (
        <ul>
          {mistakes.map(({ path, line, message }) => (
            <li key={`${path} ${line} ${message}`}>
              {path}:{line} {message}
            </li>
          ))}
        </ul>
      )}
    </output>
  );
}
