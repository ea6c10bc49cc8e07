import type { WireRecord } from '../../../wire/log-protocol.ts';
import type { Micros } from '../../../wire/packet.ts';
import { ProducerStates } from './producer-state.ts';
import { RecordLog, type Storage } from './record-log.ts';
import { ReplicaSet, type ReplicaSetConfig } from './replica-set.ts';
import type { Surroundings } from '../surroundings.ts';

/** A producer that asked for `acks: all` and waits until every broker in sync has its records. */
export interface AckWaiter {
  readonly endOffset: number;
  onVisible(): void;
  /** The leader died: whether the records survive is unknown. */
  onLeaderLost(): void;
}

export interface PartitionConfig extends Omit<ReplicaSetConfig, 'onAdvance'> {
  readonly topic: string;
  readonly partition: number;
  readonly storage: Storage;
  readonly retentionUs: () => Micros | null;
  readonly onAdvance: (partition: Partition) => void;
}

export class Partition {
  readonly topic: string;
  readonly number: number;
  readonly log: RecordLog;
  readonly producers = new ProducerStates();
  readonly replicas: ReplicaSet;
  readonly #surroundings: Surroundings;
  readonly #retentionUs: () => Micros | null;
  #ackWaiters: AckWaiter[] = [];

  constructor(surroundings: Surroundings, config: PartitionConfig) {
    this.topic = config.topic;
    this.number = config.partition;
    this.#surroundings = surroundings;
    this.#retentionUs = config.retentionUs;
    const log = new RecordLog(config.storage);
    this.log = log;
    const replicated = {
      get endOffset() {
        return log.endOffset;
      },
      truncateTo: (endOffset: number) => this.#lose(endOffset),
    };
    const onAdvance = () => {
      this.#releaseAckWaiters();
      config.onAdvance(this);
    };
    this.replicas = new ReplicaSet(surroundings, replicated, { ...config, onAdvance });
  }

  get highWatermark(): number {
    return this.replicas.highWatermark;
  }

  /** `sizes` are the records' own, in bytes. */
  append(records: readonly WireRecord[], sizes: readonly number[]): void {
    const nowUs = this.#surroundings.now();
    for (let index = 0; index < records.length; index++) {
      const { record, traceId } = this.log.append(records[index]!, sizes[index]!, nowUs);
      this.#surroundings.fact({
        kind: 'log-broker',
        what: 'append',
        topic: this.topic,
        partition: this.number,
        offset: record.offset,
        key: textOf(record.key),
        traceId,
      });
    }
    this.replicas.afterAppend();
  }

  /** Says no more than it knows: `onVisible` runs at once where everybody has the records already. */
  awaitVisible(waiter: AckWaiter): void {
    if (this.highWatermark >= waiter.endOffset) waiter.onVisible();
    else this.#ackWaiters.push(waiter);
  }

  forget(waiter: AckWaiter): void {
    this.#ackWaiters = this.#ackWaiters.filter((other) => other !== waiter);
  }

  brokerDied(broker: number): void {
    const wasLeader = this.replicas.leader === broker;
    this.replicas.brokerDied(broker);
    if (!wasLeader) return;
    const waiters = this.#ackWaiters;
    this.#ackWaiters = [];
    for (const waiter of waiters) waiter.onLeaderLost();
  }

  elect(): void {
    if (this.replicas.elect() !== 'elected') return;
    const why = `broker ${this.replicas.leader} leads from offset ${this.log.endOffset}`;
    this.#surroundings.fact({ kind: 'log-broker', what: 'elect', topic: this.topic, partition: this.number, why });
  }

  powerOff(): void {
    this.#ackWaiters = [];
    this.replicas.powerOff();
  }

  /** Retention is judged when somebody looks, so that an idle broker needs no timer. */
  expire(): void {
    const retentionUs = this.#retentionUs();
    if (retentionUs === null) return;
    let before = this.log.startOffset;
    for (const { record, appendedAtUs } of this.log.entries) {
      if (record.offset >= this.highWatermark || appendedAtUs + retentionUs > this.#surroundings.now()) break;
      before = record.offset + 1;
    }
    this.dropBefore(before, `older than ${retentionUs / 1000} ms`);
  }

  dropBefore(offset: number, why: string): void {
    const count = this.log.dropBefore(offset);
    if (count === 0) return;
    this.#surroundings.fact({
      kind: 'log-broker',
      what: 'expire',
      topic: this.topic,
      partition: this.number,
      offset: this.log.startOffset,
      why: `${count} records ${why}`,
    });
  }

  #releaseAckWaiters(): void {
    if (this.#ackWaiters.length === 0) return;
    const reached = this.#ackWaiters.filter((waiter) => waiter.endOffset <= this.highWatermark);
    this.#ackWaiters = this.#ackWaiters.filter((waiter) => waiter.endOffset > this.highWatermark);
    for (const waiter of reached) waiter.onVisible();
  }

  #lose(endOffset: number): void {
    for (const { record, traceId } of this.log.truncateTo(endOffset))
      this.#surroundings.fact({
        kind: 'log-broker',
        what: 'lose',
        topic: this.topic,
        partition: this.number,
        offset: record.offset,
        key: textOf(record.key),
        traceId,
        why: 'no surviving broker had a copy yet',
      });
    this.producers.truncateTo(endOffset);
  }
}

export function textOf(bytes: WireRecord['key']): string | null {
  return bytes === null ? null : typeof bytes === 'string' ? bytes : `base64:${bytes.base64}`;
}
