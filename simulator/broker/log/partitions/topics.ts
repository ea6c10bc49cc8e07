import type { LogErrorType, TopicMetadata } from '../../../wire/log-protocol.ts';
import type { Micros } from '../../../wire/packet.ts';
import { Partition } from './partition.ts';
import type { Storage } from './record-log.ts';
import type { Surroundings } from '../surroundings.ts';

export interface TopicConfig {
  readonly partitions: number;
  readonly retentionUs: Micros | null;
  readonly inSyncReplicasMin: number;
}

export interface Topic extends Omit<TopicConfig, 'partitions'> {
  readonly name: string;
  readonly partitions: Partition[];
}

const partitionsMax = 10_000;
const legalName = /^[a-zA-Z0-9._-]{1,249}$/;

/** Every topic of a cluster, and which of its brokers holds which copy. */
export class Topics {
  readonly storage: Storage = { bytes: 0, remembered: null };
  readonly #surroundings: Surroundings;
  readonly #topics = new Map<string, Topic>();
  readonly #replicationDelayUs: () => Micros;
  readonly #onAdvance: (partition: Partition) => void;
  readonly #dead = new Set<number>();
  readonly #brokers: readonly number[];
  #alive: readonly number[];
  #hasPower = true;

  constructor(
    surroundings: Surroundings,
    config: {
      readonly brokers: number;
      readonly replicationDelayUs: () => Micros;
      readonly onAdvance: (partition: Partition) => void;
    },
  ) {
    this.#surroundings = surroundings;
    this.#replicationDelayUs = config.replicationDelayUs;
    this.#onAdvance = config.onAdvance;
    this.#brokers = Array.from({ length: config.brokers }, (_, broker) => broker);
    this.#alive = this.#brokers;
  }

  get all(): Iterable<Topic> {
    return this.#topics.values();
  }

  get brokersAlive(): readonly number[] {
    return this.#alive;
  }

  *partitions(): Iterable<Partition> {
    for (const topic of this.#topics.values()) yield* topic.partitions;
  }

  topic(name: string): Topic | undefined {
    return this.#topics.get(name);
  }

  partition(topic: string, partition: number): Partition | undefined {
    return this.#topics.get(topic)?.partitions[partition];
  }

  create(name: string, config: TopicConfig, validateOnly = false): LogErrorType {
    if (!legalName.test(name) || name === '.' || name === '..') return 'INVALID_TOPIC_EXCEPTION';
    if (this.#topics.has(name)) return 'TOPIC_ALREADY_EXISTS';
    if (!isPartitionCount(config.partitions)) return 'INVALID_PARTITIONS';
    if (validateOnly) return 'NONE';
    const topic: Topic = {
      name,
      retentionUs: config.retentionUs,
      inSyncReplicasMin: config.inSyncReplicasMin,
      partitions: [],
    };
    this.#topics.set(name, topic);
    this.#grow(topic, config.partitions);
    return 'NONE';
  }

  addPartitions(name: string, count: number, validateOnly: boolean): LogErrorType {
    const topic = this.#topics.get(name);
    if (!topic) return 'UNKNOWN_TOPIC_OR_PARTITION';
    if (!isPartitionCount(count) || count <= topic.partitions.length) return 'INVALID_PARTITIONS';
    if (!validateOnly) this.#grow(topic, count);
    return 'NONE';
  }

  delete(name: string): LogErrorType {
    const topic = this.#topics.get(name);
    if (!topic) return 'UNKNOWN_TOPIC_OR_PARTITION';
    for (const partition of topic.partitions) {
      if (partition.replicas.leader !== null) partition.brokerDied(partition.replicas.leader);
      this.storage.bytes -= partition.log.bytes;
    }
    this.#topics.delete(name);
    return 'NONE';
  }

  metadataOf(name: string): TopicMetadata {
    const topic = this.#topics.get(name);
    if (!topic) return { topic: name, error: 'UNKNOWN_TOPIC_OR_PARTITION', partitions: [] };
    const partitions = topic.partitions.map(({ number, replicas }) => ({
      partition: number,
      leader: replicas.leader ?? -1,
      replicas: [...replicas.brokers],
      inSync: [...replicas.inSync],
    }));
    return { topic: name, error: 'NONE', partitions };
  }

  brokerDies(broker: number): void {
    this.#dead.add(broker);
    this.#countTheLiving();
    for (const partition of this.partitions()) partition.brokerDied(broker);
  }

  brokerComesBack(broker: number): void {
    this.#dead.delete(broker);
    this.#countTheLiving();
    if (!this.#hasPower) return;
    for (const partition of this.partitions()) {
      if (partition.replicas.leader === null) partition.elect();
      partition.replicas.brokerCameBack(broker);
    }
  }

  powerOff(): void {
    this.#hasPower = false;
    for (const partition of this.partitions()) partition.powerOff();
  }

  powerOn(): void {
    this.#hasPower = true;
    this.elect();
  }

  elect(): void {
    if (!this.#hasPower) return;
    for (const partition of this.partitions()) partition.elect();
  }

  #countTheLiving(): void {
    this.#alive = this.#brokers.filter((broker) => !this.#dead.has(broker));
  }

  #grow(topic: Topic, count: number): void {
    for (let number = topic.partitions.length; number < count; number++)
      topic.partitions.push(
        new Partition(this.#surroundings, {
          topic: topic.name,
          partition: number,
          storage: this.storage,
          brokers: this.#brokers.map((_, index) => (number + index) % this.#brokers.length),
          isAlive: (broker) => !this.#dead.has(broker),
          retentionUs: () => topic.retentionUs,
          replicationDelayUs: this.#replicationDelayUs,
          onAdvance: this.#onAdvance,
        }),
      );
  }
}

function isPartitionCount(count: number): boolean {
  return Number.isInteger(count) && count >= 1 && count <= partitionsMax;
}
