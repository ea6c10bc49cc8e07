import type { ProduceCall } from '../../../wire/log-protocol.ts';
import { Turnstile } from '../base/turns.ts';
import type { Cluster } from '../cluster/cluster.ts';

type Batch = ProduceCall['batches'][number];

/**
 * The numbers by which a broker knows a repeated batch. Sends pass one at a time, retries included: a number must not be
 * given to a second batch while the fate of the first is open.
 */
export class Idempotence {
  readonly #cluster: Cluster;
  readonly #turnstile: Turnstile;
  readonly #sequences = new Map<string, number>();
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
    return this.#turnstile.pass(async () => {
      try {
        return await send();
      } catch (thrown) {
        // Given up on, perhaps stored all the same: its numbers must never name another batch.
        this.#producer = null;
        throw thrown;
      }
    });
  }

  numbered(batch: Omit<Batch, 'firstSequence'>): Batch {
    return { ...batch, firstSequence: this.#sequences.get(placeOf(batch)) ?? 0 };
  }

  acknowledged(batch: Batch): void {
    this.#sequences.set(placeOf(batch), batch.firstSequence + batch.records.length);
  }
}

function placeOf(batch: { topic: string; partition: number }): string {
  return `${batch.topic}/${batch.partition}`;
}
