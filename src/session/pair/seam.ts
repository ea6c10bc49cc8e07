import type { LentRuns } from '../sharing/lent-runs.ts';
import { isBranch } from '../sharing/lent-runs.ts';
import type { Engines } from './pair-acts.ts';
import type { PairRun } from './pair-run.ts';

/** Where two branches of one run come apart: asked on the way to the moment at which one of them leaves the other. */
export class Seam {
  readonly #engines: Engines;
  readonly #title: string;
  #togetherUs = 0;
  #apartUs: number | null = null;

  /** Null where they are no branches. */
  static of({ left, right }: PairRun, engines: Engines, lentRuns: LentRuns): Seam | null {
    if (!isBranch(left) || !isBranch(right)) return null;
    return new Seam(engines, lentRuns.find(right)?.source.title ?? 'the branch');
  }

  private constructor(engines: Engines, title: string) {
    this.#engines = engines;
    this.#title = title;
  }

  async look(): Promise<void> {
    if (this.#apartUs !== null) return;
    const [left, right] = await Promise.all([this.#engines.left.moment(), this.#engines.right.moment()]);
    if (!left || !right) return;
    if (left.moment.digest === right.moment.digest) this.#togetherUs = left.moment.atUs;
    else this.#apartUs = left.moment.atUs;
  }

  /** What there is to say of it where both stand. */
  get said(): string {
    if (this.#apartUs === null)
      return `Both stand at ${seconds(this.#togetherUs)}, the same to the bit. What you do now is done to “${this.#title}” alone.`;
    return (
      `“${this.#title}” went another way before this moment: the two runs are the same up to ${seconds(this.#togetherUs)}, ` +
      `and differ at ${seconds(this.#apartUs)}.`
    );
  }
}

function seconds(us: number): string {
  return `${(us / 1_000_000).toFixed(3)} s`;
}
