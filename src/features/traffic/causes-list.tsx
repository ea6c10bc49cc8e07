import type { EngineFrame } from '../../../simulator/index.ts';
import { countText } from '../../ui/number-text.ts';
import table from '../../ui/table.module.css';
import styles from './traffic.module.css';

const causesMax = 6;

interface CausesListProps {
  readonly titleId: string;
  readonly requests: EngineFrame['requests'];
}

/** One sentence for each thing that went wrong, with how many requests it cost. */
export function CausesList({ titleId, requests }: CausesListProps) {
  const causes = countedCauses(requests);
  return (
    <>
      <h2 id={titleId}>Why requests failed</h2>
      {causes.length === 0 ? (
        <p className={table.none}>None has failed.</p>
      ) : (
        <ul className={styles.causes}>
          {causes.slice(0, causesMax).map(({ text, count, routes }) => (
            <li key={text}>
              <p>{text.replaceAll('->', '→')}</p>
              <p className={styles.cost}>
                {countText(count)} of {routes.join(', ')}
              </p>
            </li>
          ))}
        </ul>
      )}
      {causes.length > causesMax && (
        <p className={table.none}>and {countText(causes.length - causesMax)} rarer causes.</p>
      )}
    </>
  );
}

function countedCauses(requests: EngineFrame['requests']) {
  const causes = new Map<string, { text: string; count: number; routes: string[] }>();
  for (const { route, causes: ofRoute } of requests) {
    for (const { text, count } of ofRoute) {
      const known = causes.get(text) ?? { text, count: 0, routes: [] };
      causes.set(text, { text, count: known.count + count, routes: [...known.routes, route] });
    }
  }
  return [...causes.values()].sort((left, right) => right.count - left.count);
}
