import { samplerOf } from '../../../kernel/distributions.ts';
import type { DistributionSpec } from '../../../wire/distribution-spec.ts';
import type { RandomStream } from '../../../wire/node-context.ts';
import type { Micros } from '../../../wire/packet.ts';

type Sizes = Readonly<Record<string, unknown>>;

interface Slowness {
  readonly byUs: () => Micros;
  readonly times: number;
}

/** What ails the server, by the verbs that people use. Each can hold several times over, and ends on its own. */
export class StoreFaults {
  readonly #random: RandomStream;
  readonly #slow = new Set<Slowness>();
  readonly #readOnly = new Set<object>();
  readonly #full = new Set<object>();
  readonly #paused = new Set<object>();
  readonly #failing = new Set<{ readonly rate: number }>();
  #held: (() => void)[] = [];

  constructor(random: RandomStream) {
    this.#random = random;
  }

  get readOnly(): boolean {
    return this.#readOnly.size > 0;
  }

  get full(): boolean {
    return this.#full.size > 0;
  }

  get paused(): boolean {
    return this.#paused.size > 0;
  }

  apply(verb: string, sizes: Sizes): () => void {
    switch (verb) {
      case 'slow':
        return added(this.#slow, { byUs: this.#duration(sizes['by']), times: numberOf(sizes['times'], 1) });
      case 'readonly':
        return added(this.#readOnly, {});
      case 'full':
        return added(this.#full, {});
      case 'fail':
        return added(this.#failing, { rate: numberOf(sizes['rate'], 1) });
      case 'pause': {
        const end = added(this.#paused, {});
        return () => {
          end();
          if (this.#paused.size === 0) this.#goOn();
        };
      }
      default:
        throw new Error(`an SQL store knows the faults slow, readonly, pause, full, fail; not ${verb}`);
    }
  }

  slowed(us: Micros): Micros {
    let slowedUs = us;
    for (const { times } of this.#slow) slowedUs *= times;
    for (const { byUs } of this.#slow) slowedUs += byUs();
    return Math.max(0, Math.round(slowedUs));
  }

  /** Whether the statement in hand is one of those that fail. */
  strikes(): boolean {
    let struck = false;
    for (const { rate } of this.#failing) if (this.#random.next() < rate) struck = true;
    return struck;
  }

  /** A paused server does nothing at all; what was due happens when it goes on. */
  unlessPaused(run: () => void): void {
    if (this.paused) this.#held.push(run);
    else run();
  }

  forgetHeld(): void {
    this.#held = [];
  }

  #goOn(): void {
    const held = this.#held;
    this.#held = [];
    for (const run of held) this.unlessPaused(run);
  }

  #duration(size: unknown): () => Micros {
    if (typeof size === 'object' && size !== null) return samplerOf(size as DistributionSpec, this.#random);
    const us = numberOf(size, 0);
    return () => us;
  }
}

function added<Item>(set: Set<Item>, item: Item): () => void {
  set.add(item);
  return () => {
    set.delete(item);
  };
}

function numberOf(size: unknown, otherwise: number): number {
  return typeof size === 'number' && Number.isFinite(size) ? size : otherwise;
}
