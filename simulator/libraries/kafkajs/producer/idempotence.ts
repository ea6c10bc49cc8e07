import type { ProduceCall } from '../../../wire/log-protocol.ts';
import { Turnstile } from '../base/turns.ts';
import type { Cluster } from '../cluster/cluster.ts';

/**
 * The numbers by which a broker knows a repeated batch. Sends pass one at a time, retries included: a number must not be
 * given to a second batch while the fate of the first is open.
 */
export class Idempotence {
  readonly #cluster: Cluster;
  readonly #turnstile: Turnstile;
  /** By topic and partition, how many records were acknowledged. */
  readonly #sequences = new Map<string, Map<number, number>>();
  #producer: ProduceCall['producer'] = null;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    this.#turnstile = new Turnstile(cluster.bridge, 1);
  }

  get producer(): ProduceCall['producer'] {
    return this.#producer;
  }

  async initialize(): Promise<void> {
    if (this.#producer) return;
    const { producerId, producerEpoch } = await this.#cluster.request({ kind: 'init producer' });
    this.#producer = { id: producerId, epoch: producerEpoch };
    this.#sequences.clear();
  }

  async oneAtATime<Value>(send: () => Promise<Value>): Promise<Value> {
    const turn = this.#turnstile.enter();
    if (turn) await turn;
    try {
      return await send();
    } catch (thrown) {
      // Given up on, perhaps stored all the same: its numbers must never name another batch.
      this.#producer = null;
      throw thrown;
    } finally {
      this.#turnstile.leave();
    }
  }

  nextSequence(topic: string, partition: number): number {
    return this.#sequences.get(topic)?.get(partition) ?? 0;
  }

  acknowledged(topic: string, partition: number, records: number): void {
    let partitions = this.#sequences.get(topic);
    if (!partitions) this.#sequences.set(topic, (partitions = new Map<number, number>()));
    partitions.set(partition, (partitions.get(partition) ?? 0) + records);
  }
}
