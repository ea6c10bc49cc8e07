import { createNodeRun } from '../../../hosts/node/node-run.ts';
import type { Fleet } from '../../../fleet/fleet.ts';
import type { NodeHostKind } from '../../../hosts/node/node-run.ts';
import type { ShopSession } from './shop-session.ts';

/** In this very process. */
export async function openInNode(fleet: Fleet, seed: string, host: NodeHostKind): Promise<ShopSession> {
  const run = await createNodeRun(fleet, { seed, host });
  // As `flotilla run` does it where nobody wants them as a file.
  run.telemetry.traces.letGoOfEnded();
  let wallMs = 0;
  return {
    async advance(untilUs) {
      const startedMs = performance.now();
      await run.advance(untilUs);
      const tookMs = performance.now() - startedMs;
      wallMs += tookMs;
      return tookMs;
    },
    async end() {
      const report = run.report({ wallMs });
      run.dispose();
      return { report, actions: run.actions.record };
    },
  };
}
