import type { EngineFrame } from '../../../simulator/index.ts';
import type { FrameStore } from '../stores/frame-store.ts';
import type { WorkStore } from './work-store.ts';

/** Code that was deployed and then ran for this long is taken for code that comes back. */
const seenRunningMs = 3_000;

/** Sees how the deployed code turns out, so that a page that is opened again knows whether to run it by itself. */
export function watchTrial(frames: FrameStore, work: WorkStore): void {
  let runsSinceMs: number | null = null;
  let tried: unknown = null;
  frames.subscribe(({ frame }, { frame: before }) => {
    const { deployed, trial } = work.getState();
    if (!frame || frame === before || trial === 'none' || trial === 'did not come back') return;
    if (tried !== deployed || !frame.playing) runsSinceMs = null;
    tried = deployed;
    if (trial === 'being tried' && isRollingOut(frame)) {
      // The version before may have been the one that hung.
      runsSinceMs = null;
      return;
    }
    if (hasHung(frame)) return work.conclude('did not come back');
    if (trial !== 'being tried' || !frame.playing) return;
    runsSinceMs ??= performance.now();
    if (performance.now() - runsSinceMs >= seenRunningMs) work.conclude('ran');
  });
}

function hasHung({ replicas }: EngineFrame): boolean {
  return replicas.some(({ end }) => end === 'hung');
}

function isRollingOut({ processes }: EngineFrame): boolean {
  return Object.values(processes).some(({ rollout }) => rollout !== null && rollout.stalled === null);
}
