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
    if (!this.#idempotence) return this.#sendUntilAcknowledged(sending);
    return this.#idempotence.oneAtATime(() => this.#sendUntilAcknowledged(sending));
  }

  #sendUntilAcknowledged(sending: Sending): Promise<RecordMetadata[]> {
    // Partitions are chosen once: a retry must not take keyless records elsewhere.
    let unsent: readonly PartitionRecords[] | null = null;
    const acknowledged: RecordMetadata[] = [];
    return this.#retrier(async (bail, retryCount, retryTime) => {
      try {
        if (!this.#isReadyFor(sending)) await this.#prepareFor(sending);
        unsent ??= this.#partition(sending);
        const byLeader = this.#byLeader(unsent);
        const sendTo = async (batches: readonly PartitionRecords[]): Promise<void> => {
          acknowledged.push(...(await this.#produce(sending, batches)));
          unsent = unsent!.filter((batch) => !batches.includes(batch));
        };
        if (byLeader.length === 1) await sendTo(byLeader[0]!);
        else await allDone(byLeader.map(sendTo));
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

  #isReadyFor({ topicMessages }: Sending): boolean {
    if (this.#cluster.isMetadataStale || (this.#idempotence && !this.#idempotence.producer)) return false;
    for (const { topic } of topicMessages) if (!this.#cluster.isTargeting(topic)) return false;
    return true;
  }

  async #prepareFor({ topicMessages }: Sending): Promise<void> {
    await this.#cluster.addTargetTopics(topicMessages.map(({ topic }) => topic));
    await this.#cluster.refreshMetadataIfNecessary();
    await this.#idempotence?.initialize();
  }

  #partition({ topicMessages, span }: Sending): PartitionRecords[] {
    const wallMs = this.#cluster.bridge.wallMs();
    const traceparent = traceparentOf(span);
    const batches: PartitionRecords[] = [];
    for (const { topic, messages } of topicMessages) {
      const partitionMetadata = this.#cluster.findTopicPartitionMetadata(topic);
      if (partitionMetadata.length === 0) throw new KafkaJSMetadataNotLoaded('Producing to topic without metadata');
      const ofTopic = new Map<number, PartitionRecords>();
      for (const message of messages) {
        const partition = this.#partitioner({ topic, partitionMetadata, message });
        let batch = ofTopic.get(partition);
        if (!batch) {
          batch = { topic, partition, records: [] };
          ofTopic.set(partition, batch);
          batches.push(batch);
        }
        batch.records.push(recordOf(message, wallMs, traceparent));
      }
    }
    return batches;
  }

  /** As in kafkajs, a message for a partition that does not exist is silently not sent. */
  #byLeader(batches: readonly PartitionRecords[]): PartitionRecords[][] {
    const leaders = new Map<number, PartitionRecords[]>();
    for (const batch of batches) {
      const partitions = this.#cluster.findTopicPartitionMetadata(batch.topic);
      const leader = partitions.find(({ partitionId }) => partitionId === batch.partition)?.leader;
      if (leader === undefined) continue;
      const led = leaders.get(leader);
      if (led) led.push(batch);
      else leaders.set(leader, [batch]);
    }
    return [...leaders.values()];
  }

  async #produce({ acks, timeoutMs }: Sending, unnumbered: readonly PartitionRecords[]): Promise<RecordMetadata[]> {
    const idempotence = this.#idempotence;
    const batches = unnumbered.map(({ topic, partition, records }) => {
      return { topic, partition, firstSequence: idempotence?.nextSequence(topic, partition) ?? 0, records };
    });
    const call: ProduceCall = { kind: 'produce', acks, timeoutMs, producer: idempotence?.producer ?? null, batches };
    if (acks === 0) {
      await this.#cluster.tell(call);
      return [];
    }
    const answer = await this.#cluster.request(call, timeoutMs);
    for (const { error } of answer.batches) throwIfError(error);
    for (const { topic, partition, records } of batches) idempotence?.acknowledged(topic, partition, records.length);
    return answer.batches.map(metadataOf);
  }
}

/** Waits for all of them even when some fail; then the first failure is thrown. */
async function allDone(requests: readonly Promise<void>[]): Promise<void> {
  const failure = (await Promise.allSettled(requests)).find((result) => result.status === 'rejected');
  if (failure) throw failure.reason;
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
