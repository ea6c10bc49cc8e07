import type { Scheduler } from './scheduler.ts';
import type { BodySpec } from '../wire/instance-events.ts';
import type { Micros } from '../wire/packet.ts';

/**
 * Memory as a level: what the process needs anyway, what each request in hand holds, and what leaks.
 * At the limit the kernel of the operating system kills the process; there is no swapping and no collector.
 */
export class Heap {
  readonly #scheduler: Scheduler;
  readonly #spec: BodySpec;
  readonly #outOfMemory: (reason: string) => void;
  #requests = 0;
  #leakedBytes = 0;
  #leakPerRequest = 0;
  #leakPerSecond = 0;
  #leakSinceUs: Micros = 0;
  #timer: number | null = null;

  constructor(scheduler: Scheduler, spec: BodySpec, outOfMemory: (reason: string) => void) {
    this.#scheduler = scheduler;
    this.#spec = spec;
    this.#outOfMemory = outOfMemory;
  }

  get bytes(): number {
    const leakingUs = this.#scheduler.nowUs() - this.#leakSinceUs;
    const steady = Math.floor((this.#leakPerSecond * leakingUs) / 1_000_000);
    return this.#spec.baseBytes + this.#requests * this.#spec.bytesPerRequest + this.#leakedBytes + steady;
  }

  get limitBytes(): number {
    return this.#spec.memoryBytes;
  }

  /** How many more requests it can hold for certain; what leaks is certain of none. */
  get room(): number {
    if (this.#leakPerRequest > 0 || this.#leakPerSecond > 0) return 0;
    const { memoryBytes, bytesPerRequest } = this.#spec;
    return bytesPerRequest > 0 ? Math.ceil((memoryBytes - this.bytes) / bytesPerRequest) - 1 : Infinity;
  }

  requestStarted(): void {
    this.#requests++;
    this.#leakedBytes += this.#leakPerRequest;
    this.#check();
  }

  requestEnded(): void {
    this.#requests--;
  }

  /** Leaks add up; undoing one stops it but gives nothing back. */
  leak(perRequestBytes: number, perSecondBytes: number): void {
    const now = this.bytes;
    this.#leakSinceUs = this.#scheduler.nowUs();
    this.#leakPerRequest += perRequestBytes;
    this.#leakPerSecond += perSecondBytes;
    this.#leakedBytes += now - this.bytes;
    this.#check();
  }

  /** A steady leak fills the heap also while nobody calls. */
  #check(): void {
    if (this.#timer !== null) this.#scheduler.cancel(this.#timer);
    this.#timer = null;
    const left = this.#spec.memoryBytes - this.bytes;
    if (left <= 0) return this.#outOfMemory(`out of memory: ${megabytes(this.bytes)} of ${megabytes(this.limitBytes)}`);
    if (this.#leakPerSecond <= 0) return;
    const fullInUs = Math.ceil((left * 1_000_000) / this.#leakPerSecond);
    this.#timer = this.#scheduler.after(fullInUs, () => {
      this.#timer = null;
      this.#check();
    });
  }
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_048_576)} MB`;
}
