import type { Micros } from '../../../wire/packet.ts';

/** A stretch of the run that a measure is taken over. */
export interface Window<Tally> {
  readonly fromUs: Micros;
  /** null while it goes on. */
  toUs: Micros | null;
  readonly tally: Tally;
}

/** Told when its window is over: what is only as it is now stays what it was then. */
interface Ending {
  end(): void;
}

/** Samples may come in after their window has ended, so a few old ones are kept. */
const keptMax = 4;

export class Windows<Tally extends Ending> {
  readonly #made: () => Tally;
  readonly #settlingUs: Micros;
  #kept: Window<Tally>[] = [];

  /** What begins in the first `settlingUs` of a window belongs to none. */
  constructor(made: () => Tally, settlingUs: Micros) {
    this.#made = made;
    this.#settlingUs = settlingUs;
  }

  open(atUs: Micros): void {
    this.close(atUs);
    this.#kept = [...this.#kept, { fromUs: atUs, toUs: null, tally: this.#made() }].slice(-keptMax);
  }

  close(atUs: Micros): void {
    const current = this.current;
    if (current === null) return;
    current.toUs = atUs;
    current.tally.end();
  }

  get current(): Window<Tally> | null {
    const last = this.#kept.at(-1);
    return last !== undefined && last.toUs === null ? last : null;
  }

  /** The one that something begun at this time belongs to. */
  at(startUs: Micros): Window<Tally> | null {
    const settlingUs = this.#settlingUs;
    const isIn = ({ fromUs, toUs }: Window<Tally>): boolean =>
      fromUs + settlingUs <= startUs && (toUs === null || startUs < toUs);
    return this.#kept.findLast(isIn) ?? null;
  }

  /** Newest first. */
  newest(): readonly Window<Tally>[] {
    return this.#kept.toReversed();
  }
}
