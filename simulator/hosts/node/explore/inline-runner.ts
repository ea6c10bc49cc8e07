import { compileHere } from '../../../fleet/ready/file-compiler.ts';
import { judge } from '../../../explore/judge.ts';
import { createRunIn } from '../run-in.ts';
import type { RunOne } from '../../../explore/explore.ts';
import type { Fleet } from '../../../fleet/fleet.ts';
import type { NodeSurroundings } from '../run-in.ts';

/** Runs of one fleet, one after the other in this thread; its code is compiled once. Each gives back its databases. */
export function inlineRunner(
  surroundings: NodeSurroundings,
  fleet: Fleet,
  breathe: () => Promise<void> | null = () => null,
): RunOne {
  const compile = compileHere();
  return async (plan) => {
    const script = [...fleet.script, ...plan.actions].toSorted((one, other) => one.atUs - other.atUs);
    const run = await createRunIn(surroundings, { ...fleet, script }, { seed: plan.seed, compile });
    try {
      return await judge(run, plan, breathe);
    } finally {
      run.dispose();
    }
  };
}
