import type { LogErrorType, ProduceCall } from '../../wire/log-protocol.ts';
import type { Partition } from './partitions/partition.ts';
import { recordBytes } from './partitions/record-log.ts';
import { answerTo, Production, type Batch, type BatchAnswer, type ProduceReply } from './production.ts';
import type { LogBrokerSettings } from './settings.ts';
import type { Surroundings } from './surroundings.ts';
import type { Topics } from './partitions/topics.ts';

/** Appends what producers send, and says so when as many brokers have it as they asked for. */
export class Produce {
  readonly #surroundings: Surroundings;
  readonly #topics: Topics;
  readonly #settings: LogBrokerSettings;

  constructor(surroundings: Surroundings, topics: Topics, settings: LogBrokerSettings) {
    this.#surroundings = surroundings;
    this.#topics = topics;
    this.#settings = settings;
  }

  handle(call: ProduceCall, reply: ProduceReply): void {
    const production = new Production(this.#surroundings, call, reply);
    for (let index = 0; index < call.batches.length; index++) {
      const batch = call.batches[index]!;
      const answer = this.#append(call, batch);
      if (call.acks !== -1 || answer.error !== 'NONE') production.settle(index, answer);
      else production.settleWhenVisible(index, answer, this.#topics.partition(batch.topic, batch.partition)!);
    }
    production.allHandedIn();
  }

  #append(call: ProduceCall, batch: Batch): BatchAnswer {
    const partition = this.#topics.partition(batch.topic, batch.partition);
    if (!partition) return answerTo(batch, 'UNKNOWN_TOPIC_OR_PARTITION');
    const sizes = batch.records.map(recordBytes);
    const refusal = this.#refusal(call, batch, partition, sizes);
    if (refusal) return answerTo(batch, refusal);
    partition.expire();
    if (call.producer) {
      const verdict = partition.producers.judge(call.producer, batch.firstSequence, batch.records.length);
      if (verdict.kind === 'out of order') return answerTo(batch, 'OUT_OF_ORDER_SEQUENCE_NUMBER');
      if (verdict.kind === 'duplicate') return answerTo(batch, 'NONE', verdict.baseOffset, partition.log.startOffset);
    }
    const baseOffset = partition.log.endOffset;
    if (call.producer) {
      const { firstSequence } = batch;
      partition.producers.remember(call.producer, { firstSequence, count: batch.records.length, baseOffset });
    }
    partition.append(batch.records, sizes);
    return answerTo(batch, 'NONE', baseOffset, partition.log.startOffset);
  }

  #refusal(call: ProduceCall, batch: Batch, partition: Partition, sizes: readonly number[]): LogErrorType | null {
    const topic = this.#topics.topic(batch.topic)!;
    if (partition.replicas.leader === null) return 'LEADER_NOT_AVAILABLE';
    if (call.acks === -1 && partition.replicas.inSync.length < topic.inSyncReplicasMin) return 'NOT_ENOUGH_REPLICAS';
    let bytes = 0;
    for (const size of sizes) {
      if (size > this.#settings.recordBytesMax) return 'MESSAGE_TOO_LARGE';
      bytes += size;
    }
    return this.#topics.storage.bytes + bytes > this.#settings.storageBytesMax ? 'KAFKA_STORAGE_ERROR' : null;
  }
}
