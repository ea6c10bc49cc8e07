import type { LentRuns } from '../sharing/lent-runs.ts';
import { isBranch } from '../sharing/lent-runs.ts';
import type { RunToHave } from '../sharing/shared-run.ts';
import type { Standing } from '../sharing/share.ts';
import type { SideName } from './curtain.ts';
import { sideNames } from './pair-run.ts';
import type { PairRun } from './pair-run.ts';

/** Whoever can be asked for the moment at which they stand. */
export type Sides = Readonly<Record<SideName, { moment(): Promise<Pick<Standing, 'moment'> | null> }>>;

/** To look at everything that two runs hold takes its time, and more the more there is: told is the moment to a tenth of it. */
const partOfTime = 0.1;
const leastUs = 200_000;
const mostUs = 5_000_000;

/** Where two branches of one run come apart: asked on the way to the moment at which one of them leaves the other. */
export class Seam {
  readonly #sides: Sides;
  readonly #runs: Readonly<Record<SideName, RunToHave>>;
  readonly #title: string;
  #nextUs: number;
  #togetherUs = 0;
  #apartUs: number | null = null;
  /** Of the sides that somebody had before: whether they have come to what they were then. */
  #held: readonly boolean[] = [];

  /** Null where they are no branches. */
  static of({ left, right }: PairRun, sides: Sides, lentRuns: LentRuns): Seam | null {
    const [one, other] = [lentRuns.find(left), lentRuns.find(right)];
    if (!one || !other || !isBranch(left) || !isBranch(right)) return null;
    return new Seam(sides, { left: one.run, right: other.run }, other.source.title);
  }

  private constructor(sides: Sides, runs: Readonly<Record<SideName, RunToHave>>, title: string) {
    this.#sides = sides;
    this.#runs = runs;
    this.#title = title;
    this.#togetherUs = Math.min(sameUntilUs(runs), runs.left.atUs, runs.right.atUs);
    this.#nextUs = this.#togetherUs + leastUs;
  }

  /** When to look next on the way; Infinity where there is no need. */
  get nextUs(): number {
    return this.#apartUs === null ? this.#nextUs : Infinity;
  }

  /** On the way: as seldom as they are certain to be the same, or are known not to be. */
  async pass(atUs: number): Promise<void> {
    if (atUs < this.nextUs) return;
    this.#nextUs = atUs + Math.min(mostUs, Math.max(leastUs, Math.round(atUs * partOfTime)));
    await this.#look();
  }

  /** Where both stand. */
  async arrive(): Promise<void> {
    const digests = await this.#look();
    if (!digests) return;
    this.#held = sideNames.flatMap((side) => {
      const { atUs, digest } = this.#runs[side];
      return digest === null || atUs !== digests.atUs ? [] : [digest === digests[side]];
    });
  }

  /** What there is to say of it where both stand. */
  get said(): string {
    if (this.#held.includes(false))
      return (
        'These are not the runs that were shared: the same fleets, seed and actions come to something else here. ' +
        'The link was made by another version of Flotilla, or changed on its way.'
      );
    if (this.#apartUs === null)
      return `Both stand at ${seconds(this.#togetherUs)}, the same to the bit. What you do now is done to “${this.#title}” alone.`;
    const known = this.#held.length === sideNames.length ? 'Both stand as they were shared, the same to the bit. ' : '';
    const where =
      this.#togetherUs === 0
        ? `within the first ${seconds(this.#apartUs)}`
        : `between ${seconds(this.#togetherUs)} and ${seconds(this.#apartUs)}`;
    return `${known}“${this.#title}” went another way before this moment: the two runs come apart ${where}.`;
  }

  async #look(): Promise<{ readonly atUs: number; readonly left: string; readonly right: string } | null> {
    const [left, right] = await Promise.all([this.#sides.left.moment(), this.#sides.right.moment()]);
    if (!left || !right) return null;
    const { atUs, digest } = left.moment;
    if (digest === right.moment.digest) this.#togetherUs = atUs;
    else this.#apartUs ??= atUs;
    return { atUs, left: digest, right: right.moment.digest };
  }
}

/** Both begin with the same and are given the same up to here: runs of the same are the same. */
function sameUntilUs({ left, right }: Readonly<Record<SideName, RunToHave>>): number {
  if (left.seed !== right.seed || textsOf(left) !== textsOf(right)) return 0;
  const most = Math.max(left.actions.length, right.actions.length);
  for (let index = 0; index < most; index++) {
    const [one, other] = [left.actions[index], right.actions[index]];
    if (JSON.stringify(one) !== JSON.stringify(other)) return Math.min(one?.atUs ?? Infinity, other?.atUs ?? Infinity);
  }
  return Infinity;
}

/** Whatever they are called. */
function textsOf({ fleet: { template, entry, files } }: RunToHave): string {
  return JSON.stringify([template, entry, files]);
}

function seconds(us: number): string {
  return `${(us / 1_000_000).toFixed(3)} s`;
}
