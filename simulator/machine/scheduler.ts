import type { Micros } from '../wire/packet.ts';

/** A process's own time, as its parts see it. */
export interface Scheduler {
  nowUs(): Micros;
  after(delayUs: Micros, run: () => void): number;
  cancel(timer: number): void;
}
