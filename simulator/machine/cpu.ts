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
  #busy = 0;
  #waiting: Job[] = [];
  #busyUs = 0;

  constructor(scheduler: Scheduler, cores: number) {
    this.#scheduler = scheduler;
    this.#cores = cores;
  }

  /** Core-microseconds spent on jobs so far. */
  get busyUs(): Micros {
    return Math.round(this.#busyUs);
  }

  run(costUs: Micros, done: () => void): void {
    if (costUs <= 0) return done();
    this.#waiting.push({ costUs, done });
    this.#serve();
  }

  /** Something else on the machine takes this many cores, until the result is called. A hundredth is always left. */
  burn(cores: number): () => void {
    const burn = { size: cores };
    this.#burns = [...this.#burns, burn];
    return () => {
      this.#burns = this.#burns.filter((other) => other !== burn);
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

  #serve(): void {
    const burnt = this.#burns.reduce((sum, { size }) => sum + size, 0);
    const left = Math.max(this.#cores - burnt, this.#cores * 0.01);
    const slots = Math.ceil(left);
    const speed = left / slots;
    const times = this.#slowdowns.reduce((product, { size }) => product * size, 1);
    while (this.#busy < slots) {
      const job = this.#waiting.shift();
      if (!job) return;
      this.#busy++;
      const tookUs = Math.max(1, Math.round((job.costUs * times) / speed));
      this.#scheduler.after(tookUs, () => {
        this.#busy--;
        this.#busyUs += tookUs * speed;
        // The next job takes the core before this one's work goes on: it asked first.
        this.#serve();
        job.done();
      });
    }
  }
}
