import type { Action } from '../wire/actions.ts';
import type { FoundRun } from '../wire/view/runs/exploring.ts';
import type { Outcome } from './judge.ts';
import type { Schedule } from './schedule/schedule.ts';

/** A run in which a truth failed, for whoever wants to read it or have it again. */
export function foundRun(
  truth: string,
  schedule: Schedule,
  actions: readonly Action[],
  outcome: Outcome,
  isSmallest: boolean,
): FoundRun {
  const failure = outcome.failures.find((each) => each.truth === truth)!;
  const { standing, endUs, digest, deeds } = outcome;
  // Some may not have come before it failed.
  const wasDone = ({ verb, target }: Action): string[] =>
    deeds.filter((deed) => deed.verb === verb && deed.target === target).map(({ text }) => text);
  return {
    ...{ truth, violations: failure.violations, violationsCount: failure.count },
    ...{ faults: [...new Set(schedule.faults.flatMap(wasDone))], seed: schedule.seed, actions },
    ...{ standing, failedAtUs: failure.atUs, endUs, digest, isSmallest },
  };
}
