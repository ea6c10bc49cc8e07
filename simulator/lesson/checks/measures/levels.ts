import type { Stamped } from '../../../wire/facts.ts';
import type { NodeId } from '../../../wire/packet.ts';
import type { NodeNames } from '../moments.ts';
import type { LevelSpec, ProcessLevelSpec, TopicLevelSpec } from '../words/specification.ts';

/** Something that goes up and down, as the facts tell it. */
export interface LevelTracker {
  readonly value: number;
  take(stamped: Stamped): void;
}

export function levelTracker(spec: LevelSpec, names: NodeNames): LevelTracker {
  if ('process' in spec) return new Usage(spec, names);
  return spec.kind === 'lag' ? new Lag(spec) : new Readers(spec);
}

/** All replicas of a process together. One that has ended holds nothing. */
class Usage implements LevelTracker {
  readonly #spec: ProcessLevelSpec;
  readonly #names: NodeNames;
  readonly #ofReplica = new Map<NodeId, number>();

  constructor(spec: ProcessLevelSpec, names: NodeNames) {
    this.#spec = spec;
    this.#names = names;
  }

  get value(): number {
    let sum = 0;
    for (const value of this.#ofReplica.values()) sum += value;
    return sum;
  }

  take({ node, fact }: Stamped): void {
    if ((fact.kind !== 'usage' && fact.kind !== 'process') || this.#names.processOf(node) !== this.#spec.process)
      return;
    if (fact.kind === 'usage') {
      const { heapBytes, queued, inHand } = fact;
      const { kind } = this.#spec;
      this.#ofReplica.set(node, kind === 'heap' ? heapBytes / 1_000_000 : kind === 'queued' ? queued : inHand);
    } else if (fact.end !== undefined) this.#ofReplica.delete(node);
  }
}

/** Records that a group has not committed. */
class Lag implements LevelTracker {
  readonly #spec: TopicLevelSpec;
  readonly #ends = new Map<number, number>();
  readonly #committed = new Map<number, number>();

  constructor(spec: TopicLevelSpec) {
    this.#spec = spec;
  }

  get value(): number {
    let lag = 0;
    for (const [partition, end] of this.#ends) lag += Math.max(0, end - (this.#committed.get(partition) ?? 0));
    return lag;
  }

  take({ fact }: Stamped): void {
    if (fact.kind !== 'log-broker' || fact.topic !== this.#spec.topic) return;
    const { partition = 0, offset = 0 } = fact;
    if (fact.what === 'append') this.#ends.set(partition, offset + 1);
    if (fact.what === 'commit' && fact.group === this.#spec.group) this.#committed.set(partition, offset);
  }
}

/** Members of a group that have something of the topic to read, since its partitions were last dealt out. */
class Readers implements LevelTracker {
  readonly #spec: TopicLevelSpec;
  readonly #members = new Set<string>();
  #generation = -1;

  constructor(spec: TopicLevelSpec) {
    this.#spec = spec;
  }

  get value(): number {
    return this.#members.size;
  }

  take({ fact }: Stamped): void {
    if (fact.kind !== 'log-broker' || fact.group !== this.#spec.group || fact.member === undefined) return;
    if (fact.what === 'leave' || fact.what === 'evict') this.#members.delete(fact.member);
    if (fact.what !== 'assign') return;
    const { generation = 0, assignment = {} } = fact;
    if (generation !== this.#generation) this.#members.clear();
    this.#generation = generation;
    if ((assignment[this.#spec.topic] ?? []).length > 0) this.#members.add(fact.member);
  }
}
