import type { Action } from '../wire/actions.ts';
import type { Micros } from '../wire/packet.ts';
import type { Schedule } from './schedule/schedule.ts';

export interface Shrunk {
  readonly schedule: Schedule;
  /** Nothing was left untried. */
  readonly isSmallest: boolean;
}

type Fails = (schedule: Schedule) => Promise<boolean>;

const triesMost = 80;
const secondUs: Micros = 1_000_000;
/** Behind the last fault clients stay for so long, at least: what it broke has to be met by somebody. */
const metWithinUs = [1 * secondUs, 3 * secondUs, 6 * secondUs] as const;
const durationsUs = [secondUs / 2, secondUs, 2 * secondUs, 4 * secondUs] as const;

/**
 * Makes a schedule smaller as long as it still fails: faults are left out one by one, clients leave earlier, what remains is
 * moved to whole seconds, shortened, and made simpler. The same schedule always comes to the same end.
 */
export async function shrink(schedule: Schedule, fails: Fails, isOver: () => boolean): Promise<Shrunk> {
  const shrinking = new Shrinking(schedule, fails, isOver);
  await shrinking.leaveOut();
  await shrinking.simplify();
  await shrinking.cutShort();
  // What could not be missed before may be now.
  await shrinking.leaveOut();
  return { schedule: shrinking.schedule, isSmallest: !shrinking.gaveUp };
}

class Shrinking {
  schedule: Schedule;
  gaveUp = false;
  readonly #fails: Fails;
  readonly #isOver: () => boolean;
  #tries = 0;

  constructor(schedule: Schedule, fails: Fails, isOver: () => boolean) {
    this.schedule = schedule;
    this.#fails = fails;
    this.#isOver = isOver;
  }

  async leaveOut(): Promise<void> {
    const { faults } = this.schedule;
    // All at once first: often one is enough, or none.
    for (const fault of [null, ...faults]) {
      const kept = fault === null ? [] : [fault];
      if (kept.length < this.schedule.faults.length && (await this.#try({ ...this.schedule, faults: kept }))) return;
    }
    for (let index = this.schedule.faults.length - 1; index >= 0; index--)
      await this.#try({ ...this.schedule, faults: this.schedule.faults.toSpliced(index, 1) });
  }

  async simplify(): Promise<void> {
    for (let index = 0; index < this.schedule.faults.length; index++) {
      for (const change of [rounded, ...durationsUs.map(lasting), simpler]) {
        const fault = this.schedule.faults[index]!;
        const changed = change(fault);
        if (changed !== null) await this.#try(withFault(this.schedule, index, changed));
      }
    }
  }

  async cutShort(): Promise<void> {
    const lastUs = Math.max(0, ...this.schedule.faults.map(({ atUs, forUs = 0 }) => atUs + forUs));
    for (const metUs of metWithinUs) {
      const clientsLeaveUs = Math.ceil((lastUs + metUs) / secondUs) * secondUs;
      const savedUs = this.schedule.clientsLeaveUs - clientsLeaveUs;
      if (savedUs <= 0) return;
      const shorter = { ...this.schedule, clientsLeaveUs, untilUs: this.schedule.untilUs - savedUs };
      if (await this.#try(shorter)) return;
    }
  }

  async #try(schedule: Schedule): Promise<boolean> {
    if (this.#isOver() || this.#tries >= triesMost) {
      this.gaveUp = true;
      return false;
    }
    this.#tries++;
    if (!(await this.#fails(schedule))) return false;
    this.schedule = schedule;
    return true;
  }
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
