import type { Bridge } from '../../../wire/bridge.ts';
import type { Member } from './member.ts';

interface Closing {
  readonly timeoutMs: number | null;
  /** Whether the pool has more clients than it has to keep. */
  mayClose(): boolean;
  close(member: Member): void;
}

/** Clients that nobody has borrowed, and when each has been idle for too long: one timer for them all. */
export class IdleClients {
  readonly #bridge: Bridge;
  readonly #closing: Closing;
  /** In the order in which they were given back. */
  readonly #members: Member[] = [];
  #timer: number | null = null;

  constructor(bridge: Bridge, closing: Closing) {
    this.#bridge = bridge;
    this.#closing = closing;
  }

  get size(): number {
    return this.#members.length;
  }

  all(): Member[] {
    return [...this.#members];
  }

  includes(member: Member): boolean {
    return this.#members.includes(member);
  }

  add(member: Member): void {
    const { timeoutMs, mayClose } = this.#closing;
    member.idleUntilUs = timeoutMs && mayClose() ? this.#bridge.nowUs() + timeoutMs * 1000 : null;
    this.#members.push(member);
    if (member.idleUntilUs !== null && this.#timer === null) this.#startTimer();
  }

  /** The last one that was given back. A timer that was meant for it finds the others. */
  take(): Member | undefined {
    return this.#members.pop();
  }

  remove(member: Member): void {
    const index = this.#members.indexOf(member);
    if (index >= 0) this.#members.splice(index, 1);
    if (this.#members.length > 0 || this.#timer === null) return;
    this.#bridge.clear(this.#timer);
    this.#timer = null;
  }

  #startTimer(): void {
    const next = this.#members.find(({ idleUntilUs }) => idleUntilUs !== null);
    if (next === undefined) return;
    const delayUs = next.idleUntilUs! - this.#bridge.nowUs();
    this.#timer = this.#bridge.withTrace(null, () => this.#bridge.after(delayUs, () => this.#closeDue()));
  }

  #closeDue(): void {
    this.#timer = null;
    const nowUs = this.#bridge.nowUs();
    for (const member of this.all()) {
      if (member.idleUntilUs === null || member.idleUntilUs > nowUs) continue;
      member.idleUntilUs = null;
      if (this.#closing.mayClose()) this.#closing.close(member);
    }
    if (this.#timer === null) this.#startTimer();
  }
}
