import { momentText } from '../../ui/number-text.ts';
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

/** Where two branches of one run come apart: asked of each on its way to the moment at which one of them leaves the other. */
export class Seam {
  readonly #sides: Sides;
  readonly #runs: Readonly<Record<SideName, RunToHave>>;
  readonly #title: string;
  readonly #nextUs: Record<SideName, number>;
  /** What each came to where it was looked at: they may come there one after the other. */
  readonly #seen = new Map<number, Partial<Record<SideName, string>>>();
  #togetherUs = 0;
  #apartUs = Infinity;
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
    const firstUs = this.#togetherUs + leastUs;
    this.#nextUs = { left: firstUs, right: firstUs };
  }

  /** When to look at a side next on its way; Infinity where there is no need. */
  nextUs(side: SideName): number {
    return this.#apartUs === Infinity ? this.#nextUs[side] : Infinity;
  }

  /** On the way: as seldom as they are certain to be the same, or are known not to be. */
  async pass(side: SideName, atUs: number): Promise<void> {
    if (atUs < this.nextUs(side)) return;
    this.#nextUs[side] = atUs + Math.min(mostUs, Math.max(leastUs, Math.round(atUs * partOfTime)));
    await this.#look(side);
  }

  /** Where both stand. */
  async arrive(): Promise<void> {
    const standing = await Promise.all(sideNames.map((side) => this.#look(side)));
    this.#held = sideNames.flatMap((side, index) => {
      const { atUs, digest } = this.#runs[side];
      const stands = standing[index];
      return digest === null || !stands || atUs !== stands.atUs ? [] : [digest === stands.digest];
    });
  }

  /** What there is to say of it where both stand. */
  get said(): string {
    if (this.#held.includes(false))
      return (
        'These are not the runs that were shared: the same fleets, seed and actions come to something else here. ' +
        'The link was made by another version of Flotilla, or changed on its way.'
      );
    if (this.#apartUs === Infinity)
      return `Both stand at ${momentText(this.#togetherUs)}, the same to the bit. What you do now is done to “${this.#title}” alone.`;
    const known = this.#held.length === sideNames.length ? 'Both stand as they were shared, the same to the bit. ' : '';
    const where =
      this.#togetherUs === 0
        ? `within the first ${momentText(this.#apartUs)}`
        : `between ${momentText(this.#togetherUs)} and ${momentText(this.#apartUs)}`;
    return `${known}“${this.#title}” went another way before this moment: the two runs come apart ${where}.`;
  }

  async #look(side: SideName): Promise<{ readonly atUs: number; readonly digest: string } | null> {
    const standing = await this.#sides[side].moment();
    if (!standing) return null;
    const { atUs, digest } = standing.moment;
    const seen = { ...this.#seen.get(atUs), [side]: digest };
    this.#seen.set(atUs, seen);
    if (seen.left === undefined || seen.right === undefined) return standing.moment;
    if (seen.left === seen.right) this.#togetherUs = Math.max(this.#togetherUs, atUs);
    else this.#apartUs = Math.min(this.#apartUs, atUs);
    return standing.moment;
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
