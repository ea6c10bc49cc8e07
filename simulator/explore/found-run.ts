import type { Action } from '../wire/actions.ts';
import type { FoundRun } from '../wire/view/runs/exploring.ts';
import type { Outcome } from './judge.ts';
import type { Schedule } from './schedule/schedule.ts';

/** A run in which a truth failed, for whoever wants to read it or have it again. It may not be the smallest one yet. */
export function foundRun(
  truth: string,
  schedule: Schedule,
  done: Pick<FoundRun, 'actions' | 'undisturbed'>,
  outcome: Outcome,
): FoundRun {
  const failure = outcome.failures.find((each) => each.truth === truth)!;
  const { standing, endUs, digest, deeds } = outcome;
  // Some may not have come before it failed.
  const wasDone = ({ verb, target }: Action): string[] =>
    deeds.filter((deed) => deed.verb === verb && deed.target === target).map(({ text }) => text);
  return {
    ...{ truth, violations: failure.violations, violationsCount: failure.count },
    ...{ faults: [...new Set(schedule.faults.flatMap(wasDone))], seed: schedule.seed, ...done },
    ...{ standing, failedAtUs: failure.atUs, endUs, digest, isSmallest: false },
  };
}
