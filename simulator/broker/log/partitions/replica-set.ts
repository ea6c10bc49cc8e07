import { invariant } from '../../../kernel/invariant.ts';
import type { TimerHandle } from '../../../wire/node-context.ts';
import type { Micros } from '../../../wire/packet.ts';
import type { Surroundings } from '../surroundings.ts';

/** The log as its replicas see it: a follower's copy is always the first part of the leader's. */
export interface ReplicatedLog {
  readonly endOffset: number;
  /** Cuts off what the new leader never had. */
  truncateTo(endOffset: number): void;
}

export interface ReplicaSetConfig {
  /** Numbers of the brokers that hold a copy; the first is the preferred leader. */
  readonly brokers: readonly number[];
  readonly isAlive: (broker: number) => boolean;
  readonly replicationDelayUs: () => Micros;
  /** The high watermark rose: more records are visible. */
  readonly onAdvance: () => void;
}

/** Who leads one partition, who follows, and up to where everybody in sync has it. */
export class ReplicaSet {
  readonly brokers: readonly number[];
  /** null while nobody may lead: an election is under way, or no broker in sync is alive. */
  leader: number | null;
  highWatermark = 0;
  readonly #surroundings: Surroundings;
  readonly #config: ReplicaSetConfig;
  readonly #log: ReplicatedLog;
  /** By broker, up to where it has copied. */
  readonly #endOffsets: number[] = [];
  /** By broker, what happens when its next copy is made, and when that is. */
  readonly #copies: (() => void)[] = [];
  readonly #pulls: (TimerHandle | null)[] = [];
  #inSync: readonly number[];

  constructor(surroundings: Surroundings, log: ReplicatedLog, config: ReplicaSetConfig) {
    this.#surroundings = surroundings;
    this.#log = log;
    this.#config = config;
    this.brokers = config.brokers;
    const alive = config.brokers.filter(config.isAlive);
    this.#inSync = alive.length > 0 ? alive : config.brokers;
    this.leader = alive[0] ?? null;
    for (const broker of config.brokers) {
      this.#endOffsets[broker] = 0;
      this.#copies[broker] = () => this.#copy(broker);
      this.#pulls[broker] = null;
    }
  }

  /** Includes a dead broker until the controller has noticed. */
  get inSync(): readonly number[] {
    return this.#inSync;
  }

  afterAppend(): void {
    invariant(this.leader !== null, 'append without a leader');
    this.#endOffsets[this.leader] = this.#log.endOffset;
    this.#advance();
    this.#pullAll();
  }

  brokerDied(broker: number): void {
    this.#stopPull(broker);
    if (this.leader !== broker) return;
    this.leader = null;
    for (const follower of this.brokers) this.#stopPull(follower);
  }

  brokerCameBack(broker: number): void {
    this.#pull(broker);
  }

  /** The controller takes the dead out of the set and gives the partition a leader. */
  elect(): 'kept' | 'elected' | 'nobody' {
    const aliveInSync = this.#inSync.filter(this.#config.isAlive);
    // The last brokers that were in sync stay candidates when all are dead: others would lose acknowledged records.
    if (aliveInSync.length === 0) return 'nobody';
    this.#inSync = aliveInSync;
    if (this.leader !== null) {
      this.#advance();
      return 'kept';
    }
    this.leader = this.brokers.find((broker) => aliveInSync.includes(broker))!;
    this.#cutTo(this.#endOffsets[this.leader]!);
    this.#advance();
    this.#pullAll();
    return 'elected';
  }

  /** The power of the whole cluster fails: what only some had is gone. */
  powerOff(): void {
    for (const broker of this.brokers) this.#stopPull(broker);
    this.leader = null;
    this.#cutTo(this.highWatermark);
    for (const broker of this.#inSync) this.#endOffsets[broker] = this.highWatermark;
  }

  #cutTo(endOffset: number): void {
    invariant(endOffset >= this.highWatermark, `cut to ${endOffset} below high watermark ${this.highWatermark}`);
    this.#log.truncateTo(endOffset);
    for (const broker of this.brokers) this.#endOffsets[broker] = Math.min(this.#endOffsets[broker]!, endOffset);
  }

  #advance(): void {
    if (this.leader === null) return;
    let reached = this.#log.endOffset;
    for (const broker of this.#inSync) reached = Math.min(reached, this.#endOffsets[broker]!);
    if (reached <= this.highWatermark) return;
    this.highWatermark = reached;
    this.#config.onAdvance();
  }

  #pullAll(): void {
    for (const broker of this.brokers) this.#pull(broker);
  }

  #pull(broker: number): void {
    if (broker === this.leader || this.leader === null || this.#pulls[broker]) return;
    const isComplete = this.#endOffsets[broker] === this.#log.endOffset && this.#inSync.includes(broker);
    if (isComplete || !this.#config.isAlive(broker)) return;
    this.#pulls[broker] = this.#surroundings.after(this.#config.replicationDelayUs(), this.#copies[broker]!);
  }

  #copy(broker: number): void {
    this.#pulls[broker] = null;
    this.#endOffsets[broker] = this.#log.endOffset;
    if (!this.#inSync.includes(broker)) this.#inSync = [...this.#inSync, broker];
    this.#advance();
  }

  #stopPull(broker: number): void {
    const timer = this.#pulls[broker];
    if (timer) this.#surroundings.cancel(timer);
    this.#pulls[broker] = null;
  }
}
