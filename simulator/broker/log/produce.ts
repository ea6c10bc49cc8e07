import type { LogErrorType, ProduceAnswer, ProduceCall } from '../../wire/log-protocol.ts';
import type { TimerHandle } from '../../wire/node-context.ts';
import type { AckWaiter, Partition } from './partitions/partition.ts';
import { recordBytes } from './partitions/record-log.ts';
import type { LogBrokerSettings } from './settings.ts';
import type { Surroundings } from './surroundings.ts';
import type { Topics } from './partitions/topics.ts';

type Batch = ProduceCall['batches'][number];
type BatchAnswer = ProduceAnswer['batches'][number];

export interface ProduceReply {
  answer(answer: ProduceAnswer): void;
  /** The connection to the leader broke: nobody can say what was stored. */
  reset(why: string): void;
}

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
    const answers = new Map<Batch, BatchAnswer>();
    const waiting = new Map<Batch, { partition: Partition; waiter: AckWaiter }>();
    let timer: TimerHandle | null = null;
    let isOver = false;
    const finish = (end: () => void) => {
      if (isOver) return;
      isOver = true;
      if (timer) this.#surroundings.cancel(timer);
      for (const { partition, waiter } of waiting.values()) partition.forget(waiter);
      end();
    };
    const settle = (batch: Batch, answer: BatchAnswer) => {
      waiting.delete(batch);
      answers.set(batch, answer);
      if (call.acks !== 0) this.#report(batch, answer);
      if (answers.size === call.batches.length)
        finish(() => reply.answer({ batches: call.batches.map((sent) => answers.get(sent)!) }));
    };
    for (const batch of call.batches) {
      const outcome = this.#append(call, batch);
      if (call.acks !== -1 || outcome.error !== 'NONE') {
        settle(batch, outcome);
        continue;
      }
      const partition = this.#topics.partition(batch.topic, batch.partition)!;
      const waiter: AckWaiter = {
        endOffset: outcome.baseOffset + batch.records.length,
        onVisible: () => settle(batch, outcome),
        onLeaderLost: () => finish(() => reply.reset(`the leader of ${batch.topic}/${batch.partition} died`)),
      };
      waiting.set(batch, { partition, waiter });
      partition.awaitVisible(waiter);
    }
    if (call.batches.length === 0) reply.answer({ batches: [] });
    if (isOver || waiting.size === 0) return;
    const timeOut = () => {
      for (const batch of [...waiting.keys()]) settle(batch, answerTo(batch, 'REQUEST_TIMED_OUT'));
    };
    timer = this.#surroundings.after(Math.max(0, Math.floor(call.timeoutMs * 1000)), timeOut);
  }

  #append(call: ProduceCall, batch: Batch): BatchAnswer {
    const partition = this.#topics.partition(batch.topic, batch.partition);
    if (!partition) return answerTo(batch, 'UNKNOWN_TOPIC_OR_PARTITION');
    const refusal = this.#refusal(call, batch, partition);
    if (refusal) return answerTo(batch, refusal);
    partition.expire();
    if (call.producer) {
      const verdict = partition.producers.judge(call.producer, batch.firstSequence, batch.records.length);
      if (verdict.kind === 'out of order') return answerTo(batch, 'OUT_OF_ORDER_SEQUENCE_NUMBER');
      if (verdict.kind === 'duplicate')
        return {
          ...answerTo(batch, 'NONE'),
          baseOffset: verdict.baseOffset,
          logStartOffset: partition.log.startOffset,
        };
    }
    const baseOffset = partition.log.endOffset;
    if (call.producer) {
      const { firstSequence } = batch;
      partition.producers.remember(call.producer, { firstSequence, count: batch.records.length, baseOffset });
    }
    partition.append(batch.records);
    return { ...answerTo(batch, 'NONE'), baseOffset, logStartOffset: partition.log.startOffset };
  }

  #refusal(call: ProduceCall, batch: Batch, partition: Partition): LogErrorType | null {
    const topic = this.#topics.topic(batch.topic)!;
    if (partition.replicas.leader === null) return 'LEADER_NOT_AVAILABLE';
    if (call.acks === -1 && partition.replicas.inSync.length < topic.inSyncReplicasMin) return 'NOT_ENOUGH_REPLICAS';
    let bytes = 0;
    for (const record of batch.records) {
      const size = recordBytes(record);
      if (size > this.#settings.recordBytesMax) return 'MESSAGE_TOO_LARGE';
      bytes += size;
    }
    return this.#topics.bytes() + bytes > this.#settings.storageBytesMax ? 'KAFKA_STORAGE_ERROR' : null;
  }

  #report(batch: Batch, answer: BatchAnswer): void {
    const { topic, partition } = batch;
    if (answer.error !== 'NONE') {
      this.#surroundings.fact({ what: 'nack', topic, partition, why: answer.error });
      return;
    }
    for (let index = 0; index < batch.records.length; index++)
      this.#surroundings.fact({ what: 'ack', topic, partition, offset: answer.baseOffset + index });
  }
}

function answerTo(batch: Batch, error: LogErrorType): BatchAnswer {
  return { topic: batch.topic, partition: batch.partition, error, baseOffset: -1, logStartOffset: -1 };
}
