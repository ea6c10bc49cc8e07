import type { EngineFrame } from '../../simulator/index.ts';

/** A frame of a fleet in which nothing has happened, but for what is given. */
export function frame(given: Partial<EngineFrame> = {}): EngineFrame {
  return {
    virtualUs: 0,
    virtualMs: 0,
    playing: true,
    speed: 1,
    stopped: null,
    mapVersion: 1,
    requests: [],
    processes: {},
    services: {},
    links: {},
    topics: {},
    states: [],
    replicas: [],
    stores: {},
    breakers: [],
    faults: [],
    messages: [],
    messagesLeftOut: 0,
    counts: { events: 0, requests: 0, traces: 0, logLines: 0, happenings: 0 },
    ...given,
  };
}

export function replica(process: string, state: EngineFrame['states'][number]['state'], number = 1) {
  return { name: `${process}#${number}`, process, services: [process], state, reason: '' };
}
