import type { Random } from '../../kernel/random.ts';
import type { Fleet, Flow, LineSource } from '../../fleet/fleet.ts';
import type { Action } from '../../wire/actions.ts';
import type { Micros } from '../../wire/packet.ts';
import { drawFault, faultChoices } from './draw-fault.ts';
import type { FaultChoice } from './draw-fault.ts';

/** What happens to a fleet in one run: when its clients leave, and what breaks before. */
export interface Schedule {
  readonly seed: string;
  /** In order of time; each is over by itself, soon after the clients have left. */
  readonly faults: readonly Action[];
  readonly clientsLeaveUs: Micros;
  readonly untilUs: Micros;
}

const faultsMost = 6;
/** Of a run; the rest is for whatever needs time to be put right. */
const busyShare = 1 / 3;
/** Processes have come up by then. */
const firstFaultUs: Micros = 2_000_000;
const wholeUs: Micros = 1_000;

/** Draws schedules for one fleet: the same for the same numbers. */
export class Scheduler {
  readonly #choices: readonly FaultChoice[];

  constructor(fleet: Fleet) {
    this.#choices = faultChoices(fleet);
  }

  draw(seed: string, forUs: Micros, random: Random): Schedule {
    const clientsLeaveUs = Math.round((forUs * busyShare) / wholeUs) * wholeUs;
    const fromUs = Math.min(firstFaultUs, clientsLeaveUs / 2);
    const count = this.#choices.length === 0 ? 0 : random.below(faultsMost + 1);
    const faults = Array.from({ length: count }, () => {
      const atUs = Math.round((fromUs + random.next() * (clientsLeaveUs - fromUs)) / wholeUs) * wholeUs;
      return drawFault(this.#choices, atUs, random);
    });
    return { seed, faults: faults.toSorted(byTime), clientsLeaveUs, untilUs: forUs };
  }
}

/**
 * All that is done in the run, beside what the fleet's own script does. Clients that only read stay away: they take most of
 * the time and leave nothing behind that a truth could ask about.
 */
export function actionsOf({ faults, clientsLeaveUs }: Schedule, fleet: Fleet, before: readonly Action[]): Action[] {
  const leaving = fleet.traffic.map((flow) => ({
    ...{ atUs: onlyReads(flow, fleet) ? 0 : clientsLeaveUs, verb: 'quiet', target: flow.name, sizes: {} },
  }));
  return [...before, ...faults, ...leaving].toSorted(byTime);
}

function onlyReads({ name, steps }: Flow, { truths }: Fleet): boolean {
  const isHeard = truths.some(({ claim }) => claim.kind === 'each' && hears(claim.lines, name));
  return !isHeard && steps.every(({ method }) => method === 'GET' || method === 'HEAD');
}

function hears(source: LineSource, flow: string): boolean {
  return source.kind === 'answers' && source.flow === flow;
}

function byTime(one: Action, other: Action): number {
  return one.atUs - other.atUs;
}
