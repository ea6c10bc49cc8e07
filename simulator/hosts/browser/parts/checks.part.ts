/** Holds a lesson's checks against a run: they were compiled when the page was built. */
import { Problems } from '../../../fleet/fleet-error.ts';
import { readChecks } from '../../../lesson/checks/read-checks.ts';
import { WatchedChecks } from '../../../lesson/checks/watched-checks.ts';
import { NamesKnownBefore } from '../../../lesson/checks/words/names.ts';
import { createRealm } from '../../realm.ts';
import type { CompiledChecks } from '../../../lesson/checks/read-checks.ts';
import type { Run } from '../../../run/run.ts';

/** From the run's beginning: nothing of it has happened yet. */
export function watchChecks(run: Run, written: string): WatchedChecks {
  const problems = new Problems();
  const checks = readChecks(
    JSON.parse(written) as CompiledChecks,
    new NamesKnownBefore(run.world.fleet),
    createRealm({}),
    problems,
  );
  const [wrong] = problems.errors();
  if (checks === null || wrong !== undefined) throw new Error(wrong?.message ?? 'the checks cannot be read');
  return new WatchedChecks(run, checks);
}
