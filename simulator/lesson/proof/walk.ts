import type { Run } from '../../run/run.ts';
import type { Fleet } from '../../fleet/fleet.ts';
import type { Micros } from '../../wire/packet.ts';
import type { Reading } from '../checks/reading.ts';
import type { ReadCheck } from '../checks/read-checks.ts';
import { WatchedChecks } from '../checks/watched-checks.ts';
import type { StepActions } from '../learner-actions.ts';

/** Opens a run of a fleet in whatever host there is. */
export type OpenRun = (fleet: Fleet, seed: string) => Promise<Run>;

/** One fleet taken through all steps of a lesson. */
export interface Walk {
  readonly digest: string;
  readonly events: number;
  /** Actions that the fleet did not take, in order. */
  readonly refused: readonly Refused[];
  /** When each check was first seen to have passed; null for never. */
  readonly passedAtUs: Readonly<Record<string, Micros | null>>;
  /** What each check said when a step was over, by step. */
  readonly readings: Readonly<Record<string, Readonly<Record<string, Reading>>>>;
  /** What code of a check has thrown, by the check's name. */
  readonly thrown: ReadonlyMap<string, string>;
}

export interface Refused {
  readonly atUs: Micros;
  readonly verb: string;
  readonly target: string;
  readonly why: string;
}

/** As often as a person would look. */
const lookEveryUs: Micros = 500_000;

interface Walked {
  readonly fleet: Fleet;
  readonly steps: readonly StepActions[];
  readonly checks: readonly ReadCheck[];
}

export async function walk({ fleet, steps, checks }: Walked, seed: string, openRun: OpenRun): Promise<Walk> {
  const script = steps.flatMap((step) => step.actions);
  const run = await openRun({ ...fleet, script: [...fleet.script, ...script] }, seed);
  const watched = new WatchedChecks(run, checks);
  const refused: Refused[] = [];
  run.world.simulation.facts.subscribe(({ atUs, fact }) => {
    if (fact.kind !== 'action' || fact.what !== 'refused') return;
    refused.push({ atUs, verb: fact.verb, target: fact.target, why: fact.text });
  });
  const passedAtUs: Record<string, Micros | null> = Object.fromEntries(checks.map(({ name }) => [name, null]));
  const readings: Record<string, Record<string, Reading>> = {};
  for (const { step, untilUs } of steps) {
    while (run.nowUs < untilUs) {
      await run.advance(Math.min(untilUs, run.nowUs + lookEveryUs));
      for (const { name } of checks) {
        if (passedAtUs[name] === null && watched.read(name).verdict === 'passed') passedAtUs[name] = run.nowUs;
      }
    }
    readings[step] = Object.fromEntries(checks.map(({ name }) => [name, watched.read(name)]));
  }
  const { thrown } = watched;
  const { simulation } = run.world;
  const walked: Walk = { digest: run.world.digest(), events: simulation.events, refused, passedAtUs, readings, thrown };
  run.dispose();
  return walked;
}
