import type { TopicPartition } from '../../../wire/log-protocol.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { asError, isKafkaJSError, isRebalancing, KafkaJSNotImplemented, typeOf } from '../base/errors.ts';
import type { Instrumentation } from '../base/instrumentation.ts';
import type { Logger } from '../base/logger.ts';
import { createRetrier, type Retrier, type RetryOptions } from '../base/retry.ts';
import { batchOf, type Batch, type KafkaMessage } from './batch.ts';
import type { ConsumerGroup } from './consumer-group.ts';
import { consumerEvents } from './events.ts';
import { runHandler, startBatchSpan, startRecordSpan } from './handler.ts';
import type { CommitEntry, Offsets } from './offset-manager.ts';
import { workThrough } from './work-queue.ts';

export interface EachMessagePayload {
  topic: string;
  partition: number;
  message: KafkaMessage;
  heartbeat(): Promise<void>;
  pause(): () => void;
}

export interface EachBatchPayload {
  batch: Batch;
  resolveOffset(offset: string): void;
  heartbeat(): Promise<void>;
  pause(): () => void;
  commitOffsetsIfNecessary(offsets?: Offsets): Promise<void>;
  uncommittedOffsets(): Offsets;
  isRunning(): boolean;
  isStale(): boolean;
}

export type EachMessageHandler = (payload: EachMessagePayload) => Promise<void>;
export type EachBatchHandler = (payload: EachBatchPayload) => Promise<void>;

export interface RunnerConfig {
  readonly heartbeatInterval: number;
  readonly retry: RetryOptions;
  readonly autoCommit: boolean;
  readonly eachBatchAutoResolve: boolean;
  readonly concurrency: number;
  readonly eachMessage: EachMessageHandler | null;
  readonly eachBatch: EachBatchHandler | null;
  readonly onCrash: (error: Error) => void;
}

/** Fetches, hands over, commits, and says so to the group in between; over and over until stopped or beaten. */
export class Runner {
  readonly #cluster: Cluster;
  readonly #group: ConsumerGroup;
  readonly #instrumentation: Instrumentation;
  readonly #logger: Logger;
  readonly #config: RunnerConfig;
  readonly #retrier: Retrier;
  #isRunning = false;
  #isConsuming = false;
  #onIdle: (() => void)[] = [];

  constructor(
    cluster: Cluster,
    group: ConsumerGroup,
    instrumentation: Instrumentation,
    logger: Logger,
    config: RunnerConfig,
  ) {
    this.#cluster = cluster;
    this.#group = group;
    this.#instrumentation = instrumentation;
    this.#logger = logger.namespace('Runner');
    this.#config = config;
    this.#retrier = createRetrier(cluster.bridge, config.retry);
  }

  async start(): Promise<void> {
    try {
      await this.#group.connect();
      await this.#group.joinAndSync();
    } catch (thrown) {
      this.#config.onCrash(asError(thrown));
      return;
    }
    this.#isRunning = true;
    this.#schedule();
  }

  async stop(): Promise<void> {
    if (!this.#isRunning) return;
    this.#isRunning = false;
    if (this.#isConsuming) await new Promise<void>((resolve) => this.#onIdle.push(resolve));
    await this.#group.session.leave().catch(() => undefined);
  }

  /** A commit the service asked for: it stays in the service's trace. */
  async commitOffsets(entries: readonly CommitEntry[]): Promise<void> {
    if (!this.#isRunning) return;
    await this.#retrier(async () => {
      try {
        await this.#group.offsets.commit(entries);
      } catch (thrown) {
        if (this.#isRunning) throw thrown;
      }
    });
  }

  #schedule(): void {
    if (!this.#isRunning) {
      this.#becomeIdle();
      return;
    }
    this.#isConsuming = true;
    const attempt = this.#retrier(async (bail) => {
      try {
        while (this.#isRunning) await this.#fetchAndHandle();
      } catch (thrown) {
        await this.#recover(asError(thrown), bail);
      }
    });
    attempt.then(
      () => this.#schedule(),
      (thrown: unknown) => {
        this.#config.onCrash(asError(thrown));
        this.#isRunning = false;
        this.#becomeIdle();
      },
    );
  }

  #becomeIdle(): void {
    this.#isConsuming = false;
    const waiting = this.#onIdle;
    this.#onIdle = [];
    for (const resolve of waiting) resolve();
  }

  async #recover(error: Error, bail: (error: Error) => void): Promise<void> {
    const { session } = this.#group;
    const { groupId, memberId } = session.identity();
    if (isRebalancing(error)) {
      this.#logger.warn('The group is rebalancing, re-joining', { groupId, memberId, error: error.message });
      this.#instrumentation.emit(consumerEvents.REBALANCING, { groupId, memberId });
    } else if (typeOf(error) === 'UNKNOWN_MEMBER_ID') {
      const message = 'The coordinator is not aware of this member, re-joining the group';
      this.#logger.error(message, { groupId, memberId, error: error.message });
      session.memberId = '';
    } else if (error instanceof KafkaJSNotImplemented) {
      return bail(error);
    } else {
      throw error;
    }
    await this.#quietly(() => this.#group.joinAndSync());
  }

  async #fetchAndHandle(): Promise<void> {
    const { bridge } = this.#cluster;
    const startUs = bridge.nowUs();
    this.#instrumentation.emit(consumerEvents.FETCH_START, { nodeId: 0 });
    const fetched = await this.#quietly(() => this.#group.fetch());
    const duration = (bridge.nowUs() - startUs) / 1000;
    this.#instrumentation.emit(consumerEvents.FETCH, { numberOfBatches: 0, duration, nodeId: 0 });
    if (!this.#isRunning) return;
    if (fetched.length === 0) await this.#quietly(() => this.#heartbeat());
    else await workThrough(fetched.map(batchOf), this.#config.concurrency, (batch) => this.#handle(batch));
  }

  async #handle(batch: Batch): Promise<void> {
    if (!this.#isRunning || batch.isEmpty()) return;
    const { bridge } = this.#cluster;
    const startUs = bridge.nowUs();
    const payload = {
      topic: batch.topic,
      partition: batch.partition,
      highWatermark: batch.highWatermark,
      offsetLag: batch.offsetLag(),
      offsetLagLow: batch.offsetLagLow(),
      batchSize: batch.messages.length,
      firstOffset: batch.firstOffset(),
      lastOffset: batch.lastOffset(),
    };
    this.#instrumentation.emit(consumerEvents.START_BATCH_PROCESS, payload);
    if (this.#config.eachMessage) await this.#handleEachMessage(batch, this.#config.eachMessage);
    else if (this.#config.eachBatch) await this.#handleEachBatch(batch, this.#config.eachBatch);
    const duration = (bridge.nowUs() - startUs) / 1000;
    this.#instrumentation.emit(consumerEvents.END_BATCH_PROCESS, { ...payload, duration });
    await this.#quietly(() => this.#autoCommit());
    await this.#quietly(() => this.#heartbeat());
  }

  async #handleEachMessage(batch: Batch, eachMessage: EachMessageHandler): Promise<void> {
    const { topic, partition } = batch;
    const { bridge } = this.#cluster;
    const place = { topic, partition, groupId: this.#group.config.groupId };
    for (const message of batch.messages) {
      if (!this.#isRunning || this.#group.hasSeek(batch)) break;
      const span = startRecordSpan(bridge, place, message);
      const heartbeat = () => this.#heartbeat();
      const handler = () => eachMessage({ topic, partition, message, heartbeat, pause: () => this.#pause(batch) });
      await this.#orCommitAndThrow('eachMessage', { topic, partition, offset: message.offset }, () =>
        runHandler(bridge, span, { route: topic, records: 1 }, handler),
      );
      this.#group.offsets.resolve(batch, Number(message.offset));
      await this.#quietly(() => this.#heartbeat());
      await this.#quietly(async () => {
        if (this.#config.autoCommit) await this.#group.offsets.commitIfNecessary();
      });
      if (this.#group.subscription.isPaused(batch)) break;
    }
  }

  async #handleEachBatch(batch: Batch, eachBatch: EachBatchHandler): Promise<void> {
    const { topic, partition } = batch;
    const { bridge } = this.#cluster;
    const span = startBatchSpan(bridge, { topic, partition, groupId: this.#group.config.groupId }, batch);
    const payload: EachBatchPayload = {
      batch,
      resolveOffset: (offset) => this.#group.offsets.resolve(batch, Number(offset)),
      heartbeat: () => this.#heartbeat(),
      pause: () => this.#pause(batch),
      commitOffsetsIfNecessary: async (offsets) => {
        if (offsets) await this.#group.offsets.commit(entriesOf(offsets));
        else await this.#group.offsets.commitIfNecessary();
      },
      uncommittedOffsets: () => this.#group.offsets.uncommitted(),
      isRunning: () => this.#isRunning,
      isStale: () => this.#group.hasSeek(batch),
    };
    await this.#orCommitAndThrow('eachBatch', { topic, partition, offset: batch.firstOffset() }, () =>
      runHandler(bridge, span, { route: topic, records: batch.messages.length }, () => eachBatch(payload)),
    );
    if (this.#config.eachBatchAutoResolve) this.#group.offsets.resolve(batch, Number(batch.lastOffset()));
  }

  /** What was finished before a handler threw is committed; the record it threw on comes again. */
  async #orCommitAndThrow(name: string, where: object, run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (thrown) {
      const error = asError(thrown);
      if (!isKafkaJSError(error))
        this.#logger.error(`Error when calling ${name}`, { ...where, error: `${error.name}: ${error.message}` });
      await this.#quietly(() => this.#autoCommit());
      throw error;
    }
  }

  async #heartbeat(): Promise<void> {
    try {
      await this.#group.session.heartbeat(this.#config.heartbeatInterval);
    } catch (thrown) {
      if (isRebalancing(thrown)) await this.#autoCommit();
      throw thrown;
    }
  }

  async #autoCommit(): Promise<void> {
    if (this.#config.autoCommit) await this.#group.offsets.commitResolved();
  }

  #pause({ topic, partition }: TopicPartition): () => void {
    this.#group.subscription.pause(topic, [partition]);
    return () => this.#group.subscription.resume(topic, [partition]);
  }

  /** The consumer's own business belongs to no request. */
  #quietly<Value>(run: () => Promise<Value>): Promise<Value> {
    return this.#cluster.bridge.withTrace(null, run);
  }
}

function entriesOf(offsets: Offsets): CommitEntry[] {
  return offsets.topics.flatMap(({ topic, partitions }) =>
    partitions.map(({ partition, offset }) => ({ topic, partition, offset: Number(offset), metadata: null })),
  );
}
