import type { Acks, ProduceAnswer, ProduceCall, WireRecord } from '../../../wire/log-protocol.ts';
import { traceparentOf, type TraceContext } from '../../../wire/trace-context.ts';
import { asError, isKafkaJSError, KafkaJSMetadataNotLoaded, KafkaJSRequestTimeoutError } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';
import { throwIfError } from '../base/protocol-errors.ts';
import type { Retrier } from '../base/retry.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Idempotence } from './idempotence.ts';
import { recordOf, type Message } from './message.ts';
import type { Partitioner } from './partitioner.ts';

export interface TopicMessages {
  topic: string;
  messages: Message[];
}

export interface RecordMetadata {
  topicName: string;
  partition: number;
  errorCode: number;
  baseOffset?: string;
  logAppendTime?: string;
  logStartOffset?: string;
}

export interface Sending {
  readonly topicMessages: readonly TopicMessages[];
  readonly acks: Acks;
  readonly timeoutMs: number;
  readonly span: TraceContext;
}

interface PartitionRecords {
  readonly topic: string;
  readonly partition: number;
  readonly records: WireRecord[];
}

/** Sends to each partition's leader, and sends again what a leader did not acknowledge. */
export class SendMessages {
  readonly #cluster: Cluster;
  readonly #logger: Logger;
  readonly #partitioner: Partitioner;
  readonly #retrier: Retrier;
  readonly #idempotence: Idempotence | null;

  constructor(
    cluster: Cluster,
    logger: Logger,
    partitioner: Partitioner,
    retrier: Retrier,
    idempotence: Idempotence | null,
  ) {
    this.#cluster = cluster;
    this.#logger = logger;
    this.#partitioner = partitioner;
    this.#retrier = retrier;
    this.#idempotence = idempotence;
  }

  send(sending: Sending): Promise<RecordMetadata[]> {
    const sendAll = () => this.#sendUntilAcknowledged(sending);
    return this.#idempotence ? this.#idempotence.oneAtATime(sendAll) : sendAll();
  }

  #sendUntilAcknowledged(sending: Sending): Promise<RecordMetadata[]> {
    // Partitions are chosen once: a retry must not take keyless records elsewhere.
    let unsent: PartitionRecords[] | null = null;
    const acknowledged: RecordMetadata[] = [];
    return this.#retrier(async (bail, retryCount, retryTime) => {
      try {
        await this.#cluster.addTargetTopics(sending.topicMessages.map(({ topic }) => topic));
        await this.#cluster.refreshMetadataIfNecessary();
        await this.#idempotence?.initialize();
        unsent ??= this.#partition(sending);
        const requests = this.#byLeader(unsent).map(async (batches) => {
          acknowledged.push(...(await this.#produce(sending, batches)));
          unsent = unsent!.filter((batch) => !batches.includes(batch));
        });
        const failure = (await Promise.allSettled(requests)).find((result) => result.status === 'rejected');
        if (failure) throw failure.reason;
        return acknowledged;
      } catch (thrown) {
        const error = asError(thrown);
        this.#logger.error(`Failed to send messages: ${error.message}`, { retryCount, retryTime });
        if (isKafkaJSError(error) && !error.retriable) bail(error);
        // A broker that does not answer would not answer this either.
        else if (!(error instanceof KafkaJSRequestTimeoutError))
          await this.#cluster.refreshMetadata().catch(() => undefined);
        throw error;
      }
    });
  }

  #partition({ topicMessages, span }: Sending): PartitionRecords[] {
    const wallMs = this.#cluster.bridge.wallMs();
    const partitions = new Map<string, PartitionRecords>();
    for (const { topic, messages } of topicMessages) {
      const partitionMetadata = this.#cluster.findTopicPartitionMetadata(topic);
      if (partitionMetadata.length === 0) throw new KafkaJSMetadataNotLoaded('Producing to topic without metadata');
      for (const message of messages) {
        const partition = this.#partitioner({ topic, partitionMetadata, message });
        const place = `${topic}/${partition}`;
        const batch = partitions.get(place) ?? { topic, partition, records: [] };
        partitions.set(place, batch);
        batch.records.push(recordOf(message, wallMs, traceparentOf(span)));
      }
    }
    return [...partitions.values()];
  }

  /** As in kafkajs, a message for a partition that does not exist is silently not sent. */
  #byLeader(batches: readonly PartitionRecords[]): PartitionRecords[][] {
    const leaders = new Map<number, PartitionRecords[]>();
    for (const batch of batches) {
      const partitions = this.#cluster.findTopicPartitionMetadata(batch.topic);
      const leader = partitions.find(({ partitionId }) => partitionId === batch.partition)?.leader;
      if (leader !== undefined) leaders.set(leader, [...(leaders.get(leader) ?? []), batch]);
    }
    return [...leaders.values()];
  }

  async #produce({ acks, timeoutMs }: Sending, unnumbered: readonly PartitionRecords[]): Promise<RecordMetadata[]> {
    const batches = unnumbered.map((batch) => this.#idempotence?.numbered(batch) ?? { ...batch, firstSequence: 0 });
    const producer = this.#idempotence?.producer ?? null;
    const call: ProduceCall = { kind: 'produce', acks, timeoutMs, producer, batches };
    if (acks === 0) {
      await this.#cluster.tell(call);
      return [];
    }
    const answer = await this.#cluster.request(call, timeoutMs);
    for (const { error } of answer.batches) throwIfError(error);
    for (const batch of batches) this.#idempotence?.acknowledged(batch);
    return answer.batches.map(metadataOf);
  }
}

function metadataOf(batch: ProduceAnswer['batches'][number]): RecordMetadata {
  return {
    topicName: batch.topic,
    partition: batch.partition,
    errorCode: 0,
    baseOffset: String(batch.baseOffset),
    logAppendTime: '-1',
    logStartOffset: String(batch.logStartOffset),
  };
}
