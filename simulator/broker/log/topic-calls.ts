import type {
  CreatePartitionsCall,
  CreateTopicsCall,
  DeleteRecordsCall,
  ListOffsetsCall,
  MetadataAnswer,
  MetadataCall,
  OffsetsAnswer,
  TopicsAnswer,
} from '../../wire/log-protocol.ts';
import type { LogBrokerSettings } from './settings.ts';
import type { TopicConfig, Topics } from './partitions/topics.ts';

/** Kafka's `num.partitions`: what a topic gets that nobody declared. */
const autoCreatedPartitions = 1;

export function answerMetadata(topics: Topics, settings: LogBrokerSettings, call: MetadataCall): MetadataAnswer {
  const names = call.topics ?? [...topics.all].map((topic) => topic.name);
  const answers = names.map((name) => {
    if (topics.topic(name) || !call.createUnknown) return topics.metadataOf(name);
    const error = topics.create(name, configOf({}, autoCreatedPartitions, settings));
    return error === 'NONE' ? topics.metadataOf(name) : { topic: name, error, partitions: [] };
  });
  const brokers = topics.brokersAlive;
  return { brokers, controller: brokers[0] ?? null, topics: answers };
}

export function createTopics(topics: Topics, settings: LogBrokerSettings, call: CreateTopicsCall): TopicsAnswer {
  const answers = call.topics.map(({ topic, partitions, config }) => {
    const count = partitions === -1 ? autoCreatedPartitions : partitions;
    return { topic, error: topics.create(topic, configOf(config, count, settings), call.validateOnly) };
  });
  return { topics: answers };
}

export function createPartitions(topics: Topics, call: CreatePartitionsCall): TopicsAnswer {
  const answers = call.topics.map(({ topic, partitions }) => {
    return { topic, error: topics.addPartitions(topic, partitions, call.validateOnly) };
  });
  return { topics: answers };
}

export function listOffsets(topics: Topics, call: ListOffsetsCall): OffsetsAnswer {
  const partitions = call.partitions.map(({ topic, partition: number, at }): OffsetsAnswer['partitions'][number] => {
    const partition = topics.partition(topic, number);
    if (!partition) return { topic, partition: number, error: 'UNKNOWN_TOPIC_OR_PARTITION', offset: -1 };
    if (partition.replicas.leader === null)
      return { topic, partition: number, error: 'LEADER_NOT_AVAILABLE', offset: -1 };
    partition.expire();
    const { log, highWatermark } = partition;
    const offset =
      at === 'earliest' ? log.startOffset : at === 'latest' ? highWatermark : log.firstOffsetSince(at, highWatermark);
    return { topic, partition: number, error: 'NONE', offset };
  });
  return { partitions };
}

export function deleteRecords(topics: Topics, call: DeleteRecordsCall): OffsetsAnswer {
  const partitions = call.partitions.map(
    ({ topic, partition: number, beforeOffset }): OffsetsAnswer['partitions'][number] => {
      const partition = topics.partition(topic, number);
      if (!partition) return { topic, partition: number, error: 'UNKNOWN_TOPIC_OR_PARTITION', offset: -1 };
      const before = beforeOffset === -1 ? partition.highWatermark : beforeOffset;
      if (before > partition.highWatermark || before < 0)
        return { topic, partition: number, error: 'OFFSET_OUT_OF_RANGE', offset: -1 };
      partition.dropBefore(before, 'deleted by an administrator');
      return { topic, partition: number, error: 'NONE', offset: partition.log.startOffset };
    },
  );
  return { partitions };
}

function configOf(
  config: Readonly<Record<string, string>>,
  partitions: number,
  settings: LogBrokerSettings,
): TopicConfig {
  const retentionMs = Number(config['retention.ms'] ?? -1);
  const inSyncReplicasMin = Number(config['min.insync.replicas'] ?? settings.inSyncReplicasMin);
  return {
    partitions,
    retentionUs: retentionMs >= 0 ? Math.floor(retentionMs * 1000) : null,
    inSyncReplicasMin: Number.isInteger(inSyncReplicasMin) ? inSyncReplicasMin : settings.inSyncReplicasMin,
  };
}
