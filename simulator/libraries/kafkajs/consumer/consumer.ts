import { asError, KafkaJSError, KafkaJSNonRetriableError, KafkaJSNumberOfRetriesExceeded } from '../base/errors.ts';
import { Instrumentation, type EventListener } from '../base/instrumentation.ts';
import type { Logger } from '../base/logger.ts';
import { createRetrier, retryDefaults, type RetryOptions } from '../base/retry.ts';
import { inBackground, shared } from '../base/turns.ts';
import type { Cluster } from '../cluster/cluster.ts';
import {
  checkedCommits,
  checkedSeek,
  checkedSubscriptions,
  checkSelections,
  type ConsumerSubscribeTopic,
  type ConsumerSubscribeTopics,
  type TopicPartitionOffset,
  type TopicPartitionOffsetAndMetadata,
  type TopicSelection,
} from './arguments.ts';
import { PartitionAssigners, type Assigner, type PartitionAssigner } from './assigner.ts';
import { ConsumerGroup } from './consumer-group.ts';
import { consumerEvents } from './events.ts';
import { groupDescription, type GroupDescription } from './group-description.ts';
import { Runner, type EachBatchHandler, type EachMessageHandler } from './runner.ts';
import type { TopicPartitions } from './subscription-state.ts';

export interface ConsumerConfig {
  groupId: string;
  partitionAssigners?: PartitionAssigner[];
  metadataMaxAge?: number;
  sessionTimeout?: number;
  rebalanceTimeout?: number;
  heartbeatInterval?: number;
  maxBytesPerPartition?: number;
  minBytes?: number;
  maxBytes?: number;
  maxWaitTimeInMs?: number;
  retry?: RetryOptions;
  allowAutoTopicCreation?: boolean;
  maxInFlightRequests?: number;
  readUncommitted?: boolean;
  rackId?: string;
}

export interface ConsumerRunConfig {
  autoCommit?: boolean;
  autoCommitInterval?: number | null;
  autoCommitThreshold?: number | null;
  eachBatchAutoResolve?: boolean;
  partitionsConsumedConcurrently?: number;
  eachBatch?: EachBatchHandler;
  eachMessage?: EachMessageHandler;
}

const notRunning = 'Consumer group was not initialized, consumer#run must be called first';

/** kafkajs' consumer. Its calls may come in any order; those that make no sense are refused in kafkajs' words. */
export class Consumer {
  readonly events = consumerEvents;
  readonly #cluster: Cluster;
  readonly #config: ConsumerConfig;
  readonly #logger: Logger;
  readonly #rootLogger: Logger;
  readonly #instrumentation: Instrumentation;
  readonly #assigners: Assigner[];
  readonly #topics = new Map<string, { readonly fromBeginning: boolean }>();
  readonly #stopOnce: () => Promise<void>;
  #group: ConsumerGroup | null = null;
  #runner: Runner | null = null;
  #restartTimer: number | null = null;

  constructor(cluster: Cluster, rootLogger: Logger, config: ConsumerConfig) {
    const { groupId, sessionTimeout = 30_000, heartbeatInterval = 3_000 } = config;
    if (!groupId) throw new KafkaJSNonRetriableError('Consumer groupId must be a non-empty string.');
    if (heartbeatInterval >= sessionTimeout)
      throw new KafkaJSNonRetriableError(
        `Consumer heartbeatInterval (${heartbeatInterval}) must be lower than sessionTimeout (${sessionTimeout}). It is recommended to set heartbeatInterval to approximately a third of the sessionTimeout.`,
      );
    this.#cluster = cluster;
    this.#config = config;
    this.#rootLogger = rootLogger;
    this.#logger = rootLogger.namespace('Consumer');
    this.#instrumentation = new Instrumentation(cluster.bridge, this.#logger, 'consumer', consumerEvents);
    const createAssigners = config.partitionAssigners ?? [PartitionAssigners.roundRobin];
    this.#assigners = createAssigners.map((create) => create({ groupId, logger: this.#logger, cluster }));
    this.#stopOnce = shared(cluster.bridge, () => this.#stop());
  }

  async connect(): Promise<void> {
    await this.#cluster.connect();
    this.#instrumentation.emit(consumerEvents.CONNECT);
  }

  async disconnect(): Promise<void> {
    await this.stop();
    this.#cluster.disconnect();
    this.#instrumentation.emit(consumerEvents.DISCONNECT);
  }

  stop(): Promise<void> {
    return inBackground(this.#cluster.bridge, this.#stopOnce);
  }

  async subscribe(subscription: ConsumerSubscribeTopics | ConsumerSubscribeTopic): Promise<void> {
    if (this.#group) throw new KafkaJSNonRetriableError('Cannot subscribe to topic while consumer is running');
    const wanted = checkedSubscriptions(subscription);
    const existing = wanted.some((topic) => topic instanceof RegExp) ? await this.#existingTopics() : [];
    const topics = wanted.flatMap((topic) =>
      topic instanceof RegExp ? existing.filter((name) => topic.test(name)) : [topic],
    );
    const { fromBeginning = false } = subscription;
    for (const topic of topics) this.#topics.set(topic, { fromBeginning });
    await this.#cluster.addTargetTopics(topics);
  }

  async run(config: ConsumerRunConfig = {}): Promise<void> {
    if (this.#group) {
      const { groupId } = this.#config;
      this.#logger.warn('consumer#run was called, but the consumer is already running', { groupId });
      return;
    }
    await inBackground(this.#cluster.bridge, () => this.#start(config));
  }

  async commitOffsets(offsets: TopicPartitionOffsetAndMetadata[] = []): Promise<void> {
    const entries = checkedCommits(offsets);
    if (!this.#group || !this.#runner) throw new KafkaJSNonRetriableError(notRunning);
    await this.#runner.commitOffsets(entries);
  }

  seek(target: TopicPartitionOffset): void {
    const place = checkedSeek(target);
    this.#runningGroup().seek(place);
  }

  pause(topics: TopicSelection[] = []): void {
    checkSelections(topics, 'pause');
    const { subscription } = this.#runningGroup();
    for (const { topic, partitions } of topics) subscription.pause(topic, partitions);
  }

  resume(topics: TopicSelection[] = []): void {
    checkSelections(topics, 'resume');
    const { subscription } = this.#runningGroup();
    for (const { topic, partitions } of topics) subscription.resume(topic, partitions);
  }

  paused(): TopicPartitions[] {
    return this.#group?.subscription.paused() ?? [];
  }

  async describeGroup(): Promise<GroupDescription> {
    const { groupId } = this.#config;
    const retrier = createRetrier(this.#cluster.bridge, this.#config.retry);
    return retrier(async () => {
      const { groups } = await this.#cluster.request({ kind: 'describe groups', groups: [groupId] });
      return groupDescription(groups[0]!);
    });
  }

  on(eventName: string, listener: EventListener): () => void {
    return this.#instrumentation.on(eventName, listener);
  }

  logger(): Logger {
    return this.#logger;
  }

  async #start(run: ConsumerRunConfig): Promise<void> {
    const { groupId, retry = {} } = this.#config;
    this.#logger.info('Starting', { groupId });
    const { autoCommit = true, autoCommitInterval = null, autoCommitThreshold = null } = run;
    const retrier = createRetrier(this.#cluster.bridge, retry);
    const group = new ConsumerGroup(this.#cluster, this.#rootLogger, this.#instrumentation, retrier, {
      groupId,
      topics: this.#topics,
      assigners: this.#assigners,
      sessionTimeout: this.#config.sessionTimeout ?? 30_000,
      rebalanceTimeout: this.#config.rebalanceTimeout ?? 60_000,
      maxBytesPerPartition: this.#config.maxBytesPerPartition ?? 1_048_576,
      minBytes: this.#config.minBytes ?? 1,
      maxBytes: this.#config.maxBytes ?? 10_485_760,
      maxWaitTimeInMs: this.#config.maxWaitTimeInMs ?? 5_000,
      autoCommit,
      autoCommitInterval,
      autoCommitThreshold,
    });
    this.#group = group;
    this.#runner = new Runner(this.#cluster, group, this.#instrumentation, this.#rootLogger, {
      heartbeatInterval: this.#config.heartbeatInterval ?? 3_000,
      retry,
      autoCommit,
      eachBatchAutoResolve: run.eachBatchAutoResolve ?? true,
      concurrency: run.partitionsConsumedConcurrently ?? 1,
      eachMessage: run.eachMessage ?? null,
      eachBatch: run.eachBatch ?? null,
      onCrash: (error) => void this.#afterCrash(error, run),
    });
    await this.#runner.start();
  }

  async #stop(): Promise<void> {
    if (this.#runner) {
      await this.#runner.stop();
      this.#runner = null;
      this.#group = null;
      this.#instrumentation.emit(consumerEvents.STOP);
    }
    if (this.#restartTimer !== null) this.#cluster.bridge.clear(this.#restartTimer);
    this.#restartTimer = null;
    this.#logger.info('Stopped', { groupId: this.#config.groupId });
  }

  /** A consumer beaten by passing trouble starts again; one whose handler is wrong stays down, as in kafkajs. */
  async #afterCrash(error: Error, run: ConsumerRunConfig): Promise<void> {
    const { groupId, retry = {} } = this.#config;
    const exceeded = error instanceof KafkaJSNumberOfRetriesExceeded ? error : null;
    this.#logger.error(`Crash: ${error.name}: ${error.message}`, { groupId, retryCount: exceeded?.retryCount });
    await this.disconnect();
    const origin = originOf(error);
    const isRetriable = exceeded !== null || (origin instanceof KafkaJSError && origin.retriable);
    const restart = isRetriable && (await this.#mayRestart(error));
    this.#instrumentation.emit(consumerEvents.CRASH, { error, groupId, restart });
    if (!restart) return;
    const retryTime = exceeded?.retryTime ?? retry.initialRetryTime ?? retryDefaults.initialRetryTime;
    this.#logger.error(`Restarting the consumer in ${retryTime}ms`, { groupId, retryTime });
    this.#restartTimer = this.#cluster.bridge.after(Math.round(retryTime * 1000), () => {
      this.#restartTimer = null;
      void this.#cluster.bridge.withTrace(null, () => this.#start(run));
    });
  }

  async #mayRestart(error: Error): Promise<boolean> {
    const { restartOnFailure } = this.#config.retry ?? {};
    if (!restartOnFailure) return true;
    try {
      return await restartOnFailure(error);
    } catch (thrown) {
      const message = 'Caught error when invoking user-provided "restartOnFailure" callback. Defaulting to restarting.';
      this.#logger.error(message, { error: asError(thrown).message, groupId: this.#config.groupId });
      return true;
    }
  }

  #runningGroup(): ConsumerGroup {
    if (!this.#group) throw new KafkaJSNonRetriableError(notRunning);
    return this.#group;
  }

  async #existingTopics(): Promise<string[]> {
    const { topics } = await this.#cluster.request({ kind: 'metadata', topics: null, createUnknown: false });
    return topics.map(({ topic }) => topic);
  }
}

function originOf(error: Error): Error {
  return error.cause instanceof Error ? originOf(error.cause) : error;
}
