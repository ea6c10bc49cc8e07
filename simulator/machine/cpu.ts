import type { Scheduler } from './scheduler.ts';
import type { Micros } from '../wire/packet.ts';

interface Job {
  readonly costUs: Micros;
  readonly done: () => void;
}

/**
 * Cores that serve jobs first come, first served; a job holds one core for its cost. A broken number of cores is the next
 * whole number of them, each as much slower: half a core is one at half the speed.
 */
export class Cpu {
  readonly #scheduler: Scheduler;
  readonly #cores: number;
  #burns: readonly { readonly size: number }[] = [];
  #slowdowns: readonly { readonly size: number }[] = [];
  /** Of the cores that are left, in whole ones; both change with the burns alone. */
  #slots: number;
  #speed: number;
  #busy = 0;
  #waiting: Job[] = [];
  #busyUs = 0;

  constructor(scheduler: Scheduler, cores: number) {
    this.#scheduler = scheduler;
    this.#cores = cores;
    this.#slots = Math.ceil(cores);
    this.#speed = cores / this.#slots;
  }

  /** Core-microseconds spent on jobs so far. */
  get busyUs(): Micros {
    return Math.round(this.#busyUs);
  }

  run(costUs: Micros, done: () => void): void {
    if (costUs <= 0) return done();
    if (this.#busy < this.#slots && this.#waiting.length === 0) return this.#start(costUs, done);
    this.#waiting.push({ costUs, done });
    this.#serve();
  }

  /** Something else on the machine takes this many cores, until the result is called. A hundredth is always left. */
  burn(cores: number): () => void {
    const burn = { size: cores };
    this.#share([...this.#burns, burn]);
    return () => {
      this.#share(this.#burns.filter((other) => other !== burn));
      this.#serve();
    };
  }

  /** Everything takes this many times as long, from the next job on, until the result is called. */
  slow(times: number): () => void {
    const slowdown = { size: times };
    this.#slowdowns = [...this.#slowdowns, slowdown];
    return () => {
      this.#slowdowns = this.#slowdowns.filter((other) => other !== slowdown);
    };
  }

  #share(burns: readonly { readonly size: number }[]): void {
    this.#burns = burns;
    const burnt = burns.reduce((sum, { size }) => sum + size, 0);
    const left = Math.max(this.#cores - burnt, this.#cores * 0.01);
    this.#slots = Math.ceil(left);
    this.#speed = left / this.#slots;
  }

  #serve(): void {
    while (this.#busy < this.#slots) {
      const job = this.#waiting.shift();
      if (!job) return;
      this.#start(job.costUs, job.done);
    }
  }

  #start(costUs: Micros, done: () => void): void {
    this.#busy++;
    let times = 1;
    for (const { size } of this.#slowdowns) times *= size;
    const speed = this.#speed;
    const tookUs = Math.max(1, Math.round((costUs * times) / speed));
    this.#scheduler.after(tookUs, () => {
      this.#busy--;
      this.#busyUs += tookUs * speed;
      // The next job takes the core before this one's work goes on: it asked first.
      this.#serve();
      done();
    });
  }
}
