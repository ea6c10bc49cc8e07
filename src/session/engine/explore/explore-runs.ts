import { proxy, releaseProxy } from 'comlink';
import type { Explored, ExploreProgress, ExploreRequest } from '../../../../simulator/index.ts';
import { connected } from '../connection.ts';
import { engineAsset } from '../engine-assets.ts';
import { EngineProblem } from '../engine-problem.ts';

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
