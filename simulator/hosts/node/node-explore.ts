import { compileHere } from '../../fleet/ready/file-compiler.ts';
import { judge } from '../../explore/judge.ts';
import { createNodeRun } from './node-run.ts';
import type { RunOne } from '../../explore/explore.ts';
import type { Fleet } from '../../fleet/fleet.ts';

/** Runs of one fleet, one after the other in this thread; its code is compiled once. Each gives back its databases. */
export function nodeRunner(fleet: Fleet, breathe: () => Promise<void> | null = () => null): RunOne {
  const compile = compileHere();
  return async (plan) => {
    const script = [...fleet.script, ...plan.actions].toSorted((one, other) => one.atUs - other.atUs);
    const run = await createNodeRun({ ...fleet, script }, { seed: plan.seed, host: 'inline', compile });
    try {
      return await judge(run, plan, breathe);
    } finally {
      run.dispose();
    }
  };
}
