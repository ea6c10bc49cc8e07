import type { EngineFrame } from '../wire/engine-api.ts';
import type { Run } from './run.ts';

/** What a page shows of a run: plain data, cheap enough for several a second. */
export function frameOf(run: Run, pace: { readonly playing: boolean; readonly speed: number }): EngineFrame {
  const { virtualMs, requests, processes, services, links, topics } = run.report({ wallMs: 0, digest: false });
  return {
    ...pace,
    virtualMs,
    requests,
    processes,
    services,
    links,
    topics,
    states: run.world.replicas.map(({ name, process, services: rooms, state, reason }) => ({
      name,
      process,
      services: rooms,
      state,
      reason,
    })),
    faults: run.actions.active.map(({ verb, target }) => ({ verb, target })),
  };
}
