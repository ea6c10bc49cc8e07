import type { FetchAnswer, FetchCall, TopicPartition, WireAssignment } from '../../../wire/log-protocol.ts';
import {
  asError,
  isRebalancing,
  KafkaJSConnectionClosedError,
  KafkaJSError,
  KafkaJSOffsetOutOfRange,
  KafkaJSStaleTopicMetadataAssignment,
  typeOf,
} from '../base/errors.ts';
import type { Instrumentation } from '../base/instrumentation.ts';
import type { Logger } from '../base/logger.ts';
import { protocolErrorKind, throwIfError } from '../base/protocol-errors.ts';
import type { Retrier } from '../base/retry.ts';
import { sleep } from '../base/turns.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Metadata } from '../cluster/metadata.ts';
import type { Assigner } from './assigner.ts';
import type { FetchedRecords } from './batch.ts';
import { consumerEvents } from './events.ts';
import { gracePeriodMs, GroupSession } from './group-session.ts';
import { OffsetManager, offsetsOf } from './offset-manager.ts';
import { SubscriptionState } from './subscription-state.ts';

export interface ConsumerGroupConfig {
  readonly groupId: string;
  /** Topics and whether to begin at their beginning. */
  readonly topics: ReadonlyMap<string, { readonly fromBeginning: boolean }>;
  readonly assigners: readonly Assigner[];
  readonly sessionTimeout: number;
  readonly rebalanceTimeout: number;
  readonly maxBytesPerPartition: number;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly maxWaitTimeInMs: number;
  readonly autoCommit: boolean;
  readonly autoCommitInterval: number | null;
  readonly autoCommitThreshold: number | null;
}

const staleMetadata: readonly (string | undefined)[] = [
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_FOR_PARTITION',
  'UNKNOWN_TOPIC_OR_PARTITION',
];

/** What this member owns, how far it has come, and fetching more of it. */
export class ConsumerGroup {
  readonly subscription = new SubscriptionState();
  readonly session: GroupSession;
  offsets: OffsetManager;
  readonly config: ConsumerGroupConfig;
  readonly #cluster: Cluster;
  readonly #instrumentation: Instrumentation;
  readonly #logger: Logger;
  readonly #retrier: Retrier;
  readonly #seeks = new Map<string, TopicPartition & { offset: number }>();
  #partitionCounts = new Map<string, number>();
  /** No topic in it had partitions that this generation does not know. */
  #checkedMetadata: Metadata | null = null;

  constructor(
    cluster: Cluster,
    logger: Logger,
    instrumentation: Instrumentation,
    retrier: Retrier,
    config: ConsumerGroupConfig,
  ) {
    this.#cluster = cluster;
    this.#logger = logger.namespace('ConsumerGroup');
    this.#instrumentation = instrumentation;
    this.#retrier = retrier;
    this.config = config;
    this.session = new GroupSession(cluster, instrumentation, { ...config, topics: [...config.topics.keys()] });
    this.offsets = this.#newOffsets([]);
  }

  async connect(): Promise<void> {
    await this.#cluster.connect();
    this.#instrumentation.emit(consumerEvents.CONNECT);
    await this.#cluster.refreshMetadataIfNecessary();
  }

  joinAndSync(): Promise<void> {
    const startUs = this.#cluster.bridge.nowUs();
    return this.#retrier(async (bail) => {
      try {
        this.#take(await this.session.joinAndSync(() => (this.#partitionCounts = this.#countPartitions())));
        const duration = (this.#cluster.bridge.nowUs() - startUs) / 1000;
        const payload = { ...this.session.identity(), memberAssignment: this.#memberAssignment(), duration };
        this.#instrumentation.emit(consumerEvents.GROUP_JOIN, payload);
        this.#logger.info('Consumer has joined the group', payload);
      } catch (thrown) {
        const error = asError(thrown);
        if (typeOf(error) === 'UNKNOWN_MEMBER_ID') this.session.memberId = '';
        if (isRebalancing(error) || typeOf(error) === 'UNKNOWN_MEMBER_ID') throw new KafkaJSError(error);
        bail(error);
      }
    });
  }

  seek(place: TopicPartition & { offset: number }): void {
    this.#seeks.set(`${place.topic}/${place.partition}`, place);
  }

  hasSeek({ topic, partition }: TopicPartition): boolean {
    return this.#seeks.size > 0 && this.#seeks.has(`${topic}/${partition}`);
  }

  async fetch(): Promise<readonly FetchedRecords[]> {
    try {
      if (!this.#isPrepared()) await this.#prepare();
      const { groupId, maxWaitTimeInMs, minBytes, maxBytes, maxBytesPerPartition } = this.config;
      const partitions = this.#wanted();
      if (partitions.length === 0) {
        await sleep(this.#cluster.bridge, maxWaitTimeInMs);
        return [];
      }
      const answer = await this.#cluster.request(
        {
          kind: 'fetch',
          group: groupId,
          member: this.session.memberId,
          maxWaitMs: maxWaitTimeInMs,
          minBytes,
          maxBytes,
          maxBytesPerPartition,
          partitions,
        },
        maxWaitTimeInMs + gracePeriodMs,
      );
      return this.#accepted(answer);
    } catch (thrown) {
      await this.#recover(asError(thrown));
      return [];
    }
  }

  #isPrepared(): boolean {
    return (
      this.#seeks.size === 0 &&
      !this.#cluster.isMetadataStale &&
      this.#cluster.metadata === this.#checkedMetadata &&
      !this.offsets.hasUnknownPositions
    );
  }

  async #prepare(): Promise<void> {
    await this.#cluster.refreshMetadataIfNecessary();
    this.#checkForNewPartitions();
    this.#checkedMetadata = this.#cluster.metadata;
    await this.#applySeeks();
    await this.offsets.resolvePositions();
  }

  #wanted(): FetchCall['partitions'] {
    const wanted: FetchCall['partitions'][number][] = [];
    for (const position of this.offsets.positions) {
      const offset = position.resolved ?? position.committed;
      if (offset === null || this.subscription.isPaused(position)) continue;
      wanted.push({ topic: position.topic, partition: position.partition, offset });
    }
    return wanted;
  }

  /** What came for partitions that were paused or moved meanwhile is left out: it will be fetched again. */
  #accepted({ partitions }: FetchAnswer): readonly FetchedRecords[] {
    const accepted: FetchedRecords[] = [];
    for (const fetched of partitions) throwIfFetchFailed(fetched);
    for (const fetched of partitions)
      if (!this.hasSeek(fetched) && !this.subscription.isPaused(fetched)) accepted.push(fetched);
    return accepted;
  }

  async #recover(error: Error): Promise<void> {
    if (staleMetadata.includes(typeOf(error))) {
      await this.#cluster.refreshMetadata();
      await this.joinAndSync();
    } else if (error instanceof KafkaJSStaleTopicMetadataAssignment) {
      this.#logger.warn(`${error.message}, resync group`, { groupId: this.config.groupId, topic: error.topic });
      await this.joinAndSync();
    } else if (error instanceof KafkaJSOffsetOutOfRange) {
      const { topic, partition } = error;
      const { groupId } = this.config;
      this.#logger.error('Offset out of range, resetting to default offset', { topic, partition, groupId });
      this.offsets.resetToDefault({ topic, partition });
    } else if (!(error instanceof KafkaJSConnectionClosedError)) {
      throw error;
    }
  }

  async #applySeeks(): Promise<void> {
    for (const [key, place] of [...this.#seeks]) {
      if (!this.subscription.owns(place)) continue;
      this.#seeks.delete(key);
      await this.offsets.seek(place, place.offset);
    }
  }

  #take(assignment: WireAssignment): void {
    const { topics } = this.config;
    const assignedTopics = Object.keys(assignment);
    const topicsNotSubscribed = assignedTopics.filter((topic) => !topics.has(topic));
    if (topicsNotSubscribed.length > 0) {
      const payload = {
        ...this.session.identity(),
        assignedTopics,
        topicsSubscribed: [...topics.keys()],
        topicsNotSubscribed,
      };
      this.#instrumentation.emit(consumerEvents.RECEIVED_UNSUBSCRIBED_TOPICS, payload);
      this.#logger.warn('Consumer group received unsubscribed topics', payload);
    }
    const kept = assignedTopics.filter((topic) => topics.has(topic));
    this.subscription.assign(Object.fromEntries(kept.map((topic) => [topic, assignment[topic]!])));
    this.offsets = this.#newOffsets(this.subscription.assigned());
  }

  #newOffsets(assigned: readonly TopicPartition[]): OffsetManager {
    const { groupId, topics, autoCommit, autoCommitInterval, autoCommitThreshold } = this.config;
    const membership = { groupId, memberId: this.session.memberId, generationId: this.session.generation };
    return new OffsetManager(this.#cluster, {
      membership,
      assigned,
      fromBeginning: (topic) => topics.get(topic)?.fromBeginning ?? false,
      autoCommit,
      autoCommitInterval,
      autoCommitThreshold,
      onCommit: (entries) => {
        if (!this.#instrumentation.isHeard(consumerEvents.COMMIT_OFFSETS)) return;
        const payload = { groupId, memberId: membership.memberId, groupGenerationId: membership.generationId };
        this.#instrumentation.emit(consumerEvents.COMMIT_OFFSETS, { ...payload, ...offsetsOf(entries) });
      },
    });
  }

  #checkForNewPartitions(): void {
    for (const [topic, count] of this.#countPartitions()) {
      const known = this.#partitionCounts.get(topic) ?? 0;
      const unknownPartitions = Array.from({ length: Math.max(0, count - known) }, (_, index) => known + index);
      if (unknownPartitions.length > 0)
        throw new KafkaJSStaleTopicMetadataAssignment('Topic has been updated', { topic, unknownPartitions });
    }
  }

  #countPartitions(): Map<string, number> {
    const topics = [...this.config.topics.keys()];
    return new Map(topics.map((topic) => [topic, this.#cluster.findTopicPartitionMetadata(topic).length]));
  }

  #memberAssignment(): Record<string, number[]> {
    const assignment: Record<string, number[]> = {};
    for (const { topic, partition } of this.subscription.assigned()) (assignment[topic] ??= []).push(partition);
    return assignment;
  }
}

function throwIfFetchFailed({ error, topic, partition }: FetchAnswer['partitions'][number]): void {
  if (error === 'OFFSET_OUT_OF_RANGE')
    throw new KafkaJSOffsetOutOfRange(protocolErrorKind(error), { topic, partition });
  throwIfError(error);
}
