import type { ConsumerGroup } from './groups/consumer-group.ts';
import type { ConsumerGroups } from './groups/consumer-groups.ts';
import { textOf, type Partition } from './partitions/partition.ts';
import type { Topics } from './partitions/topics.ts';
import type { LogEntry } from './partitions/record-log.ts';
import type { ServerQuestion } from '../../wire/view/server-question.ts';
import type { TopicAnswer } from '../../wire/view/question.ts';

type RecordsQuestion = Omit<Extract<ServerQuestion, { kind: 'records' }>, 'kind'>;

/** Everything the cluster holds, as plain data in a fixed order. It changes nothing, so anybody may look at any time. */
export function dumpOf(topics: Topics, groups: ConsumerGroups): unknown {
  const dumpedTopics: Record<string, unknown> = {};
  for (const topic of topics.all)
    dumpedTopics[topic.name] = {
      retentionMs: topic.retentionUs === null ? null : topic.retentionUs / 1000,
      partitions: topic.partitions.map(dumpPartition),
    };
  const dumpedGroups: Record<string, unknown> = {};
  for (const group of groups.all) dumpedGroups[group.name] = dumpGroup(topics, group);
  return { brokers: topics.brokersAlive, topics: dumpedTopics, groups: dumpedGroups };
}

/** Records as they lie in one partition, from an offset on. */
export function recordsAt(topics: Topics, { past, ...asked }: RecordsQuestion): TopicAnswer {
  const log = topics.partition(asked.topic, asked.partition)?.log;
  if (!log) return { start: 0, end: 0, records: [] };
  const { start, end } = past ?? { start: log.startOffset, end: log.endOffset };
  const from = Math.max(asked.from, start);
  const until = Math.min(from + asked.count, end);
  const entries = past
    ? log.then(past.moment, from, until)
    : log.entries.slice(from - log.startOffset, Math.max(0, until - log.startOffset));
  return { start, end, records: entries.map(shownRecord) };
}

function shownRecord({ record, appendedAtUs, traceId }: LogEntry): TopicAnswer['records'][number] {
  return {
    offset: record.offset,
    atUs: appendedAtUs,
    key: textOf(record.key),
    value: textOf(record.value),
    headers: record.headers.map(([name, value]) => [name, textOf(value) ?? ''] as const),
    traceId,
  };
}

function dumpPartition({ number, replicas, highWatermark, log }: Partition) {
  return {
    partition: number,
    leader: replicas.leader,
    inSync: [...replicas.inSync],
    logStart: log.startOffset,
    highWatermark,
    logEnd: log.endOffset,
    records: log.entries.map(({ record }) => ({
      offset: record.offset,
      timestampMs: record.timestampMs,
      key: textOf(record.key),
      value: textOf(record.value),
      headers: record.headers.map(([name, value]) => [name, textOf(value)]),
    })),
  };
}

function dumpGroup(topics: Topics, group: ConsumerGroup) {
  const { state, members } = group.describe();
  const offsets: Record<string, Record<string, { committed: number; lag: number }>> = {};
  for (const { topic, partition, offset } of group.offsets.all()) {
    const found = topics.partition(topic, partition);
    const from = Math.max(offset, found?.log.startOffset ?? 0);
    const lag = Math.max(0, (found?.highWatermark ?? from) - from);
    (offsets[topic] ??= {})[partition] = { committed: offset, lag };
  }
  return {
    state,
    generation: group.generation,
    members: members.map(({ member, client, assignment }) => ({ member, client, assignment })),
    offsets,
  };
}
