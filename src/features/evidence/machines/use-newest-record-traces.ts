import { useShallow } from 'zustand/react/shallow';
import { useAnswers } from '../../../session/use-answer.ts';
import { useFrame } from '../../../session/use-session.ts';

export interface RecordTrace {
  readonly traceId: string;
  readonly key: string | null;
}

/** Of each partition, at least; it is asked about in leaps, so that the question stays the same for a while. */
const recordsMin = 24;
const tracesMax = 12;

/** Requests that the newest records of a topic belong to, in all of its partitions, newest first. */
export function useNewestRecordTraces(topic: string): readonly RecordTrace[] {
  const ends = useFrame(useShallow(({ topics }) => topics[topic]?.partitions.map(({ end }) => end) ?? [])) ?? [];
  const all = ends.reduce((sum, end) => sum + end, 0);
  const questions = ends.map((end, partition) => ({
    about: 'topic' as const,
    ...{ topic, partition, from: fromOf(end), count: 2 * recordsMin },
  }));
  const records = useAnswers(questions, () => all)?.flatMap((answer) => answer.records) ?? [];
  const traces = new Map<string, RecordTrace>();
  for (const { traceId, key } of records.toSorted((one, other) => other.atUs - one.atUs))
    if (traceId !== null && !traces.has(traceId)) traces.set(traceId, { traceId, key });
  return [...traces.values()].slice(0, tracesMax);
}

function fromOf(end: number): number {
  return Math.max(0, Math.floor(end / recordsMin - 1) * recordsMin);
}
