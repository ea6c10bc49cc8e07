import {
  KafkaJSAggregateError,
  KafkaJSCreateTopicError,
  KafkaJSDeleteGroupsError,
  KafkaJSNonRetriableError,
  KafkaJSProtocolError,
  type DeletedGroup,
} from '../base/errors.ts';
import { Instrumentation, type EventListener } from '../base/instrumentation.ts';
import type { Logger } from '../base/logger.ts';
import { protocolErrorKind, throwIfError } from '../base/protocol-errors.ts';
import { createRetrier, type Retrier, type RetryOptions } from '../base/retry.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { describePartitions, type PartitionMetadata } from '../cluster/metadata.ts';
import { groupDescription, type GroupDescription } from '../consumer/group-description.ts';
import type { PartitionOffset } from '../consumer/offset-manager.ts';
import { fetchGroupOffsets, findOffsets, setGroupOffsets, type FetchedOffsets } from './offsets.ts';

const adminEvents = {
  CONNECT: 'admin.connect',
  DISCONNECT: 'admin.disconnect',
  REQUEST: 'admin.network.request',
  REQUEST_TIMEOUT: 'admin.network.request_timeout',
  REQUEST_QUEUE_SIZE: 'admin.network.request_queue_size',
} as const;

export interface ITopicConfig {
  topic: string;
  numPartitions?: number;
  replicationFactor?: number;
  replicaAssignment?: object[];
  configEntries?: { name: string; value: string }[];
}

/** kafkajs' admin without access control, configurations and reassignments. */
export class Admin {
  readonly events = adminEvents;
  readonly #cluster: Cluster;
  readonly #logger: Logger;
  readonly #retrier: Retrier;
  readonly #instrumentation: Instrumentation;

  constructor(cluster: Cluster, rootLogger: Logger, retry: RetryOptions) {
    this.#cluster = cluster;
    this.#logger = rootLogger.namespace('Admin');
    this.#retrier = createRetrier(cluster.bridge, retry);
    this.#instrumentation = new Instrumentation(cluster.bridge, this.#logger, 'admin', adminEvents);
  }

  async connect(): Promise<void> {
    await this.#cluster.connect();
    this.#instrumentation.emit(adminEvents.CONNECT);
  }

  async disconnect(): Promise<void> {
    this.#cluster.disconnect();
    this.#instrumentation.emit(adminEvents.DISCONNECT);
  }

  async listTopics(): Promise<string[]> {
    const { topics } = await this.#metadata(null);
    return topics.map(({ name }) => name);
  }

  async createTopics(options: {
    topics: ITopicConfig[];
    validateOnly?: boolean;
    waitForLeaders?: boolean;
    timeout?: number;
  }): Promise<boolean> {
    const { topics, validateOnly = false } = options;
    checkTopics(topics);
    const wanted = topics.map(({ topic, numPartitions = -1, configEntries = [] }) => {
      const config = Object.fromEntries(configEntries.map(({ name, value }) => [name, value]));
      return { topic, partitions: numPartitions, config };
    });
    return this.#retrier(async (bail) => {
      const answer = await this.#cluster.request({ kind: 'create topics', validateOnly, topics: wanted });
      const errors = answer.topics.flatMap(({ topic, error }) =>
        error === 'NONE' ? [] : [new KafkaJSCreateTopicError(protocolErrorKind(error), topic)],
      );
      if (errors.length > 0 && errors.every((error) => error.type === 'TOPIC_ALREADY_EXISTS')) return false;
      if (errors.length > 0) bail(new KafkaJSAggregateError('Topic creation errors', errors));
      return true;
    });
  }

  async createPartitions(options: {
    topicPartitions: { topic: string; count: number }[];
    validateOnly?: boolean;
    timeout?: number;
  }): Promise<boolean> {
    const { topicPartitions, validateOnly = false } = options;
    if (!Array.isArray(topicPartitions))
      throw new KafkaJSNonRetriableError(`Invalid topic partitions array ${String(topicPartitions)}`);
    if (topicPartitions.length === 0) throw new KafkaJSNonRetriableError('Empty topic partitions array');
    const topics = topicPartitions.map(({ topic, count }) => ({ topic, partitions: count }));
    await this.#retrier(async (bail) => {
      const answer = await this.#cluster.request({ kind: 'create partitions', validateOnly, topics });
      for (const { error } of answer.topics)
        if (error !== 'NONE') return bail(new KafkaJSProtocolError(protocolErrorKind(error)));
    });
    return true;
  }

  async deleteTopics({ topics }: { topics: string[]; timeout?: number }): Promise<void> {
    if (!Array.isArray(topics)) throw new KafkaJSNonRetriableError(`Invalid topics array ${String(topics)}`);
    if (topics.some((topic) => typeof topic !== 'string'))
      throw new KafkaJSNonRetriableError('Invalid topics array, the names must be a valid string');
    await this.#retrier(async () => {
      const answer = await this.#cluster.request({ kind: 'delete topics', topics });
      for (const { error } of answer.topics) throwIfError(error);
      this.#cluster.forgetTopics(topics);
    });
  }

  async fetchTopicMetadata(options: { topics?: string[] } = {}): Promise<{
    topics: { name: string; partitions: PartitionMetadata[] }[];
  }> {
    return this.#metadata(options.topics && options.topics.length > 0 ? options.topics : null);
  }

  async fetchTopicOffsets(topic: string): Promise<(PartitionOffset & { high: string; low: string })[]> {
    checkTopic(topic);
    return this.#retrier(async () => {
      const high = await findOffsets(this.#cluster, topic, 'latest');
      const low = await findOffsets(this.#cluster, topic, 'earliest');
      return high.map(({ partition, offset }, index) => ({ partition, offset, high: offset, low: low[index]!.offset }));
    });
  }

  async fetchTopicOffsetsByTimestamp(topic: string, timestamp?: number): Promise<PartitionOffset[]> {
    checkTopic(topic);
    return this.#retrier(async () => {
      const high = await findOffsets(this.#cluster, topic, 'latest');
      if (timestamp === undefined) return high;
      const found = await findOffsets(this.#cluster, topic, timestamp);
      return found.map((entry, index) => (Number(entry.offset) >= 0 ? entry : high[index]!));
    });
  }

  async fetchOffsets(options: {
    groupId: string;
    topics?: string[];
    resolveOffsets?: boolean;
  }): Promise<FetchedOffsets[]> {
    checkGroup(options.groupId);
    return this.#retrier(() => fetchGroupOffsets(this.#cluster, options.groupId, options.topics ?? []));
  }

  async setOffsets(options: { groupId: string; topic: string; partitions: PartitionOffset[] }): Promise<void> {
    checkGroup(options.groupId);
    checkTopic(options.topic);
    if (!options.partitions || options.partitions.length === 0)
      throw new KafkaJSNonRetriableError('Invalid partitions');
    await this.#retrier(() => setGroupOffsets(this.#cluster, options));
  }

  async resetOffsets(options: { groupId: string; topic: string; earliest?: boolean }): Promise<void> {
    checkGroup(options.groupId);
    checkTopic(options.topic);
    await this.#retrier(async () => {
      const partitions = await findOffsets(this.#cluster, options.topic, options.earliest ? 'earliest' : 'latest');
      await setGroupOffsets(this.#cluster, { ...options, partitions });
    });
  }

  async deleteTopicRecords(options: { topic: string; partitions: PartitionOffset[] }): Promise<void> {
    checkTopic(options.topic);
    const partitions = options.partitions.map(({ partition, offset }) => {
      return { topic: options.topic, partition, beforeOffset: Number(offset) };
    });
    await this.#retrier(async () => {
      const answer = await this.#cluster.request({ kind: 'delete records', partitions });
      for (const { error } of answer.partitions) throwIfError(error);
    });
  }

  async listGroups(): Promise<{ groups: { groupId: string; protocolType: string }[] }> {
    const { groups } = await this.#retrier(() => this.#cluster.request({ kind: 'list groups' }));
    return { groups: groups.map((groupId) => ({ groupId, protocolType: 'consumer' })) };
  }

  async describeGroups(groupIds: string[]): Promise<{ groups: GroupDescription[] }> {
    const answer = await this.#retrier(() => this.#cluster.request({ kind: 'describe groups', groups: groupIds }));
    return { groups: answer.groups.map(groupDescription) };
  }

  async deleteGroups(groupIds: string[]): Promise<DeletedGroup[]> {
    if (!Array.isArray(groupIds)) throw new KafkaJSNonRetriableError(`Invalid groupIds array ${String(groupIds)}`);
    const answer = await this.#retrier(() => this.#cluster.request({ kind: 'delete groups', groups: groupIds }));
    const results = answer.groups.map(({ group, error }): DeletedGroup => {
      if (error === 'NONE') return { groupId: group, errorCode: 0 };
      const failure = new KafkaJSProtocolError(protocolErrorKind(error));
      return { groupId: group, errorCode: failure.code, error: failure };
    });
    const failed = results.filter((result) => result.errorCode !== 0);
    if (failed.length > 0) throw new KafkaJSDeleteGroupsError('Error in DeleteGroups', failed);
    return results;
  }

  async describeCluster(): Promise<{
    brokers: { nodeId: number; host: string; port: number }[];
    controller: number | null;
    clusterId: string;
  }> {
    await this.#retrier(() => this.#cluster.refreshMetadata());
    const { metadata } = this.#cluster;
    const nodeIds = metadata?.brokers ?? [];
    const brokers = nodeIds.map((nodeId) => ({ nodeId, host: `broker-${nodeId}`, port: 9092 }));
    return { brokers, controller: metadata?.controller ?? null, clusterId: 'flotilla' };
  }

  on(eventName: string, listener: EventListener): () => void {
    return this.#instrumentation.on(eventName, listener);
  }

  logger(): Logger {
    return this.#logger;
  }

  #metadata(topics: string[] | null): Promise<{ topics: { name: string; partitions: PartitionMetadata[] }[] }> {
    return this.#retrier(async () => {
      const answer = await this.#cluster.request({ kind: 'metadata', topics, createUnknown: false });
      const described = answer.topics.map(({ topic, error, partitions }) => {
        throwIfError(error);
        return { name: topic, partitions: describePartitions(partitions) };
      });
      return { topics: described };
    });
  }
}

function checkTopic(topic: string): void {
  if (!topic || typeof topic !== 'string') throw new KafkaJSNonRetriableError(`Invalid topic ${String(topic)}`);
}

function checkGroup(groupId: string): void {
  if (!groupId) throw new KafkaJSNonRetriableError(`Invalid groupId ${groupId}`);
}

function checkTopics(topics: ITopicConfig[]): void {
  if (!Array.isArray(topics)) throw new KafkaJSNonRetriableError(`Invalid topics array ${String(topics)}`);
  if (topics.some(({ topic }) => typeof topic !== 'string'))
    throw new KafkaJSNonRetriableError('Invalid topics array, the topic names have to be a valid string');
  if (new Set(topics.map(({ topic }) => topic)).size < topics.length)
    throw new KafkaJSNonRetriableError('Invalid topics array, it cannot have multiple entries for the same topic');
}
