import type { ListOffsetsCall } from '../../../wire/log-protocol.ts';
import { KafkaJSNonRetriableError } from '../base/errors.ts';
import { throwIfError } from '../base/protocol-errors.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { PartitionOffset } from '../consumer/offset-manager.ts';

export interface FetchedOffsets {
  topic: string;
  partitions: (PartitionOffset & { metadata: string | null })[];
}

type Position = ListOffsetsCall['partitions'][number]['at'];

async function partitionsOf(cluster: Cluster, topic: string): Promise<number[]> {
  await cluster.addTargetTopics([topic]);
  await cluster.refreshMetadataIfNecessary();
  return cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => partitionId);
}

export async function findOffsets(cluster: Cluster, topic: string, at: Position): Promise<PartitionOffset[]> {
  const partitions = (await partitionsOf(cluster, topic)).map((partition) => ({ topic, partition, at }));
  const answer = await cluster.request({ kind: 'list offsets', partitions });
  return answer.partitions.map(({ partition, error, offset }) => {
    throwIfError(error);
    return { partition, offset: String(offset) };
  });
}

export async function fetchGroupOffsets(cluster: Cluster, group: string, topics: string[]): Promise<FetchedOffsets[]> {
  const partitions = [];
  for (const topic of topics)
    for (const partition of await partitionsOf(cluster, topic)) partitions.push({ topic, partition });
  const asked = topics.length > 0 ? partitions : null;
  const answer = await cluster.request({ kind: 'fetch offsets', group, partitions: asked });
  const byTopic = new Map<string, FetchedOffsets>();
  for (const { topic, partition, error, offset, metadata = null } of answer.partitions) {
    throwIfError(error);
    const fetched = byTopic.get(topic) ?? { topic, partitions: [] };
    byTopic.set(topic, fetched);
    fetched.partitions.push({ partition, offset: String(offset), metadata });
  }
  return [...byTopic.values()];
}

/** Offsets of a group may be moved from outside only while nobody reads with it. */
export async function setGroupOffsets(
  cluster: Cluster,
  { groupId, topic, partitions }: { groupId: string; topic: string; partitions: PartitionOffset[] },
): Promise<void> {
  const { groups } = await cluster.request({ kind: 'describe groups', groups: [groupId] });
  const state = groups[0]?.state ?? 'Dead';
  if (state !== 'Empty' && state !== 'Dead')
    throw new KafkaJSNonRetriableError(`The consumer group must have no running instances, current state: ${state}`);
  const offsets = [];
  for (const { partition, offset } of partitions) offsets.push({ partition, offset: Number(offset) });
  const earliest = offsets.some(({ offset }) => offset === -2) ? await findOffsets(cluster, topic, 'earliest') : [];
  const latest = offsets.some(({ offset }) => offset === -1) ? await findOffsets(cluster, topic, 'latest') : [];
  const resolved = offsets.map(({ partition, offset }) => {
    const ends = offset === -2 ? earliest : offset === -1 ? latest : [];
    const end = ends.find((found) => found.partition === partition);
    return { topic, partition, offset: end ? Number(end.offset) : offset, metadata: null };
  });
  const answer = await cluster.request({
    kind: 'commit offsets',
    group: groupId,
    member: '',
    generation: -1,
    why: 'reset',
    offsets: resolved,
  });
  throwIfError(answer.error);
}
