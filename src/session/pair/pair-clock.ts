import { momentText } from '../../ui/number-text.ts';
import type { Led, Until } from '../../../simulator/index.ts';
import type { Speed } from '../session-machine.ts';

/** A fleet whose time somebody else moves. */
export interface Follower {
  title(): string;
  lead(untilUs: number, led: Led | null): Promise<string | null>;
  /** The same, unseen. */
  bring(untilUs: number): Promise<void>;
  nextUs(): Promise<number>;
}

/** The time of this machine, as far as pacing needs it. */
export interface Wall {
  nowMs(): number;
  rest(ms: number): Promise<void>;
}

/** Pictures follow one another at about this distance, as those of a single engine do. */
const turnMs = 100;
/** Both together may work for this long between two looks at what people want. */
const workMs = 80;
/** A tab that slept does not make the fleets rush to catch up. */
const passedMostMs = 250;
const firstUs = 20_000;
const leastUs = 1_000;
const mostUs = 2_000_000;
/**
 * While one side waits for something to come true the other has gone on already, by this much at most: neither can go back.
 */
const waitingUs = 20_000;
const hopUs = 500;
const hopWithinUs = 60_000_000;

/** One clock for two fleets: whenever it rests, both stand at the same microsecond. */
export class PairClock {
  onStopped: (reason: string) => void = () => {};
  onLost: (error: unknown) => void = () => {};
  readonly #followers: readonly Follower[];
  readonly #wall: Wall;
  #nowUs = 0;
  #speed: Speed = 1;
  #until: Until | null = null;
  /** Counts the fleets that began: what fails of those before is nobody's loss. */
  #begun = 0;
  #pacing = 0;
  #isPacing = false;
  /** As much virtual time as both were seen to work off in one turn. */
  #reachUs = firstUs;
  #lastTurn: Promise<unknown> = Promise.resolve();

  constructor(followers: readonly Follower[], wall: Wall) {
    this.#followers = followers;
    this.#wall = wall;
  }

  get nowUs(): number {
    return this.#nowUs;
  }

  /** Forgets everything: other fleets begin. Whatever was under way never comes back. */
  reset(): void {
    this.#begun++;
    this.#pacing++;
    this.#isPacing = false;
    this.#nowUs = 0;
    this.#until = null;
    this.#reachUs = firstUs;
    this.#lastTurn = Promise.resolve();
  }

  play(speed: Speed, until: Until | null): void {
    this.#speed = speed;
    this.#until = until;
    if (this.#isPacing) return;
    this.#isPacing = true;
    const pacing = ++this.#pacing;
    this.#pace(pacing).catch((error: unknown) => pacing === this.#pacing && this.onLost(error));
  }

  pause(): void {
    this.#pacing++;
    this.#isPacing = false;
    this.#order(() => this.#lead(this.#nowUs, null));
  }

  step(by: 'event' | 'hop'): void {
    this.#order(() => (by === 'event' ? this.#stepEvent() : this.#stepHop()));
  }

  /** Both to this moment, while nobody lets time play or looks. */
  bring(untilUs: number): Promise<void> {
    return this.inTurn(async () => {
      await Promise.all(this.#followers.map((follower) => follower.bring(untilUs)));
      this.#nowUs = untilUs;
    });
  }

  /** What there is to see of both where they stand. */
  show(): Promise<unknown> {
    return this.inTurn(() => this.#lead(this.#nowUs, null));
  }

  /** Does something to fleets that stand at the same moment, and shows both once it is done. */
  act<Result>(deed: () => Promise<Result>): Promise<Result> {
    return this.inTurn(() => this.#act(deed));
  }

  /** The same with several, in one turn: each finds both at the same moment. */
  actEach(deeds: readonly (() => Promise<void>)[]): Promise<void> {
    return this.inTurn(async () => {
      for (const deed of deeds) await this.#act(deed);
    });
  }

  inTurn<Result>(move: () => Promise<Result>): Promise<Result> {
    const done = this.#lastTurn.then(move);
    this.#lastTurn = done.catch(() => {});
    return done;
  }

  /** Nobody waits for what comes of it; that it failed is told. */
  #order(move: () => Promise<unknown>, then: () => void = () => {}): void {
    const begun = this.#begun;
    const isSame = (): boolean => begun === this.#begun;
    this.inTurn(move).then(
      () => isSame() && then(),
      (error: unknown) => isSame() && this.onLost(error),
    );
  }

  async #act<Result>(deed: () => Promise<Result>): Promise<Result> {
    const result = await deed();
    // What was acted upon has moved on by so much, so that the consequence shows.
    await this.#lead(this.#nowUs + 1, this.#isPacing ? { speed: this.#speed } : null);
    return result;
  }

  async #pace(pacing: number): Promise<void> {
    let lastMs = this.#wall.nowMs();
    while (pacing === this.#pacing) {
      const nowMs = this.#wall.nowMs();
      const passedMs = Math.min(nowMs - lastMs, passedMostMs);
      lastMs = nowMs;
      await this.inTurn(async () => {
        if (pacing === this.#pacing) await this.#go(passedMs);
      });
      const tookMs = this.#wall.nowMs() - nowMs;
      await this.#wall.rest(this.#speed === Infinity ? 0 : Math.max(0, turnMs - tookMs));
    }
  }

  async #go(passedMs: number): Promise<void> {
    const until = this.#until;
    const wantedUs = this.#speed === Infinity ? Infinity : Math.max(1, Math.round(passedMs * 1000 * this.#speed));
    const waits = until !== null && until.kind !== 'time';
    const lengthUs = Math.min(wantedUs, this.#reachUs, waits ? waitingUs : Infinity);
    const endUs = until?.kind === 'time' ? Math.max(this.#nowUs, until.atUs) : Infinity;
    const untilUs = Math.min(this.#nowUs + Math.ceil(lengthUs), endUs);
    const beganMs = this.#wall.nowMs();
    const reached = await this.#lead(untilUs, { speed: this.#speed, ...(waits && { until }) });
    this.#measure(lengthUs, this.#wall.nowMs() - beganMs);
    if (reached.length > 0) this.#stop(reached.join(', and '));
    else if (untilUs >= endUs) this.#stop(`it is ${momentText(endUs)}`);
  }

  /** Slower than asked is better than a page that waits. */
  #measure(doneUs: number, tookMs: number): void {
    if (tookMs > workMs) this.#reachUs = Math.max(leastUs, (doneUs / tookMs) * workMs);
    else if (doneUs >= this.#reachUs) this.#reachUs = Math.min(mostUs, this.#reachUs * 2);
  }

  #stop(reason: string): void {
    this.#until = null;
    this.#pacing++;
    this.#isPacing = false;
    this.#order(
      () => this.#lead(this.#nowUs, null),
      () => this.onStopped(reason),
    );
  }

  /** Both to the same moment. Says on which side something came true on the way. */
  async #lead(untilUs: number, led: Led | null): Promise<string[]> {
    const reached = await Promise.all(this.#followers.map((follower) => follower.lead(untilUs, led)));
    const isEarly = reached.some((what) => what !== null);
    // Who met what it waited for stands where it did; it goes on to where the other is.
    if (isEarly) {
      const speed = led ? { speed: led.speed } : null;
      await Promise.all(this.#followers.map((follower) => follower.lead(untilUs, speed)));
    }
    this.#nowUs = untilUs;
    return reached.flatMap((what, index) => (what === null ? [] : [`${this.#followers[index]!.title()}: ${what}`]));
  }

  /** Whatever happens next on either side. */
  async #stepEvent(): Promise<void> {
    const nextUs = Math.min(...(await Promise.all(this.#followers.map((follower) => follower.nextUs()))));
    if (nextUs < Infinity) await this.#lead(nextUs + 1, null);
  }

  async #stepHop(): Promise<void> {
    const giveUpUs = this.#nowUs + hopWithinUs;
    let hasArrived = false;
    while (!hasArrived && this.#nowUs < giveUpUs) {
      const nextUs = Math.min(...(await Promise.all(this.#followers.map((follower) => follower.nextUs()))));
      if (nextUs === Infinity) return;
      const led: Led = { speed: 0, until: { kind: 'hop' } };
      hasArrived = (await this.#lead(Math.max(nextUs + 1, this.#nowUs + hopUs), led)).length > 0;
    }
    await this.#lead(this.#nowUs, null);
  }
}
