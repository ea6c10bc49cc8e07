import type { EngineFrame } from '../../simulator/index.ts';

/** A frame of a fleet in which nothing has happened, but for what is given. */
export function frame(given: Partial<EngineFrame> = {}): EngineFrame {
  return {
    virtualMs: 0,
    playing: true,
    speed: 1,
    requests: [],
    processes: {},
    services: {},
    links: {},
    topics: {},
    states: [],
    faults: [],
    ...given,
  };
}

export function replica(process: string, state: EngineFrame['states'][number]['state'], number = 1) {
  return { name: `${process}#${number}`, process, services: [process], state, reason: '' };
}
