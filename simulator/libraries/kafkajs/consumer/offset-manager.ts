import type { CommitOffsetsCall, PlainAnswer, TopicPartition } from '../../../wire/log-protocol.ts';
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
  readonly onCommit: (entries: readonly CommitEntry[]) => void;
}

export interface Position extends TopicPartition {
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
  readonly positions: readonly Position[];
  #lastCommitUs: number;

  constructor(cluster: Cluster, config: OffsetManagerConfig) {
    this.#cluster = cluster;
    this.#config = config;
    this.positions = config.assigned.map(({ topic, partition }) => ({
      topic,
      partition,
      committed: null,
      resolved: null,
      isReset: false,
    }));
    this.#lastCommitUs = cluster.bridge.nowUs();
  }

  /** Whether `resolvePositions` has something to ask for. */
  get hasUnknownPositions(): boolean {
    for (const position of this.positions) if (position.committed === null) return true;
    return false;
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
      const entries = [{ topic: place.topic, partition: place.partition, offset: target, metadata: null }];
      throwIfError((await this.#send(entries, 'seek')).error);
      position.committed = target;
    }
    position.resolved = target;
    position.isReset = false;
  }

  uncommitted(): Offsets {
    const topics = new Map<string, PartitionOffset[]>();
    for (const { topic, partition, committed, resolved } of this.positions) {
      if (resolved === null || resolved === committed) continue;
      const partitions = topics.get(topic) ?? [];
      topics.set(topic, partitions);
      partitions.push({ partition, offset: String(resolved) });
    }
    return { topics: [...topics].map(([topic, partitions]) => ({ topic, partitions })) };
  }

  get isCommitDue(): boolean {
    const { autoCommitInterval, autoCommitThreshold } = this.#config;
    if (autoCommitThreshold !== null && this.#countUncommitted() >= autoCommitThreshold) return true;
    if (autoCommitInterval === null) return false;
    return (this.#cluster.bridge.nowUs() - this.#lastCommitUs) / 1000 >= autoCommitInterval;
  }

  commitResolved(): Promise<void> {
    const entries: CommitEntry[] = [];
    for (const { topic, partition, committed, resolved } of this.positions)
      if (resolved !== null && resolved !== committed)
        entries.push({ topic, partition, offset: resolved, metadata: null });
    return this.commit(entries);
  }

  async commit(entries: readonly CommitEntry[]): Promise<void> {
    if (entries.length > 0) {
      throwIfError((await this.#send(entries, 'consumed')).error);
      for (const entry of entries) {
        const position = this.#position(entry);
        if (position) position.committed = entry.offset;
      }
      this.#config.onCommit(entries);
    }
    this.#lastCommitUs = this.#cluster.bridge.nowUs();
  }

  /** Asks the group where to begin; partitions it never committed begin where `fromBeginning` says. */
  async resolvePositions(): Promise<void> {
    const unknown = this.positions.filter((position) => position.committed === null);
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

  #send(offsets: readonly CommitEntry[], why: CommitOffsetsCall['why']): Promise<PlainAnswer> {
    const { groupId, memberId, generationId } = this.#config.membership;
    return this.#cluster.request({
      kind: 'commit offsets',
      group: groupId,
      member: memberId,
      generation: generationId,
      why,
      offsets,
    });
  }

  #countUncommitted(): number {
    let count = 0;
    for (const { committed, resolved } of this.positions) if (resolved !== null) count += resolved - (committed ?? 0);
    return count;
  }

  #position({ topic, partition }: TopicPartition): Position | undefined {
    for (const position of this.positions)
      if (position.partition === partition && position.topic === topic) return position;
    return undefined;
  }
}

export function offsetsOf(entries: readonly CommitEntry[]): Offsets {
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
