import { proxy, releaseProxy } from 'comlink';
import type { Explored, ExploreProgress, ExploreRequest, FoundRun } from '../../../simulator/index.ts';
import { packed } from '../fleets/parcel.ts';
import { readSharedRun } from '../sharing/shared-run.ts';
import type { SharedRun } from '../sharing/shared-run.ts';
import type { FleetSource } from '../work/fleet-source.ts';
import { connected } from './connection.ts';
import { engineAsset } from './engine-assets.ts';
import { EngineProblem } from './engine-problem.ts';

/** In a frame of its own, beside whatever runs. Each stop ends a phase of it; the signal ends all of it at once. */
export async function exploreRuns(
  request: ExploreRequest,
  tell: (progress: ExploreProgress) => void,
  onStop: (stop: () => void) => void,
  signal: AbortSignal,
): Promise<Explored> {
  const { sandbox, engine, failed } = await connected(signal);
  const aborted = new Promise<never>((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(new DOMException('it was ended', 'AbortError')), { once: true }),
  );
  onStop(() => void engine.stopExploring());
  try {
    const asked = engine.explore(request, proxy(tell), proxy(engineAsset));
    const result = await Promise.race([asked, failed, aborted]);
    if (result.ok) return result.explored;
    throw new EngineProblem('The fleet file has mistakes.', 'Mend them and try again.', result.errors);
  } finally {
    engine[releaseProxy]();
    sandbox.remove();
  }
}

/** What was found, as a run that can be opened and sent. */
export async function runOfFound({ seed, actions, standing }: FoundRun, source: FleetSource): Promise<SharedRun> {
  const run = readSharedRun({ fleet: await packed(source), seed, actions, ...standing });
  if (!run) throw new Error('what was found is more than a run may hold');
  return run;
}
