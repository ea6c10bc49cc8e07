import type { TopicPartition } from '../../../wire/log-protocol.ts';

export interface CommittedOffset extends TopicPartition {
  /** The next one to read. */
  readonly offset: number;
  readonly metadata: string | null;
}

/** How far a consumer group says it has come. Durable. */
export class CommittedOffsets {
  readonly #topics = new Map<string, Map<number, CommittedOffset>>();

  commit(offset: CommittedOffset): void {
    let partitions = this.#topics.get(offset.topic);
    if (!partitions) this.#topics.set(offset.topic, (partitions = new Map()));
    partitions.set(offset.partition, offset);
  }

  find(topic: string, partition: number): CommittedOffset | undefined {
    return this.#topics.get(topic)?.get(partition);
  }

  forgetTopic(topic: string): void {
    this.#topics.delete(topic);
  }

  *all(): Iterable<CommittedOffset> {
    for (const partitions of this.#topics.values()) yield* partitions.values();
  }
}
