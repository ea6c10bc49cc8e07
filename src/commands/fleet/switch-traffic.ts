import type { EngineFrame } from '../../../simulator/index.ts';
import { hasFleet } from '../command.ts';
import type { Command } from '../command.ts';

const quiets = (frame: EngineFrame | null) => frame?.faults.filter(({ verb }) => verb === 'quiet') ?? [];

export function isQuiet(frame: EngineFrame | null): boolean {
  return quiets(frame).length > 0;
}

export const stopTraffic: Command = {
  id: 'stop-traffic',
  label: 'Stop all traffic',
  group: 'Traffic',
  keys: [],
  alias: 'quiet off no clients',
  isPossible: (session) => hasFleet(session) && !isQuiet(session.frames.getState().frame),
  run: ({ act, frames }) =>
    act(...(frames.getState().map?.flows ?? []).map(({ name }) => ({ verb: 'quiet', target: name }))),
};

export const letTrafficFlow: Command = {
  id: 'let-traffic-flow',
  label: 'Let the traffic flow',
  group: 'Traffic',
  keys: [],
  alias: 'clients on start',
  isPossible: (session) => hasFleet(session) && isQuiet(session.frames.getState().frame),
  run: ({ undo, frames }) => undo(...quiets(frames.getState().frame).map(({ id }) => id)),
};
