import type { Guest } from './guest.ts';
import type { Run } from '../../run/run.ts';
import type { Micros } from '../../wire/packet.ts';

/** Kept from before anything virtual took its place. */
const nextLoop = setImmediate;

/** Once round the host's loop lets every job of the engine run; twice, what those had set going. */
const quietRounds = 2;
/** For so long, code that goes on by `setImmediate` is let finish; one that polls for ever must see time pass. */
const immediateRounds = 20;
/** So that signals and the real world are heard. */
const breathAfterMs = 20;
const realNowMs = performance.now.bind(performance);

/** While a file is read or a name looked up for this process, virtual time waits. */
const realRequest = /Req|TCPConnectWrap/;

/**
 * Moves the world's time for code that runs in Node itself. By itself: whenever the process has nothing to do but to wait
 * for something virtual, on to the next moment that concerns it. By hand, once a test has taken it: then never unasked.
 */
export class Clock {
  readonly #guest: Guest;
  readonly #keepsAlive: () => boolean;
  #byHand = false;
  #beating = false;
  /** Rounds since something last happened here. */
  #quiet = 0;

  /** `keepsAlive`: whether anything virtual is pending that a program waits for. */
  constructor(guest: Guest, keepsAlive: () => boolean) {
    this.#guest = guest;
    this.#keepsAlive = keepsAlive;
    guest.onActivity = () => this.#wake();
  }

  /** From now on time passes only where it is asked to. */
  takeInHand(): void {
    this.#byHand = true;
  }

  letGo(): void {
    this.#byHand = false;
    this.#wake();
  }

  /** The guest goes over into another world, which is made ready for it first. */
  moveTo(guest: Guest, run: Run): void {
    while (!run.isOpen && run.moment(Infinity) === true);
    guest.moveTo(run);
  }

  /** What is due now happens, with all that follows from it; time stands. */
  async settle(): Promise<void> {
    this.#quiet = 0;
    do {
      const hadDue = this.#guest.node.hasDue;
      await this.#round();
      this.#quiet = hadDue ? 0 : this.#quiet + 1;
    } while (this.#guest.node.hasDue || this.#isBusy());
  }

  /** On to the next moment before `untilUs` that concerns this process; false when there is none. */
  async nextEvent(untilUs: Micros = Infinity): Promise<boolean> {
    await this.settle();
    // Other nodes may go on for ever without it.
    if (untilUs === Infinity && !this.#guest.node.expects) return false;
    if (!(await this.#advance(untilUs))) return false;
    await this.settle();
    return true;
  }

  async advanceTo(atUs: Micros): Promise<void> {
    while (await this.nextEvent(atUs + 1));
    this.#guest.run.world.simulation.advanceTo(atUs);
  }

  /** Something is pending that a program would wait for. */
  get isWaiting(): boolean {
    return this.#keepsAlive();
  }

  /** One thing that is due, and all jobs after it. What it throws is uncaught, as from any callback of Node's. */
  #round(): Promise<void> {
    return new Promise((resolve) => {
      nextLoop(() => {
        resolve();
        this.#guest.node.take()?.();
      });
    });
  }

  #wake(): void {
    this.#quiet = 0;
    if (this.#beating || this.#byHand) return;
    this.#beating = true;
    nextLoop(() => this.#beat());
  }

  #beat(): void {
    this.#beating = false;
    if (this.#byHand) return;
    const due = this.#guest.node.take();
    this.#quiet = due ? 0 : this.#quiet + 1;
    if (!due && !this.#isBusy() && !(this.#keepsAlive() && this.#advanceForABreath())) return;
    this.#beating = true;
    nextLoop(() => this.#beat());
    due?.();
  }

  /** False when the whole world has come to rest. */
  #advanceForABreath(): boolean {
    const { run, node } = this.#guest;
    const breathAtMs = realNowMs() + breathAfterMs;
    while (!node.hasDue) {
      if (run.moment(Infinity) !== true) return false;
      if (realNowMs() > breathAtMs) break;
    }
    return true;
  }

  async #advance(untilUs: Micros): Promise<boolean> {
    const { run, node } = this.#guest;
    let breathAtMs = realNowMs() + breathAfterMs;
    while (!node.hasDue) {
      if (run.moment(untilUs) !== true) return false;
      if (realNowMs() <= breathAtMs) continue;
      await new Promise((resolve) => nextLoop(resolve));
      breathAtMs = realNowMs() + breathAfterMs;
    }
    return true;
  }

  /** The host has something to do for this process that takes no virtual time. */
  #isBusy(): boolean {
    if (this.#quiet < quietRounds) return true;
    const resources = process.getActiveResourcesInfo();
    if (this.#quiet < immediateRounds && resources.includes('Immediate')) return true;
    return resources.some((resource) => realRequest.test(resource));
  }
}
