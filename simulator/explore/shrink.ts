import type { Action } from '../wire/actions.ts';
import type { Micros } from '../wire/packet.ts';
import type { Schedule } from './schedule/schedule.ts';

export interface Shrunk {
  readonly schedule: Schedule;
  /** Nothing was left untried. */
  readonly isSmallest: boolean;
}

/** Runs of smaller schedules, by whoever can compute them. */
export interface Tries<Outcome> {
  readonly run: (schedule: Schedule) => Promise<Outcome>;
  /** Told of each run that matters, in an order that does not depend on which was faster; says whether it still fails. */
  readonly fails: (schedule: Schedule, outcome: Outcome) => boolean;
  readonly isOver: () => boolean;
  /** Runs that may be computed at once: those that will be wanted next, should the one before not fail. */
  readonly width: number;
}

const triesMost = 80;
const secondUs: Micros = 1_000_000;
/** Behind the last fault clients stay for so long, at least: what it broke has to be met by somebody. */
const metWithinUs = [1 * secondUs, 3 * secondUs, 6 * secondUs] as const;
const durationsUs = [secondUs / 2, secondUs, 2 * secondUs, 4 * secondUs] as const;

/**
 * Makes a schedule smaller as long as it still fails: faults are left out one by one, clients leave earlier, what remains is
 * moved to whole seconds, shortened, and made simpler. The same schedule always comes to the same end.
 */
export async function shrink<Outcome>(schedule: Schedule, tries: Tries<Outcome>): Promise<Shrunk> {
  const shrinking = new Shrinking(schedule, tries);
  await shrinking.leaveOut();
  await shrinking.simplify();
  await shrinking.cutShort();
  // What could not be missed before may be now.
  await shrinking.leaveOut();
  return { schedule: shrinking.schedule, isSmallest: !shrinking.gaveUp };
}

class Shrinking<Outcome> {
  schedule: Schedule;
  gaveUp = false;
  readonly #tries: Tries<Outcome>;
  /** What does not fail never will. */
  readonly #held = new Set<string>();
  #count = 0;

  constructor(schedule: Schedule, tries: Tries<Outcome>) {
    this.schedule = schedule;
    this.#tries = tries;
  }

  async leaveOut(): Promise<void> {
    const { faults } = this.schedule;
    // All at once first: often one is enough, or none.
    const fewest = [[], ...faults.map((fault) => [fault])].filter((kept) => kept.length < faults.length);
    if (await this.#toFirst(fewest.map((kept) => ({ ...this.schedule, faults: kept })))) return;
    let left = faults.length;
    while (left > 0) {
      const without = Array.from({ length: left }, (_, place) => leftOut(this.schedule, left - 1 - place));
      const chosen = await this.#toFirst(without);
      if (!chosen) return;
      left -= without.indexOf(chosen) + 1;
    }
  }

  async simplify(): Promise<void> {
    for (let index = 0; index < this.schedule.faults.length; index++) {
      for (const changes of [[rounded], durationsUs.map(lasting), [simpler]]) {
        const fault = this.schedule.faults[index]!;
        const changed = changes.map((change) => change(fault)).filter((each) => each !== null);
        await this.#toFirst(changed.map((each) => withFault(this.schedule, index, each)));
      }
    }
  }

  async cutShort(): Promise<void> {
    const lastUs = Math.max(0, ...this.schedule.faults.map(({ atUs, forUs = 0 }) => atUs + forUs));
    const shorter = metWithinUs.flatMap((metUs) => {
      const clientsLeaveUs = Math.ceil((lastUs + metUs) / secondUs) * secondUs;
      const savedUs = this.schedule.clientsLeaveUs - clientsLeaveUs;
      return savedUs <= 0
        ? []
        : [{ ...this.schedule, clientsLeaveUs, untilUs: this.schedule.untilUs - savedUs } satisfies Schedule];
    });
    await this.#toFirst(shorter);
  }

  /** Goes on with the first of them that still fails, if one does. Those behind it may have been computed for nothing. */
  async #toFirst(candidates: readonly Schedule[]): Promise<Schedule | null> {
    const { run, fails, isOver, width } = this.#tries;
    const untried = candidates.filter((candidate) => !this.#held.has(JSON.stringify(candidate)));
    const begun: Promise<Outcome>[] = [];
    for (const [index, candidate] of untried.entries()) {
      if (isOver() || this.#count >= triesMost) {
        this.gaveUp = true;
        return null;
      }
      while (begun.length < Math.min(untried.length, index + width)) begun.push(quiet(run(untried[begun.length]!)));
      this.#count++;
      if (fails(candidate, await begun[index]!)) return (this.schedule = candidate);
      this.#held.add(JSON.stringify(candidate));
    }
    return null;
  }
}

/** It may be that nobody waits for it any more when it fails. */
function quiet<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => {});
  return promise;
}

function leftOut(schedule: Schedule, index: number): Schedule {
  return { ...schedule, faults: schedule.faults.toSpliced(index, 1) };
}

function withFault(schedule: Schedule, index: number, fault: Action): Schedule {
  const faults = schedule.faults.with(index, fault);
  const isInOrder = faults.every(({ atUs }, place) => place === 0 || faults[place - 1]!.atUs <= atUs);
  return { ...schedule, faults: isInOrder ? faults : faults.toSorted((one, other) => one.atUs - other.atUs) };
}

function rounded(fault: Action): Action | null {
  const atUs = Math.round(fault.atUs / secondUs) * secondUs;
  return atUs === fault.atUs ? null : { ...fault, atUs };
}

function lasting(durationUs: Micros): (fault: Action) => Action | null {
  return (fault) => (fault.forUs === undefined || fault.forUs <= durationUs ? null : { ...fault, forUs: durationUs });
}

/** The first pass of a line rather than the seventh, both ways rather than one. */
function simpler(fault: Action): Action | null {
  const { pass, direction } = fault.sizes;
  if (typeof pass === 'number' && pass > 1) return { ...fault, sizes: { ...fault.sizes, pass: 1 } };
  return direction === undefined || direction === 'both'
    ? null
    : { ...fault, sizes: { ...fault.sizes, direction: 'both' } };
}
