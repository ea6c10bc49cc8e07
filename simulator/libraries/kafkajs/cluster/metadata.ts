import type { MetadataAnswer, TopicMetadata } from '../../../wire/log-protocol.ts';

export interface PartitionMetadata {
  partitionErrorCode: number;
  partitionId: number;
  leader: number;
  replicas: number[];
  isr: number[];
}

/** What the cluster last said of itself. It never changes: fresher news are a new one. */
export class Metadata {
  readonly brokers: readonly number[];
  readonly controller: number | null;
  readonly expiresUs: number;
  readonly #topics = new Map<string, PartitionMetadata[]>();

  constructor(answer: MetadataAnswer, expiresUs: number) {
    this.brokers = answer.brokers;
    this.controller = answer.controller;
    this.expiresUs = expiresUs;
    for (const { topic, partitions } of answer.topics) this.#topics.set(topic, describePartitions(partitions));
  }

  knows(topic: string): boolean {
    return this.#topics.has(topic);
  }

  /** The same list to everybody who asks, as in kafkajs. */
  partitionsOf(topic: string): PartitionMetadata[] {
    return this.#topics.get(topic) ?? [];
  }
}

export function describePartitions(partitions: TopicMetadata['partitions']): PartitionMetadata[] {
  return partitions.map(({ partition, leader, replicas, inSync }) => ({
    partitionErrorCode: 0,
    partitionId: partition,
    leader,
    replicas: [...replicas],
    isr: [...inSync],
  }));
}
