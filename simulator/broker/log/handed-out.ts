/** By group and partition, the offset after the last one handed out. It outlives the broker: it only observes. */
export class HandedOut {
  readonly #groups = new Map<string, Map<string, number[]>>();

  endOffset(group: string, topic: string, partition: number): number {
    return this.#groups.get(group)?.get(topic)?.[partition] ?? 0;
  }

  raise(group: string, topic: string, partition: number, endOffset: number): void {
    let topics = this.#groups.get(group);
    if (!topics) this.#groups.set(group, (topics = new Map<string, number[]>()));
    let partitions = topics.get(topic);
    if (!partitions) topics.set(topic, (partitions = []));
    partitions[partition] = Math.max(partitions[partition] ?? 0, endOffset);
  }
}
