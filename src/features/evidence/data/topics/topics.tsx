import { useState } from 'react';
import type { ReactNode } from 'react';
import type { TopicAnswer } from '../../../../../simulator/index.ts';
import { useAnswer } from '../../../../session/use-answer.ts';
import { useFrame, useMap } from '../../../../session/use-session.ts';
import { Choice } from '../../../../ui/controls/choice.tsx';
import { countText } from '../../../../ui/number-text.ts';
import list from '../../parts/list.module.css';
import { ScrollArea } from '../../parts/scroll-area.tsx';
import { NameSelect } from '../name-select.tsx';
import { RecordsTable } from './records-table.tsx';
import { useChosen } from '../use-chosen.ts';

/** What lies in the topics of a log, partition by partition. */
export function Topics({ children }: { readonly children: ReactNode }) {
  const topics = (useMap()?.brokers ?? []).filter(({ engine }) => engine === 'log').flatMap((broker) => broker.topics);
  const names = topics.map(({ name }) => name);
  const [topic, pickTopic] = useChosen('topic', names);
  const [picked, pickPartition] = useState(0);
  const count = topics.find(({ name }) => name === topic)?.partitions ?? 0;
  const partition = picked < count ? picked : 0;
  const partitions = Array.from({ length: count }, (_, value) => ({ value, label: String(value) }));
  return (
    <div className={list.whole}>
      <div className={list.filters}>
        {children}
        {topic !== null && <NameSelect label="Topic" names={names} chosen={topic} onChoose={pickTopic} />}
        {count > 0 && (
          <>
            <span aria-hidden="true">partition</span>
            <Choice label="Partition" options={partitions} chosen={partition} onChoose={pickPartition} />
          </>
        )}
      </div>
      {topic === null && <p className={list.empty}>This fleet has no topics that keep their records.</p>}
      {topic !== null && count === 0 && <p className={list.empty}>{topic} keeps no records that can be read here.</p>}
      {topic !== null && count > 0 && (
        <Records key={`${topic} ${partition}`} topic={topic} partition={partition} count={countText(count)} />
      )}
    </div>
  );
}

interface RecordsProps {
  readonly topic: string;
  readonly partition: number;
  /** How many partitions there are. */
  readonly count: string;
}

function Records({ topic, partition, count }: RecordsProps) {
  const answer = useNewestRecords(topic, partition);
  const what = `Records of ${topic}, partition ${partition}, newest first`;
  return (
    <ScrollArea label={what}>
      {!answer && <p className={list.empty}>Reading {topic}…</p>}
      {answer?.records.length === 0 && (
        <p className={list.empty}>
          No record lies in partition {partition}. A record’s key decides which of the {count} it goes to.
        </p>
      )}
      {answer && answer.records.length > 0 && (
        <RecordsTable caption={what} topic={topic} partition={partition} answer={answer} />
      )}
      {answer?.records[0] && answer.records[0].offset > answer.start && (
        <p className={list.empty}>{countText(answer.records[0].offset - answer.start)} older records are kept.</p>
      )}
    </ScrollArea>
  );
}

const atLeast = 100;
/** By how many the window moves at once: each move is another question. */
const leap = 50;

/** It keeps what it showed while the window moves. */
function useNewestRecords(topic: string, partition: number): TopicAnswer | null {
  const end = useFrame((frame) => frame.topics[topic]?.partitions[partition]?.end ?? 0) ?? 0;
  const from = Math.floor(Math.max(0, end - atLeast) / leap) * leap;
  const [shown, setShown] = useState<TopicAnswer | null>(null);
  const answer = useAnswer({ about: 'topic', topic, partition, from, count: atLeast + 2 * leap }, () => end);
  if (answer && answer !== shown) setShown(answer);
  return answer ?? shown;
}
