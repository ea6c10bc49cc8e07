import type { CommitOffsetsCall, TopicPartition } from '../../../wire/log-protocol.ts';
import { throwIfError } from '../base/protocol-errors.ts';
import type { Cluster } from '../cluster/cluster.ts';

export interface PartitionOffset {
  partition: number;
  offset: string;
}
export interface TopicOffsets {
  topic: string;
  partitions: PartitionOffset[];
}
export interface Offsets {
  topics: TopicOffsets[];
}

export interface Membership {
  readonly groupId: string;
  readonly memberId: string;
  readonly generationId: number;
}

export interface OffsetManagerConfig {
  readonly membership: Membership;
  readonly assigned: readonly TopicPartition[];
  readonly fromBeginning: (topic: string) => boolean;
  readonly autoCommit: boolean;
  readonly autoCommitInterval: number | null;
  readonly autoCommitThreshold: number | null;
  readonly onCommit: (offsets: Offsets) => void;
}

interface Position extends TopicPartition {
  /** What the group has committed, or where the reset policy puts it; null until asked for. */
  committed: number | null;
  /** The next one to read, once something was read. */
  resolved: number | null;
  /** The committed offset is no use: it fell out of the log. */
  isReset: boolean;
}

export type CommitEntry = TopicPartition & { readonly offset: number; readonly metadata: string | null };

/** How far this member has come in each partition it owns, for one generation. */
export class OffsetManager {
  readonly #cluster: Cluster;
  readonly #config: OffsetManagerConfig;
  readonly #positions: readonly Position[];
  #lastCommitUs: number;

  constructor(cluster: Cluster, config: OffsetManagerConfig) {
    this.#cluster = cluster;
    this.#config = config;
    this.#positions = config.assigned.map((place) => ({ ...place, committed: null, resolved: null, isReset: false }));
    this.#lastCommitUs = cluster.bridge.nowUs();
  }

  nextOffset(place: TopicPartition): number | null {
    const position = this.#position(place);
    return position ? (position.resolved ?? position.committed) : null;
  }

  resolve(place: TopicPartition, offset: number): void {
    const position = this.#position(place);
    if (position) position.resolved = offset + 1;
  }

  resetToDefault(place: TopicPartition): void {
    const position = this.#position(place);
    if (position) Object.assign(position, { committed: null, resolved: null, isReset: true });
  }

  /** With auto-commit, a seek is committed at once, as kafkajs does; without, it only moves this member. */
  async seek(place: TopicPartition, offset: number): Promise<void> {
    const position = this.#position(place);
    if (!position) return;
    const target = offset >= 0 ? offset : await this.#logEnd(place, offset === -2);
    if (this.#config.autoCommit) {
      await this.#send([{ topic: place.topic, partition: place.partition, offset: target, metadata: null }], 'seek');
      position.committed = target;
    }
    position.resolved = target;
    position.isReset = false;
  }

  uncommitted(): Offsets {
    const topics = new Map<string, PartitionOffset[]>();
    for (const { topic, partition, committed, resolved } of this.#positions) {
      if (resolved === null || resolved === committed) continue;
      const partitions = topics.get(topic) ?? [];
      topics.set(topic, partitions);
      partitions.push({ partition, offset: String(resolved) });
    }
    return { topics: [...topics].map(([topic, partitions]) => ({ topic, partitions })) };
  }

  async commitIfNecessary(): Promise<void> {
    const { autoCommitInterval, autoCommitThreshold } = this.#config;
    const sinceMs = (this.#cluster.bridge.nowUs() - this.#lastCommitUs) / 1000;
    const isDue = autoCommitInterval !== null && sinceMs >= autoCommitInterval;
    const isFull = autoCommitThreshold !== null && this.#countUncommitted() >= autoCommitThreshold;
    if (isDue || isFull) await this.commitResolved();
  }

  async commitResolved(): Promise<void> {
    const { topics } = this.uncommitted();
    const entries = topics.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, offset }) => ({ topic, partition, offset: Number(offset), metadata: null })),
    );
    await this.commit(entries);
  }

  async commit(entries: readonly CommitEntry[]): Promise<void> {
    if (entries.length > 0) {
      await this.#send(entries, 'consumed');
      for (const entry of entries) {
        const position = this.#position(entry);
        if (position) position.committed = entry.offset;
      }
      this.#config.onCommit(offsetsOf(entries));
    }
    this.#lastCommitUs = this.#cluster.bridge.nowUs();
  }

  /** Asks the group where to begin; partitions it never committed begin where `fromBeginning` says. */
  async resolvePositions(): Promise<void> {
    const unknown = this.#positions.filter((position) => position.committed === null);
    const askable = unknown.filter((position) => !position.isReset);
    if (askable.length > 0) {
      const { groupId } = this.#config.membership;
      const partitions = askable.map(({ topic, partition }) => ({ topic, partition }));
      const answer = await this.#cluster.request({ kind: 'fetch offsets', group: groupId, partitions });
      for (const { topic, partition, error, offset } of answer.partitions) {
        throwIfError(error);
        const position = this.#position({ topic, partition });
        if (position && offset >= 0) position.committed = offset;
      }
    }
    const placeless = unknown.filter((position) => position.committed === null);
    if (placeless.length === 0) return;
    const partitions = placeless.map(({ topic, partition }) => {
      return { topic, partition, at: this.#config.fromBeginning(topic) ? ('earliest' as const) : ('latest' as const) };
    });
    const answer = await this.#cluster.request({ kind: 'list offsets', partitions });
    for (const { topic, partition, error, offset } of answer.partitions) {
      throwIfError(error);
      const position = this.#position({ topic, partition });
      if (position) position.committed = offset;
    }
  }

  async #logEnd({ topic, partition }: TopicPartition, isEarliest: boolean): Promise<number> {
    const at = isEarliest ? 'earliest' : 'latest';
    const answer = await this.#cluster.request({ kind: 'list offsets', partitions: [{ topic, partition, at }] });
    const [found] = answer.partitions;
    throwIfError(found?.error ?? 'UNKNOWN_TOPIC_OR_PARTITION');
    return found!.offset;
  }

  async #send(offsets: readonly CommitEntry[], why: CommitOffsetsCall['why']): Promise<void> {
    const { groupId, memberId, generationId } = this.#config.membership;
    const answer = await this.#cluster.request({
      kind: 'commit offsets',
      group: groupId,
      member: memberId,
      generation: generationId,
      why,
      offsets,
    });
    throwIfError(answer.error);
  }

  #countUncommitted(): number {
    let count = 0;
    for (const { committed, resolved } of this.#positions) if (resolved !== null) count += resolved - (committed ?? 0);
    return count;
  }

  #position({ topic, partition }: TopicPartition): Position | undefined {
    return this.#positions.find((position) => position.partition === partition && position.topic === topic);
  }
}

function offsetsOf(entries: readonly CommitEntry[]): Offsets {
  const topics = [...new Set(entries.map(({ topic }) => topic))];
  return {
    topics: topics.map((topic) => ({
      topic,
      partitions: entries
        .filter((entry) => entry.topic === topic)
        .map(({ partition, offset }) => ({ partition, offset: String(offset) })),
    })),
  };
}
