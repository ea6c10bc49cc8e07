import type {
  CommitOffsetsCall,
  DeleteGroupsAnswer,
  DescribeGroupsAnswer,
  FetchOffsetsCall,
  HeartbeatCall,
  JoinGroupAnswer,
  JoinGroupCall,
  LogErrorType,
  OffsetsAnswer,
  SyncGroupAnswer,
  SyncGroupCall,
} from '../../../wire/log-protocol.ts';
import { ConsumerGroup } from './consumer-group.ts';
import type { LogBrokerSettings } from '../settings.ts';
import type { Surroundings } from '../surroundings.ts';

/** Every consumer group of the cluster. Which broker coordinates it is not modelled: groups survive single brokers. */
export class ConsumerGroups {
  readonly #surroundings: Surroundings;
  readonly #settings: LogBrokerSettings;
  readonly #groups = new Map<string, ConsumerGroup>();

  constructor(surroundings: Surroundings, settings: LogBrokerSettings) {
    this.#surroundings = surroundings;
    this.#settings = settings;
  }

  get all(): Iterable<ConsumerGroup> {
    return this.#groups.values();
  }

  /** Returns how to stop waiting. */
  join(call: JoinGroupCall, answer: (answer: JoinGroupAnswer) => void): () => void {
    const group = this.#group(call.group);
    group.join(call, answer);
    return () => group.stopWaiting(answer);
  }

  /** Returns how to stop waiting. */
  sync(call: SyncGroupCall, answer: (answer: SyncGroupAnswer) => void): () => void {
    const group = this.#groups.get(call.group);
    if (!group) answer({ error: 'UNKNOWN_MEMBER_ID', assignment: {} });
    else group.sync(call, answer);
    return () => group?.stopWaiting(answer);
  }

  heartbeat(call: HeartbeatCall): LogErrorType {
    return this.#groups.get(call.group)?.heartbeat(call) ?? 'UNKNOWN_MEMBER_ID';
  }

  leave(group: string, member: string): LogErrorType {
    return this.#groups.get(group)?.leave(member) ?? 'UNKNOWN_MEMBER_ID';
  }

  commit(call: CommitOffsetsCall): LogErrorType {
    const group = this.#group(call.group);
    const error = group.commitError(call.member, call.generation);
    for (const { topic, partition, offset, metadata } of call.offsets) {
      if (error === 'NONE') group.offsets.commit({ topic, partition, offset, metadata });
      this.#surroundings.fact({
        kind: 'log-broker',
        what: error === 'NONE' ? 'commit' : 'commit refused',
        topic,
        partition,
        offset,
        group: call.group,
        generation: call.generation,
        member: call.member,
        why: error === 'NONE' ? call.why : error,
      });
    }
    return error;
  }

  offsets(call: FetchOffsetsCall): OffsetsAnswer {
    const group = this.#groups.get(call.group);
    const asked = call.partitions ?? (group ? [...group.offsets.all()] : []);
    const partitions = asked.map(({ topic, partition }) => {
      const committed = group?.offsets.find(topic, partition);
      const error: LogErrorType = 'NONE';
      return { topic, partition, error, offset: committed?.offset ?? -1, metadata: committed?.metadata ?? null };
    });
    return { partitions };
  }

  describe(names: readonly string[]): DescribeGroupsAnswer {
    const groups = names.map(
      (group) => this.#groups.get(group)?.describe() ?? { group, state: 'Dead' as const, protocol: '', members: [] },
    );
    return { groups };
  }

  delete(names: readonly string[]): DeleteGroupsAnswer {
    const groups = names.map((name): DeleteGroupsAnswer['groups'][number] => {
      const group = this.#groups.get(name);
      if (!group) return { group: name, error: 'GROUP_ID_NOT_FOUND' };
      if (group.state !== 'Empty') return { group: name, error: 'NON_EMPTY_GROUP' };
      this.#groups.delete(name);
      return { group: name, error: 'NONE' };
    });
    return { groups };
  }

  forgetTopic(topic: string): void {
    for (const group of this.#groups.values()) group.offsets.forgetTopic(topic);
  }

  powerOff(): void {
    for (const group of this.#groups.values()) group.powerOff();
  }

  #group(name: string): ConsumerGroup {
    let group = this.#groups.get(name);
    if (!group) this.#groups.set(name, (group = new ConsumerGroup(this.#surroundings, this.#settings, name)));
    return group;
  }
}
