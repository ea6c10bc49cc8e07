import { Random } from '../kernel/random.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { Explored, ExploreOrder, ExploreProgress, FoundRun } from '../wire/view/runs/exploring.ts';
import { foundRun } from './found-run.ts';
import type { Outcome, RunPlan } from './judge.ts';
import { actionsOf, Scheduler } from './schedule/schedule.ts';
import type { Schedule } from './schedule/schedule.ts';
import { shrink } from './shrink.ts';

/** Computes one run and judges it, wherever; null when its code did not come back. */
export type RunOne = (plan: RunPlan) => Promise<Outcome | null>;

export interface Exploring {
  readonly runOne: RunOne;
  readonly tell: (progress: ExploreProgress) => void;
  /** The first time it stops to search and makes smaller what was found, the second time it is over. */
  readonly stops: () => number;
}

interface Failing {
  readonly schedule: Schedule;
  readonly index: number;
}

/** Right before the first fault, so that whoever looks sees it come. */
const beforeUs = 1_000_000;
/** Where nothing was done to it, it is worth seeing from here on. */
const beginningUs = 1_000;

/** Runs a fleet under many seeds and schedules, and makes the first run in which a truth fails as small as it goes. */
export class Exploration {
  readonly #fleet: Fleet;
  readonly #order: ExploreOrder;
  readonly #exploring: Exploring;
  readonly #scheduler: Scheduler;
  /** By truth: the run with the fewest faults in which it failed, and of those the first. */
  readonly #failing = new Map<string, Failing>();
  readonly #failedRuns = new Map<string, number>();
  readonly #unasked = new Map<string, string>();
  readonly #found = new Map<string, FoundRun>();
  #phase: ExploreProgress['phase'] = 'searching';
  #runsDone = 0;
  #hungRuns = 0;
  #idleRuns = 0;
  #triesDone = 0;
  #virtualUs = 0;

  constructor(fleet: Fleet, order: ExploreOrder, exploring: Exploring) {
    this.#fleet = fleet;
    this.#order = order;
    this.#exploring = exploring;
    this.#scheduler = new Scheduler(fleet);
  }

  async explored(): Promise<Explored> {
    const { runs, width } = this.#order;
    await inLanes(width, runs, async (index) => {
      if (this.#exploring.stops() === 0) await this.#search(index);
    });
    const isCutShort = this.#runsDone < runs;
    this.#phase = 'making smaller';
    this.#tell();
    const failing = [...this.#failing];
    const widthOfEach = Math.max(1, Math.floor(width / Math.max(1, failing.length)));
    await inLanes(width, failing.length, (index) => {
      const [name, { schedule }] = failing[index]!;
      return this.#makeSmaller(name, schedule, widthOfEach);
    });
    return { ...this.#progress(), hungRuns: this.#hungRuns, idleRuns: this.#idleRuns, isCutShort };
  }

  async #search(index: number): Promise<void> {
    const schedule = this.#schedule(index);
    const outcome = await this.#run(schedule, null);
    this.#runsDone++;
    this.#count(outcome);
    if (outcome === null) this.#hungRuns++;
    if (outcome?.isIdle === true) this.#idleRuns++;
    for (const { truth, reason } of outcome?.unasked ?? []) this.#unasked.set(truth, reason);
    for (const { truth } of outcome?.failures ?? []) {
      this.#failedRuns.set(truth, (this.#failedRuns.get(truth) ?? 0) + 1);
      const known = this.#failing.get(truth);
      if (known && !isSmaller({ schedule, index }, known)) continue;
      this.#failing.set(truth, { schedule, index });
      this.#found.set(truth, this.#foundRun(truth, schedule, outcome!));
    }
    this.#tell();
  }

  /** Without any fault first: whatever fails there fails by itself. */
  #schedule(index: number): Schedule {
    const { seed, forUs } = this.#order;
    const drawn = this.#scheduler.draw(`${seed}-${index}`, forUs, new Random(seed, 'explore', `run ${index}`));
    return index === 0 ? { ...drawn, faults: [] } : drawn;
  }

  async #makeSmaller(truth: string, schedule: Schedule, width: number): Promise<void> {
    const smaller = await shrink(schedule, {
      run: (tried) => this.#run(tried, truth),
      fails: (tried, outcome) => {
        this.#triesDone++;
        this.#count(outcome);
        const fails = outcome?.failures.some((failure) => failure.truth === truth) === true;
        if (fails) this.#found.set(truth, this.#foundRun(truth, tried, outcome));
        this.#tell();
        return fails;
      },
      isOver: () => this.#exploring.stops() > 1,
      width,
    });
    const found = this.#found.get(truth)!;
    this.#found.set(truth, { ...found, isSmallest: smaller.isSmallest });
    this.#tell();
  }

  #run(schedule: Schedule, only: string | null): Promise<Outcome | null> {
    const { seed, untilUs, faults } = schedule;
    const standUs = Math.max(beginningUs, (faults[0]?.atUs ?? 0) - beforeUs);
    return this.#exploring.runOne({ seed, actions: this.#actionsOf(schedule), untilUs, only, standUs });
  }

  #count(outcome: Outcome | null): void {
    this.#virtualUs += outcome?.endUs ?? 0;
  }

  #foundRun(truth: string, schedule: Schedule, outcome: Outcome): FoundRun {
    const undisturbed = this.#actionsOf({ ...schedule, faults: [] });
    return foundRun(truth, schedule, { actions: this.#actionsOf(schedule), undisturbed }, outcome);
  }

  #actionsOf(schedule: Schedule): ReturnType<typeof actionsOf> {
    return actionsOf(schedule, this.#fleet, this.#order.actions);
  }

  #tell(): void {
    this.#exploring.tell(this.#progress());
  }

  #progress(): ExploreProgress {
    return {
      phase: this.#phase,
      runsDone: this.#runsDone,
      runs: this.#order.runs,
      triesDone: this.#triesDone,
      virtualUs: this.#virtualUs,
      truths: this.#fleet.truths.map(({ name }) => ({
        name,
        failedRuns: this.#failedRuns.get(name) ?? 0,
        unasked: this.#unasked.get(name) ?? null,
      })),
      found: this.#fleet.truths.flatMap(({ name }) => this.#found.get(name) ?? []),
    };
  }
}

function isSmaller(one: Failing, other: Failing): boolean {
  const [faults, others] = [one.schedule.faults.length, other.schedule.faults.length];
  return faults < others || (faults === others && one.index < other.index);
}

/** So many at once, in order. */
async function inLanes(width: number, count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(width, count)) }, lane));
}
