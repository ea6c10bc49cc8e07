import { invariant } from '../../../kernel/invariant.ts';
import type {
  GroupDescriptionWire,
  GroupState,
  HeartbeatCall,
  JoinGroupAnswer,
  JoinGroupCall,
  LogErrorType,
  SyncGroupAnswer,
  SyncGroupCall,
} from '../../../wire/log-protocol.ts';
import type { TimerHandle } from '../../../wire/node-context.ts';
import { CommittedOffsets } from './committed-offsets.ts';
import { GroupMember } from './group-member.ts';
import type { LogBrokerSettings } from '../settings.ts';
import type { Surroundings } from '../surroundings.ts';

/**
 * Who reads what: membership, generations, and the two waits of a rebalance (all have joined, the leader has assigned).
 * The assignment itself is the leading member's work, as in Kafka's eager protocol.
 */
export class ConsumerGroup {
  readonly name: string;
  readonly offsets = new CommittedOffsets();
  readonly #surroundings: Surroundings;
  readonly #settings: LogBrokerSettings;
  readonly #members = new Map<string, GroupMember>();
  #state: GroupState = 'Empty';
  #generation = 0;
  #leader = '';
  #protocol = '';
  #joinTimer: TimerHandle | null = null;
  /** The first members of an empty group are waited for a little, even when all known ones are there. */
  #isGathering = false;

  constructor(surroundings: Surroundings, settings: LogBrokerSettings, name: string) {
    this.#surroundings = surroundings;
    this.#settings = settings;
    this.name = name;
  }

  get state(): GroupState {
    return this.#state;
  }

  get generation(): number {
    return this.#generation;
  }

  join(call: JoinGroupCall, answer: (answer: JoinGroupAnswer) => void): void {
    const refuse = (error: LogErrorType) => answer({ ...emptyJoin, error, member: call.member });
    const { sessionTimeoutMinMs, sessionTimeoutMaxMs } = this.#settings;
    if (call.sessionTimeoutMs < sessionTimeoutMinMs || call.sessionTimeoutMs > sessionTimeoutMaxMs)
      return refuse('INVALID_SESSION_TIMEOUT');
    if (call.member !== '' && !this.#members.has(call.member)) return refuse('UNKNOWN_MEMBER_ID');
    const others = [...this.#members.values()].filter((member) => member.name !== call.member);
    if (!commonProtocol([call.protocols, ...others.map((member) => member.protocols)]))
      return refuse('INCONSISTENT_GROUP_PROTOCOL');
    const known = this.#members.get(call.member);
    const member = known ?? this.#welcome(call);
    const hasChanged = JSON.stringify(member.protocols) !== JSON.stringify(call.protocols);
    member.protocols = call.protocols;
    member.sign();
    // A follower that only lost its answer gets the same one again.
    if (known && !hasChanged && this.#state === 'CompletingRebalance') return answer(this.#joinAnswer(member));
    if (known && !hasChanged && this.#state === 'Stable' && member.name !== this.#leader)
      return answer(this.#joinAnswer(member));
    member.joining = answer;
    if (this.#state !== 'PreparingRebalance') this.#prepareRebalance();
    this.#completeJoinIfAllAreThere();
  }

  sync(call: SyncGroupCall, answer: (answer: SyncGroupAnswer) => void): void {
    const refuse = (error: LogErrorType) => answer({ error, assignment: {} });
    const error = this.#errorOf(call);
    if (error !== 'NONE') return refuse(error);
    if (this.#state === 'PreparingRebalance') return refuse('REBALANCE_IN_PROGRESS');
    const member = this.#members.get(call.member)!;
    member.sign();
    if (this.#state === 'Stable') return answer({ error: 'NONE', assignment: member.assignment });
    member.syncing = answer;
    if (member.name === this.#leader) this.#assign(call.assignments);
  }

  heartbeat(call: HeartbeatCall): LogErrorType {
    const error = this.#errorOf(call);
    if (error !== 'NONE') return error;
    this.#members.get(call.member)!.sign();
    return this.#state === 'PreparingRebalance' ? 'REBALANCE_IN_PROGRESS' : 'NONE';
  }

  leave(memberName: string): LogErrorType {
    const member = this.#members.get(memberName);
    if (!member) return 'UNKNOWN_MEMBER_ID';
    this.#surroundings.fact({
      kind: 'log-broker',
      what: 'leave',
      group: this.name,
      generation: this.#generation,
      member: member.name,
    });
    this.#remove(member);
    return 'NONE';
  }

  /** Whether a member may commit now. Members of a group that prepares a rebalance may: they save what they finished. */
  commitError(memberName: string, generation: number): LogErrorType {
    if (generation < 0) return this.#members.size === 0 ? 'NONE' : 'UNKNOWN_MEMBER_ID';
    const error = this.#errorOf({ member: memberName, generation });
    if (error !== 'NONE') return error;
    this.#members.get(memberName)!.sign();
    return this.#state === 'CompletingRebalance' ? 'REBALANCE_IN_PROGRESS' : 'NONE';
  }

  /** The member's process no longer waits for this answer. */
  stopWaiting(answer: unknown): void {
    for (const member of this.#members.values()) {
      // A member whose join was given up still counts as joined: only silence tells that it is gone.
      if (member.joining === answer) member.joining = () => undefined;
      if (member.syncing === answer) member.syncing = null;
    }
  }

  describe(): GroupDescriptionWire {
    const members = [...this.#members.values()].map(({ name, client, protocols, assignment }) => {
      const metadata = protocols.find((protocol) => protocol.name === this.#protocol)?.metadata ?? '';
      return { member: name, client, metadata, assignment };
    });
    return { group: this.name, state: this.#state, protocol: this.#protocol, members };
  }

  /** Members are forgotten, committed offsets stay. */
  powerOff(): void {
    this.#members.clear();
    this.#joinTimer = null;
    this.#isGathering = false;
    this.#state = 'Empty';
  }

  #welcome(call: JoinGroupCall): GroupMember {
    const name = `${call.client}-${uniqueName(this.#surroundings)}`;
    const member = new GroupMember(this.#surroundings, name, call, (silent) => {
      this.#evict(silent, `silent for ${silent.sessionTimeoutUs / 1000} ms`);
    });
    this.#members.set(name, member);
    return member;
  }

  #errorOf(call: { member: string; generation: number }): LogErrorType {
    if (!this.#members.has(call.member)) return 'UNKNOWN_MEMBER_ID';
    return call.generation === this.#generation ? 'NONE' : 'ILLEGAL_GENERATION';
  }

  #prepareRebalance(): void {
    const wasEmpty = this.#state === 'Empty';
    this.#state = 'PreparingRebalance';
    for (const member of this.#members.values()) {
      member.syncing?.({ error: 'REBALANCE_IN_PROGRESS', assignment: {} });
      member.syncing = null;
    }
    this.#isGathering = wasEmpty && this.#settings.initialRebalanceDelayUs > 0;
    let waitUs = this.#settings.initialRebalanceDelayUs;
    if (!this.#isGathering)
      for (const { rebalanceTimeoutUs } of this.#members.values()) waitUs = Math.max(waitUs, rebalanceTimeoutUs);
    this.#joinTimer = this.#surroundings.after(waitUs, () => {
      this.#joinTimer = null;
      this.#isGathering = false;
      this.#completeJoin();
    });
  }

  #completeJoinIfAllAreThere(): void {
    if (this.#state !== 'PreparingRebalance' || this.#isGathering) return;
    for (const member of this.#members.values()) if (!member.joining) return;
    this.#completeJoin();
  }

  #completeJoin(): void {
    if (this.#joinTimer) this.#surroundings.cancel(this.#joinTimer);
    this.#joinTimer = null;
    for (const member of [...this.#members.values()])
      if (!member.joining) this.#forget(member, 'did not rejoin within the rebalance timeout');
    this.#generation++;
    const members = [...this.#members.values()];
    if (members.length === 0) {
      this.#state = 'Empty';
      return;
    }
    this.#state = 'CompletingRebalance';
    if (!this.#members.has(this.#leader)) this.#leader = members[0]!.name;
    const protocol = commonProtocol(members.map((member) => member.protocols));
    invariant(protocol !== undefined, `group ${this.name} has no common protocol`);
    this.#protocol = protocol;
    for (const member of members) {
      const answer = member.joining!;
      member.joining = null;
      member.assignment = {};
      member.sign();
      this.#surroundings.fact({ kind: 'log-broker', what: 'join', ...this.#stamp(member) });
      answer(this.#joinAnswer(member));
    }
  }

  #joinAnswer(member: GroupMember): JoinGroupAnswer {
    const isLeader = member.name === this.#leader;
    return {
      error: 'NONE',
      member: member.name,
      generation: this.#generation,
      protocol: this.#protocol,
      leader: this.#leader,
      members: isLeader
        ? this.describe().members.map(({ member: name, metadata }) => ({ member: name, metadata }))
        : [],
    };
  }

  #assign(assignments: SyncGroupCall['assignments']): void {
    this.#state = 'Stable';
    for (const member of this.#members.values()) {
      member.assignment = assignments.find((given) => given.member === member.name)?.assignment ?? {};
      this.#surroundings.fact({
        kind: 'log-broker',
        what: 'assign',
        ...this.#stamp(member),
        assignment: member.assignment,
      });
    }
    for (const member of this.#members.values()) {
      member.syncing?.({ error: 'NONE', assignment: member.assignment });
      member.syncing = null;
    }
  }

  #evict(member: GroupMember, why: string): void {
    this.#surroundings.fact({ kind: 'log-broker', what: 'evict', ...this.#stamp(member), why });
    this.#remove(member);
  }

  #forget(member: GroupMember, why: string): void {
    this.#surroundings.fact({ kind: 'log-broker', what: 'evict', ...this.#stamp(member), why });
    this.#drop(member);
  }

  #remove(member: GroupMember): void {
    this.#drop(member);
    if (this.#state !== 'PreparingRebalance') this.#prepareRebalance();
    this.#completeJoinIfAllAreThere();
  }

  #drop(member: GroupMember): void {
    member.gone();
    member.joining?.({ ...emptyJoin, error: 'UNKNOWN_MEMBER_ID', member: member.name });
    member.syncing?.({ error: 'UNKNOWN_MEMBER_ID', assignment: {} });
    this.#members.delete(member.name);
  }

  #stamp(member: GroupMember) {
    return { group: this.name, generation: this.#generation, member: member.name };
  }
}

const emptyJoin: JoinGroupAnswer = { error: 'NONE', member: '', generation: -1, protocol: '', leader: '', members: [] };

/** The first member's most wanted protocol that everybody speaks. */
function commonProtocol(wanted: readonly JoinGroupCall['protocols'][]): string | undefined {
  const [first = [], ...others] = wanted;
  const isSpoken = (name: string) => others.every((protocols) => protocols.some((protocol) => protocol.name === name));
  return first.find(({ name }) => isSpoken(name))?.name;
}

function uniqueName(surroundings: Surroundings): string {
  const random = surroundings.random('member names');
  const word = () => random.bits().toString(16).padStart(8, '0');
  const [a, b, c, d] = [word(), word(), word(), word()];
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
}
