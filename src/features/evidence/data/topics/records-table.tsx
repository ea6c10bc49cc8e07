import { useFrame } from '../../../../session/use-session.ts';
import type { TopicAnswer } from '../../../../../simulator/index.ts';
import list from '../../parts/list.module.css';
import { linesOf, positionsIn } from './positions.ts';
import { columnCount, RecordRow } from './record-row.tsx';
import styles from '../data.module.css';

interface RecordsTableProps {
  readonly caption: string;
  readonly topic: string;
  readonly partition: number;
  readonly answer: TopicAnswer;
}

export function RecordsTable({ caption, topic, partition, answer }: RecordsTableProps) {
  const groups = useFrame((frame) => frame.topics[topic]?.groups);
  return (
    <table className={`${list.list} ${styles.records}`}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className={list.number}>
            offset
          </th>
          <th scope="col">at</th>
          <th scope="col">key</th>
          <th scope="col">value</th>
          <th scope="col">headers</th>
          <th scope="col">request</th>
        </tr>
      </thead>
      <tbody>
        {linesOf(answer.records, positionsIn(groups ?? {}, partition, answer.end)).map((line) =>
          line.is === 'record' ? (
            <RecordRow key={line.record.offset} record={line.record} />
          ) : (
            <tr key={line.position.group} className={styles.position}>
              <td colSpan={columnCount}>▾ {line.position.saying}</td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}
