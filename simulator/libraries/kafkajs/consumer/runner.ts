import type { TopicPartition } from '../../../wire/log-protocol.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { asError, isKafkaJSError, isRebalancing, KafkaJSNotImplemented, typeOf } from '../base/errors.ts';
import type { Instrumentation } from '../base/instrumentation.ts';
import type { Logger } from '../base/logger.ts';
import { createRetrier, type Retrier, type RetryOptions } from '../base/retry.ts';
import { FetchedBatch, messageOf, type Batch, type FetchedRecords, type KafkaMessage } from './batch.ts';
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

  // What is run for every record is made once.
  readonly #fetch = () => this.#group.fetch();
  readonly #commitResolved = () => this.#group.offsets.commitResolved();
  readonly #heartbeat = async (): Promise<void> => {
    if (!this.#isHeartbeatDue()) return;
    try {
      await this.#group.session.heartbeat();
    } catch (thrown) {
      if (isRebalancing(thrown) && this.#config.autoCommit) await this.#group.offsets.commitResolved();
      throw thrown;
    }
  };

  async #fetchAndHandle(): Promise<void> {
    const { bridge } = this.#cluster;
    const startUs = bridge.nowUs();
    this.#instrumentation.emit(consumerEvents.FETCH_START, { nodeId: 0 });
    const fetched = await this.#quietly(this.#fetch);
    const duration = (bridge.nowUs() - startUs) / 1000;
    this.#instrumentation.emit(consumerEvents.FETCH, { numberOfBatches: 0, duration, nodeId: 0 });
    if (!this.#isRunning) return;
    if (fetched.length > 0) await workThrough(fetched, this.#config.concurrency, this.#handle);
    else if (this.#isHeartbeatDue()) await this.#quietly(this.#heartbeat);
  }

  readonly #handle = async (fetched: FetchedRecords): Promise<void> => {
    if (!this.#isRunning || fetched.records.length === 0) return;
    const { bridge } = this.#cluster;
    const startUs = bridge.nowUs();
    if (this.#instrumentation.isHeard(consumerEvents.START_BATCH_PROCESS))
      this.#instrumentation.emit(consumerEvents.START_BATCH_PROCESS, progressOf(fetched));
    if (this.#config.eachMessage) await this.#handleEachMessage(fetched, this.#config.eachMessage);
    else if (this.#config.eachBatch) await this.#handleEachBatch(fetched, this.#config.eachBatch);
    if (this.#instrumentation.isHeard(consumerEvents.END_BATCH_PROCESS)) {
      const duration = (bridge.nowUs() - startUs) / 1000;
      this.#instrumentation.emit(consumerEvents.END_BATCH_PROCESS, { ...progressOf(fetched), duration });
    }
    if (this.#config.autoCommit) await this.#quietly(this.#commitResolved);
    if (this.#isHeartbeatDue()) await this.#quietly(this.#heartbeat);
  };

  async #handleEachMessage(fetched: FetchedRecords, eachMessage: EachMessageHandler): Promise<void> {
    const { topic, partition } = fetched;
    const { bridge } = this.#cluster;
    const work = { route: topic, records: 1 };
    const pause = () => this.#pause(fetched);
    for (const record of fetched.records) {
      if (!this.#isRunning || this.#group.hasSeek(fetched)) break;
      const message = messageOf(record);
      const payload = { topic, partition, message, heartbeat: this.#heartbeat, pause };
      const span = startRecordSpan(bridge, this.#group.config.groupId, fetched, record);
      try {
        await runHandler(bridge, span, work, () => eachMessage(payload));
      } catch (thrown) {
        throw await this.#failed('eachMessage', { topic, partition, offset: String(record.offset) }, thrown);
      }
      this.#group.offsets.resolve(fetched, record.offset);
      if (this.#isHeartbeatDue()) await this.#quietly(this.#heartbeat);
      if (this.#config.autoCommit && this.#group.offsets.isCommitDue) await this.#quietly(this.#commitResolved);
      if (this.#group.subscription.isPaused(fetched)) break;
    }
  }

  async #handleEachBatch(fetched: FetchedRecords, eachBatch: EachBatchHandler): Promise<void> {
    const { topic, partition, records } = fetched;
    const { bridge } = this.#cluster;
    const batch = new FetchedBatch(fetched);
    const payload: EachBatchPayload = {
      batch,
      resolveOffset: (offset) => this.#group.offsets.resolve(fetched, Number(offset)),
      heartbeat: this.#heartbeat,
      pause: () => this.#pause(fetched),
      commitOffsetsIfNecessary: async (offsets) => {
        if (offsets) await this.#group.offsets.commit(entriesOf(offsets));
        else if (this.#group.offsets.isCommitDue) await this.#group.offsets.commitResolved();
      },
      uncommittedOffsets: () => this.#group.offsets.uncommitted(),
      isRunning: () => this.#isRunning,
      isStale: () => this.#group.hasSeek(fetched),
    };
    const span = startBatchSpan(bridge, this.#group.config.groupId, fetched);
    try {
      await runHandler(bridge, span, { route: topic, records: records.length }, () => eachBatch(payload));
    } catch (thrown) {
      throw await this.#failed('eachBatch', { topic, partition, offset: batch.firstOffset() }, thrown);
    }
    if (this.#config.eachBatchAutoResolve) this.#group.offsets.resolve(fetched, records.at(-1)!.offset);
  }

  /** What was finished before a handler threw is committed; the record it threw on comes again. */
  async #failed(name: string, where: object, thrown: unknown): Promise<Error> {
    const error = asError(thrown);
    if (!isKafkaJSError(error))
      this.#logger.error(`Error when calling ${name}`, { ...where, error: `${error.name}: ${error.message}` });
    if (this.#config.autoCommit) await this.#quietly(this.#commitResolved);
    return error;
  }

  #isHeartbeatDue(): boolean {
    return this.#group.session.isHeartbeatDue(this.#config.heartbeatInterval);
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

function progressOf(fetched: FetchedRecords) {
  const batch = new FetchedBatch(fetched);
  return {
    topic: batch.topic,
    partition: batch.partition,
    highWatermark: batch.highWatermark,
    offsetLag: batch.offsetLag(),
    offsetLagLow: batch.offsetLagLow(),
    batchSize: batch.messages.length,
    firstOffset: batch.firstOffset(),
    lastOffset: batch.lastOffset(),
  };
}
