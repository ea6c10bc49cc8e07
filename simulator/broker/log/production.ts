import type { LogErrorType, ProduceAnswer, ProduceCall } from '../../wire/log-protocol.ts';
import type { TimerHandle } from '../../wire/node-context.ts';
import type { AckWaiter, Partition } from './partitions/partition.ts';
import type { Surroundings } from './surroundings.ts';

export type Batch = ProduceCall['batches'][number];
export type BatchAnswer = ProduceAnswer['batches'][number];

export interface ProduceReply {
  answer(answer: ProduceAnswer): void;
  /** The connection to the leader broke: nobody can say what was stored. */
  reset(why: string): void;
}

export function answerTo(batch: Batch, error: LogErrorType, baseOffset = -1, logStartOffset = -1): BatchAnswer {
  return { topic: batch.topic, partition: batch.partition, error, baseOffset, logStartOffset };
}

/** A batch that its leader has, and others in sync perhaps not yet. */
class UnseenBatch implements AckWaiter {
  readonly endOffset: number;
  readonly partition: Partition;
  readonly index: number;
  readonly #production: Production;
  readonly #answer: BatchAnswer;

  constructor(production: Production, index: number, partition: Partition, answer: BatchAnswer, endOffset: number) {
    this.#production = production;
    this.index = index;
    this.partition = partition;
    this.#answer = answer;
    this.endOffset = endOffset;
  }

  onVisible(): void {
    this.#production.settle(this.index, this.#answer);
  }

  onLeaderLost(): void {
    this.#production.lose(this.partition);
  }
}

/** One call of a producer, from the append until its answer. */
export class Production {
  readonly #surroundings: Surroundings;
  readonly #call: ProduceCall;
  readonly #reply: ProduceReply;
  readonly #answers: (BatchAnswer | null)[];
  #batchesLeft: number;
  readonly #unseen: UnseenBatch[] = [];
  #timer: TimerHandle | null = null;
  #isOver = false;

  constructor(surroundings: Surroundings, call: ProduceCall, reply: ProduceReply) {
    this.#surroundings = surroundings;
    this.#call = call;
    this.#reply = reply;
    this.#answers = call.batches.map(() => null);
    this.#batchesLeft = call.batches.length;
  }

  settle(index: number, answer: BatchAnswer): void {
    if (this.#answers[index] !== null) return;
    this.#answers[index] = answer;
    this.#batchesLeft--;
    if (this.#call.acks !== 0) this.#report(this.#call.batches[index]!, answer);
    if (this.#batchesLeft === 0) this.#answer();
  }

  /** The answer holds until then; at once where everybody has the batch already. */
  settleWhenVisible(index: number, answer: BatchAnswer, partition: Partition): void {
    const endOffset = answer.baseOffset + this.#call.batches[index]!.records.length;
    const batch = new UnseenBatch(this, index, partition, answer, endOffset);
    this.#unseen.push(batch);
    partition.awaitVisible(batch);
  }

  /** The leader died with the batch. */
  lose({ topic, number }: Partition): void {
    if (this.#finish()) this.#reply.reset(`the leader of ${topic}/${number} died`);
  }

  /** What is not settled by now may take as long as the producer said. */
  allHandedIn(): void {
    if (this.#batchesLeft === 0) return this.#answer();
    if (this.#isOver) return;
    const patienceUs = Math.max(0, Math.floor(this.#call.timeoutMs * 1000));
    this.#timer = this.#surroundings.after(patienceUs, () => this.#giveUp());
  }

  #answer(): void {
    if (this.#finish()) this.#reply.answer({ batches: this.#answers as BatchAnswer[] });
  }

  #giveUp(): void {
    for (const { index } of this.#unseen) this.settle(index, answerTo(this.#call.batches[index]!, 'REQUEST_TIMED_OUT'));
  }

  /** Whether this is the end that counts. */
  #finish(): boolean {
    if (this.#isOver) return false;
    this.#isOver = true;
    if (this.#timer) this.#surroundings.cancel(this.#timer);
    for (const batch of this.#unseen) if (this.#answers[batch.index] === null) batch.partition.forget(batch);
    return true;
  }

  #report({ topic, partition, records }: Batch, answer: BatchAnswer): void {
    if (answer.error !== 'NONE') {
      this.#surroundings.fact({ kind: 'log-broker', what: 'nack', topic, partition, why: answer.error });
      return;
    }
    for (let index = 0; index < records.length; index++) {
      const offset = answer.baseOffset + index;
      this.#surroundings.fact({ kind: 'log-broker', what: 'ack', topic, partition, offset });
    }
  }
}
