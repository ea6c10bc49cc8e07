import type { Bringing } from './use-bringing.ts';
import styles from './fleets-page.module.css';

/** What is wrong, each with its place. */
export function Mistakes({ bringing: { state, why, mistakes } }: { readonly bringing: Bringing }) {
  return (
    <output className={styles.mistakes}>
      {state === 'checking' && <p>Checking ...</p>}
      {why !== '' && <p>{why}</p>}
      {mistakes.length > 0 && (
        <ul>
          {mistakes.map(({ path, line, column, message }) => (
            <li key={`${path} ${line} ${column} ${message}`}>
              <b>
                {path}:{line}:{column}
              </b>{' '}
              {message}
            </li>
          ))}
        </ul>
      )}
    </output>
  );
}
