import type { RandomStream } from '../../wire/node-context.ts';
import type { Micros } from '../../wire/packet.ts';
import type { LogBrokerSettings } from './settings.ts';
import type { Lifetime } from './surroundings.ts';
import { recordBytes } from './partitions/record-log.ts';
import type { Topics } from './partitions/topics.ts';

type Sizes = Readonly<Record<string, unknown>>;

/** Bytes that no JSON parser takes. */
const poison = '{"poison": tru';

/** What can be wrong with a running cluster, and how to put each right again. */
export class BrokerFaults {
  readonly #lifetime: Lifetime;
  readonly #topics: Topics;
  readonly #settings: LogBrokerSettings;
  readonly #slow = new Set<{ readonly byUs: Micros; readonly times: number }>();
  readonly #duplicateRates = new Set<{ readonly rate: number }>();
  readonly #reorderRates = new Set<{ readonly rate: number }>();

  constructor(lifetime: Lifetime, topics: Topics, settings: LogBrokerSettings) {
    this.#lifetime = lifetime;
    this.#topics = topics;
    this.#settings = settings;
  }

  apply(verb: string, sizes: Sizes): () => void {
    switch (verb) {
      case 'kill':
      case 'lose a broker':
        return this.#killOne(sizes);
      case 'slow':
        return added(this.#slow, { byUs: sizeOf(sizes, 'by', 0), times: sizeOf(sizes, 'times', 1) });
      case 'pause':
        this.#lifetime.freeze();
        return () => this.#lifetime.thaw();
      case 'duplicate':
        return added(this.#duplicateRates, { rate: sizeOf(sizes, 'rate', 1) });
      case 'reorder':
        return added(this.#reorderRates, { rate: sizeOf(sizes, 'rate', 1) });
      case 'poison':
        return this.#poison(sizes);
      default:
        throw new Error(
          `a log broker knows the faults kill, lose a broker, slow, pause, duplicate, reorder, poison; not ${verb}`,
        );
    }
  }

  slowed(latencyUs: Micros): Micros {
    let slowedUs = latencyUs;
    for (const { times } of this.#slow) slowedUs *= times;
    for (const { byUs } of this.#slow) slowedUs += byUs;
    return Math.max(0, Math.round(slowedUs));
  }

  /** A producer without idempotence whose acknowledgement got lost sends the same records once more. */
  duplicates(): boolean {
    return isDrawn(this.#duplicateRates, () => this.#lifetime.random('duplicate'));
  }

  /** A producer without idempotence and with several requests in flight: one fails, and its retry comes after the next. */
  reorders(): boolean {
    return isDrawn(this.#reorderRates, () => this.#lifetime.random('reorder'));
  }

  #killOne(sizes: Sizes): () => void {
    const alive = this.#topics.brokersAlive;
    const broker = sizes['replica'] === undefined ? alive[0] : sizeOf(sizes, 'replica', 0);
    if (broker === undefined || !alive.includes(broker)) return () => undefined;
    this.#topics.brokerDies(broker);
    this.#lifetime.after(this.#settings.electionDelayUs, () => this.#topics.elect());
    return () => this.#topics.brokerComesBack(broker);
  }

  /** Nothing takes poison back: the records stay until retention gets them. */
  #poison(sizes: Sizes): () => void {
    const name = typeof sizes['topic'] === 'string' ? sizes['topic'] : '';
    this.#topics.create(name, {
      partitions: 1,
      retentionUs: null,
      inSyncReplicasMin: this.#settings.inSyncReplicasMin,
    });
    const partitions = this.#topics.topic(name)?.partitions ?? [];
    const random = this.#lifetime.random('poison');
    for (let sent = 0; sent < sizeOf(sizes, 'count', 1) && partitions.length > 0; sent++) {
      const number = sizes['partition'] === undefined ? random.below(partitions.length) : sizeOf(sizes, 'partition', 0);
      const partition = partitions[number];
      if (!partition || partition.replicas.leader === null) continue;
      const timestampMs = Math.floor(this.#lifetime.now() / 1000);
      const record = { key: null, value: poison, timestampMs, headers: [] };
      partition.append([record], [recordBytes(record)]);
    }
    return () => undefined;
  }
}

function added<Item>(set: Set<Item>, item: Item): () => void {
  set.add(item);
  return () => set.delete(item);
}

function isDrawn(rates: ReadonlySet<{ rate: number }>, random: () => RandomStream): boolean {
  let isHit = false;
  for (const { rate } of rates) if (random().next() < rate) isHit = true;
  return isHit;
}

function sizeOf(sizes: Sizes, name: string, otherwise: number): number {
  const size = sizes[name];
  return typeof size === 'number' && Number.isFinite(size) ? size : otherwise;
}
