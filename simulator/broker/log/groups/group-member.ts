import type { JoinGroupAnswer, JoinGroupCall, SyncGroupAnswer, WireAssignment } from '../../../wire/log-protocol.ts';
import type { TimerHandle } from '../../../wire/node-context.ts';
import type { Micros } from '../../../wire/packet.ts';
import type { Surroundings } from '../surroundings.ts';

/** One consumer as its group knows it: what it asked for, what it owns, and until when it may stay silent. */
export class GroupMember {
  readonly name: string;
  readonly client: string;
  protocols: JoinGroupCall['protocols'];
  assignment: WireAssignment = {};
  /** Set while it waits for the others to join. */
  joining: ((answer: JoinGroupAnswer) => void) | null = null;
  /** Set while it waits for the leader's assignment. */
  syncing: ((answer: SyncGroupAnswer) => void) | null = null;
  readonly sessionTimeoutUs: Micros;
  readonly rebalanceTimeoutUs: Micros;
  readonly #surroundings: Surroundings;
  readonly #onSilence: () => void;
  #deadlineUs: Micros = 0;
  #timer: TimerHandle | null = null;

  constructor(surroundings: Surroundings, name: string, call: JoinGroupCall, onSilence: (member: GroupMember) => void) {
    this.#surroundings = surroundings;
    this.name = name;
    this.client = call.client;
    this.protocols = call.protocols;
    this.sessionTimeoutUs = Math.floor(call.sessionTimeoutMs * 1000);
    this.rebalanceTimeoutUs = Math.floor(call.rebalanceTimeoutMs * 1000);
    this.#onSilence = () => onSilence(this);
  }

  /** A sign of life. One timer a member, moved only when it goes off: heartbeats cost nothing more. */
  sign(): void {
    this.#deadlineUs = this.#surroundings.now() + this.sessionTimeoutUs;
    this.#timer ??= this.#surroundings.after(this.sessionTimeoutUs, () => this.#check());
  }

  gone(): void {
    if (this.#timer) this.#surroundings.cancel(this.#timer);
    this.#timer = null;
  }

  #check(): void {
    this.#timer = null;
    // Who waits for the broker cannot be blamed for silence.
    if (this.joining || this.syncing) return this.sign();
    const leftUs = this.#deadlineUs - this.#surroundings.now();
    if (leftUs <= 0) this.#onSilence();
    else this.#timer = this.#surroundings.after(leftUs, () => this.#check());
  }
}
