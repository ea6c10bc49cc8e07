import type { TopicPartition, WireAssignment } from '../../../wire/log-protocol.ts';

export interface TopicPartitions {
  topic: string;
  partitions: number[];
}

interface Pauses {
  isAllPaused: boolean;
  /** Exceptions to `isAllPaused`: paused where it is false, and also resumed where it is true. */
  readonly paused: Set<number>;
  readonly resumed: Set<number>;
}

/** What this member owns, and what of it rests. Pauses outlive a rebalance, as in kafkajs. */
export class SubscriptionState {
  readonly #pauses = new Map<string, Pauses>();
  #assignment: WireAssignment = {};

  assign(assignment: WireAssignment): void {
    this.#assignment = assignment;
  }

  assigned(): TopicPartition[] {
    return Object.entries(this.#assignment).flatMap(([topic, partitions]) =>
      [...partitions].sort((left, right) => left - right).map((partition) => ({ topic, partition })),
    );
  }

  owns({ topic, partition }: TopicPartition): boolean {
    return this.#assignment[topic]?.includes(partition) ?? false;
  }

  paused(): TopicPartitions[] {
    const paused: TopicPartitions[] = [];
    for (const topic of Object.keys(this.#assignment)) {
      const partitions = this.assigned()
        .filter((place) => place.topic === topic && this.isPaused(place))
        .map((place) => place.partition);
      if (partitions.length > 0) paused.push({ topic, partitions });
    }
    return paused;
  }

  isPaused({ topic, partition }: TopicPartition): boolean {
    const pauses = this.#pauses.get(topic);
    if (!pauses) return false;
    return pauses.paused.has(partition) || (pauses.isAllPaused && !pauses.resumed.has(partition));
  }

  pause(topic: string, partitions: readonly number[] | undefined): void {
    const pauses = this.#pausesOf(topic);
    if (!partitions) return this.#reset(pauses, true);
    for (const partition of partitions) {
      pauses.paused.add(partition);
      pauses.resumed.delete(partition);
    }
    pauses.isAllPaused = false;
  }

  resume(topic: string, partitions: readonly number[] | undefined): void {
    const pauses = this.#pausesOf(topic);
    if (!partitions) return this.#reset(pauses, false);
    for (const partition of partitions) {
      pauses.paused.delete(partition);
      if (pauses.isAllPaused) pauses.resumed.add(partition);
    }
  }

  #reset(pauses: Pauses, isAllPaused: boolean): void {
    pauses.isAllPaused = isAllPaused;
    pauses.paused.clear();
    pauses.resumed.clear();
  }

  #pausesOf(topic: string): Pauses {
    let pauses = this.#pauses.get(topic);
    if (!pauses) this.#pauses.set(topic, (pauses = { isAllPaused: false, paused: new Set(), resumed: new Set() }));
    return pauses;
  }
}
