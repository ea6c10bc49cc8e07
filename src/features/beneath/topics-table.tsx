import type { EngineFrame } from '../../../simulator/index.ts';
import { countText } from '../../ui/number-text.ts';
import styles from '../../ui/table.module.css';

type TopicTally = EngineFrame['topics'][string];

/** A row for each group that reads a topic, so that its lag stands beside what was produced. */
export function TopicsTable({ topics }: { readonly topics: EngineFrame['topics'] }) {
  if (Object.keys(topics).length === 0) return null;
  return (
    <table className={styles.table}>
      <caption>
        <h2>Topics</h2> records, and how far behind each reader is
      </caption>
      <thead>
        <tr>
          <th scope="col">topic</th>
          <th scope="col">produced</th>
          <th scope="col" className={styles.words}>
            reader
          </th>
          <th scope="col">read</th>
          <th scope="col">lag</th>
        </tr>
      </thead>
      {Object.entries(topics).map(([name, topic]) => (
        <Topic key={name} name={name} topic={topic} />
      ))}
    </table>
  );
}

function Topic({ name, topic: { produced, groups } }: { readonly name: string; readonly topic: TopicTally }) {
  const readers = Object.entries(groups).map(([group, tally]) => ({ group, ...tally }));
  const rows = readers.length > 0 ? readers : [null];
  return (
    <tbody>
      {rows.map((reader, index) => (
        <tr key={reader?.group ?? ''}>
          {index === 0 && (
            <>
              <th scope="rowgroup" rowSpan={rows.length} className={styles.flows}>
                {name}
              </th>
              <td rowSpan={rows.length}>{countText(produced)}</td>
            </>
          )}
          <td className={styles.words}>{reader?.group ?? 'nobody'}</td>
          <td>{reader && countText(reader.consumed)}</td>
          <td>{reader && countText(reader.lag)}</td>
        </tr>
      ))}
    </tbody>
  );
}
