import { Worker } from 'node:worker_threads';
import threadText from './explore.thread.ts?workertext';
import { surroundingsOf } from '../node-run.ts';
import type { RunOne } from '../../../explore/explore.ts';
import type { Outcome, RunPlan } from '../../../explore/judge.ts';
import type { Fleet } from '../../../fleet/fleet.ts';
import type { ExploreThreadData, FromExploreThread } from './explore-protocol.ts';

interface Asked {
  readonly plan: RunPlan;
  resolve(outcome: Outcome | null): void;
  reject(error: Error): void;
}

/** Silence of this long means that code does not come back; on a machine with much to do it may take a while to start. */
const silenceMs = 30_000;

/** Whole runs of one fleet in threads of Node, so many at once. What is found does not depend on how many. */
export class ExploreThreads {
  readonly #data: ExploreThreadData;
  readonly #most: number;
  readonly #patienceMs: number;
  readonly #waiting: Asked[] = [];
  readonly #threads = new Set<ExploreThread>();

  constructor(fleet: Fleet, most: number, patienceMs = silenceMs) {
    this.#data = { fleet, surroundings: surroundingsOf(fleet) };
    this.#most = most;
    this.#patienceMs = patienceMs;
  }

  readonly runOne: RunOne = (plan) =>
    new Promise((resolve, reject) => {
      this.#waiting.push({ plan, resolve, reject });
      this.#next();
    });

  /** Whatever is not done by then never will be, and nobody is told. */
  end(): void {
    this.#waiting.length = 0;
    for (const thread of this.#threads) thread.end();
    this.#threads.clear();
  }

  #next(): void {
    if (this.#waiting.length === 0) return;
    const idle = [...this.#threads].find(({ isBusy }) => !isBusy) ?? this.#another();
    idle?.run(this.#waiting.shift()!);
  }

  #another(): ExploreThread | null {
    if (this.#threads.size >= this.#most) return null;
    const thread = new ExploreThread(this.#data, this.#patienceMs, (isOver) => {
      if (isOver) this.#threads.delete(thread);
      this.#next();
    });
    this.#threads.add(thread);
    return thread;
  }
}

class ExploreThread {
  readonly #worker: Worker;
  readonly #patienceMs: number;
  readonly #idle: (isOver: boolean) => void;
  #asked: Asked | null = null;
  #timer: NodeJS.Timeout | null = null;

  /** `idle` is told when it can be given another run, or never again. */
  constructor(workerData: ExploreThreadData, patienceMs: number, idle: (isOver: boolean) => void) {
    this.#patienceMs = patienceMs;
    this.#idle = idle;
    this.#worker = new Worker(threadText, { eval: true, name: 'explore', workerData });
    this.#worker.on('message', (message: FromExploreThread) => this.#hear(message));
    this.#worker.on('error', (error) => this.#died(error));
  }

  get isBusy(): boolean {
    return this.#asked !== null;
  }

  run(asked: Asked): void {
    this.#asked = asked;
    this.#watch();
    this.#worker.postMessage(asked.plan);
  }

  end(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#asked = null;
    void this.#worker.terminate();
  }

  #hear(message: FromExploreThread): void {
    if (!this.#asked) return;
    if (message.kind === 'alive') return this.#watch();
    if (message.kind === 'done') this.#settle(false)?.resolve(message.outcome);
    else this.#settle(false)?.reject(new Error(message.reason));
  }

  /** Code that takes all memory there is ends its thread; of such a run nothing is known, as of one that does not come back. */
  #died(error: Error): void {
    const isOutOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    const asked = this.#settle(true);
    if (isOutOfMemory) asked?.resolve(null);
    else asked?.reject(error);
  }

  #watch(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      void this.#worker.terminate();
      this.#settle(true)?.resolve(null);
    }, this.#patienceMs);
  }

  #settle(isOver: boolean): Asked | null {
    if (this.#timer) clearTimeout(this.#timer);
    const asked = this.#asked;
    this.#asked = null;
    this.#idle(isOver);
    return asked;
  }
}
