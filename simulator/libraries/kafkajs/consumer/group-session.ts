import type { WireAssignment } from '../../../wire/log-protocol.ts';
import { fromWire, toWire } from '../base/bytes.ts';
import { KafkaJSNonRetriableError } from '../base/errors.ts';
import type { Instrumentation } from '../base/instrumentation.ts';
import { throwIfError } from '../base/protocol-errors.ts';
import { shared } from '../base/turns.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { wireAssignment, type Assigner } from './assigner.ts';
import { consumerEvents } from './events.ts';

/** How much longer than a broker may hold an answer back a client waits for it. */
export const gracePeriodMs = 5_000;

export interface GroupSessionConfig {
  readonly groupId: string;
  readonly topics: readonly string[];
  readonly assigners: readonly Assigner[];
  readonly sessionTimeout: number;
  readonly rebalanceTimeout: number;
}

/** One member's talk with the group's coordinator: join, sync, heartbeats, leave. */
export class GroupSession {
  memberId = '';
  readonly #cluster: Cluster;
  readonly #instrumentation: Instrumentation;
  readonly #config: GroupSessionConfig;
  readonly #sharedHeartbeat: () => Promise<void>;
  #generation = -1;
  #leader = '';
  #protocol = '';
  #lastHeartbeatUs: number;

  constructor(cluster: Cluster, instrumentation: Instrumentation, config: GroupSessionConfig) {
    this.#cluster = cluster;
    this.#instrumentation = instrumentation;
    this.#config = config;
    this.#lastHeartbeatUs = cluster.bridge.nowUs();
    this.#sharedHeartbeat = shared(cluster.bridge, () => this.#beat());
  }

  get generation(): number {
    return this.#generation;
  }

  /** `beforeSync` runs when the metadata is as fresh as the assignment about to come. */
  async joinAndSync(beforeSync: () => void): Promise<WireAssignment> {
    const { groupId, sessionTimeout, rebalanceTimeout } = this.#config;
    const joined = await this.#cluster.request(
      {
        kind: 'join group',
        group: groupId,
        member: this.memberId,
        client: this.#cluster.clientId,
        sessionTimeoutMs: sessionTimeout,
        rebalanceTimeoutMs: rebalanceTimeout,
        protocols: this.#protocols(),
      },
      rebalanceTimeout + gracePeriodMs,
    );
    throwIfError(joined.error);
    this.memberId = joined.member;
    this.#generation = joined.generation;
    this.#leader = joined.leader;
    this.#protocol = joined.protocol;
    const assignments = joined.leader === joined.member ? await this.#assign(joined.members) : [];
    beforeSync();
    const synced = await this.#cluster.request(
      { kind: 'sync group', group: groupId, member: this.memberId, generation: this.#generation, assignments },
      rebalanceTimeout + gracePeriodMs,
    );
    throwIfError(synced.error);
    return synced.assignment;
  }

  async leave(): Promise<void> {
    if (this.memberId === '') return;
    await this.#cluster.request({ kind: 'leave group', group: this.#config.groupId, member: this.memberId });
    this.memberId = '';
  }

  /** kafkajs has no heartbeat of its own in the background: it speaks when the interval has passed since it last did. */
  isHeartbeatDue(intervalMs: number): boolean {
    const sinceMs = (this.#cluster.bridge.nowUs() - this.#lastHeartbeatUs) / 1000;
    return this.memberId !== '' && sinceMs >= intervalMs;
  }

  heartbeat(): Promise<void> {
    return this.#sharedHeartbeat();
  }

  identity() {
    const isLeader = this.#leader === this.memberId;
    const { memberId } = this;
    return {
      groupId: this.#config.groupId,
      memberId,
      leaderId: this.#leader,
      isLeader,
      groupProtocol: this.#protocol,
    };
  }

  async #beat(): Promise<void> {
    const payload = { groupId: this.#config.groupId, memberId: this.memberId, groupGenerationId: this.#generation };
    const answer = await this.#cluster.request({
      kind: 'heartbeat',
      group: payload.groupId,
      member: payload.memberId,
      generation: payload.groupGenerationId,
    });
    throwIfError(answer.error);
    this.#instrumentation.emit(consumerEvents.HEARTBEAT, payload);
    this.#lastHeartbeatUs = this.#cluster.bridge.nowUs();
  }

  #protocols() {
    const topics = [...this.#config.topics];
    return this.#config.assigners.map((assigner) => {
      const { name, metadata } = assigner.protocol({ topics });
      return { name, metadata: toWire(metadata) };
    });
  }

  async #assign(
    members: readonly { readonly member: string; readonly metadata: Parameters<typeof fromWire>[0] }[],
  ): Promise<{ member: string; assignment: WireAssignment }[]> {
    const assigner = this.#config.assigners.find(({ name }) => name === this.#protocol);
    if (!assigner)
      throw new KafkaJSNonRetriableError(
        `Unsupported partition assigner "${this.#protocol}", the assigner wasn't found in the assigners list`,
      );
    await this.#cluster.refreshMetadata();
    const group = members.map(({ member, metadata }) => ({ memberId: member, memberMetadata: fromWire(metadata) }));
    const assigned = await assigner.assign({ members: group, topics: [...this.#config.topics] });
    return assigned.map(({ memberId, memberAssignment }) => {
      return { member: memberId, assignment: wireAssignment(memberAssignment) };
    });
  }
}
