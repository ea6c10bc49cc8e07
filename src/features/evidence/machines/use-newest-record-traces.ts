import { useAnswer } from '../../../session/use-answer.ts';
import { useFrame } from '../../../session/use-session.ts';

export interface RecordTrace {
  readonly traceId: string;
  readonly key: string | null;
}

const recordsMax = 24;
const tracesMax = 12;

/** Requests that the newest records of a topic belong to, in its fullest partition, newest first. */
export function useNewestRecordTraces(topic: string): readonly RecordTrace[] {
  const partition = useFrame(({ topics }) => fullestOf(topics[topic]?.partitions ?? [])) ?? 0;
  const end = useFrame(({ topics }) => topics[topic]?.partitions[partition]?.end ?? 0) ?? 0;
  const from = Math.max(0, end - recordsMax);
  const records = useAnswer({ about: 'topic', topic, partition, from, count: recordsMax }, () => end)?.records ?? [];
  const traces = new Map<string, RecordTrace>();
  for (const { traceId, key } of records.toReversed())
    if (traceId !== null && !traces.has(traceId)) traces.set(traceId, { traceId, key });
  return [...traces.values()].slice(0, tracesMax);
}

function fullestOf(partitions: readonly { readonly end: number }[]): number {
  let fullest = 0;
  partitions.forEach(({ end }, number) => {
    if (end > (partitions[fullest]?.end ?? 0)) fullest = number;
  });
  return fullest;
}
