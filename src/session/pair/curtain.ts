export type SideName = 'left' | 'right';

interface Held {
  readonly atUs: number;
  readonly show: () => void;
}

/** Holds pictures back until both sides have one of the same moment: no screen ever shows two moments at once. */
export class Curtain {
  #held: Readonly<Record<SideName, Held[]>> = { left: [], right: [] };
  #liftedFor: SideName | null = null;

  take(side: SideName, atUs: number, show: () => void): void {
    if (side === this.#liftedFor) return show();
    this.#held[side].push({ atUs, show });
    const { left, right } = this.#held;
    if (left.at(-1)?.atUs !== right.at(-1)?.atUs) return;
    this.clear();
    // All of them and in their order: each tells of messages that were sent since the one before.
    for (const picture of [...left, ...right]) picture.show();
  }

  /** This side alone is to be seen: the other one has not come yet. */
  liftFor(side: SideName): void {
    this.clear();
    this.#liftedFor = side;
  }

  clear(): void {
    this.#liftedFor = null;
    this.#held = { left: [], right: [] };
  }
}
