import type { EngineFrame, ReplicaFigures } from '../../simulator/index.ts';

/** A frame of a fleet in which nothing has happened, but for what is given. */
export function frame(given: Partial<EngineFrame> = {}): EngineFrame {
  return {
    virtualUs: 0,
    playing: true,
    speed: 1,
    stopped: null,
    plays: 0,
    mapVersion: 1,
    requests: [],
    processes: {},
    services: {},
    links: {},
    topics: {},
    replicas: [],
    stores: {},
    breakers: [],
    faults: [],
    changes: [],
    messages: [],
    messagesLeftOut: 0,
    past: null,
    counts: { events: 0, requests: 0, traces: 0, logLines: 0, happenings: 0 },
    ...given,
  };
}

export function replica(process: string, state: ReplicaFigures['state'], number = 1): ReplicaFigures {
  return {
    name: `${process}#${number}`,
    process,
    services: [process],
    version: 'v1',
    state,
    reason: '',
    place: null,
    end: null,
    sinceUs: 0,
    restartAtUs: null,
    cpuBusyUs: 0,
    inHand: 0,
    queued: 0,
    heapBytes: 0,
    heapLimitBytes: 1,
  };
}

export function fault(verb: string, target: string, id = 1) {
  return { id, verb, target, text: `${verb} of ${target}`, sinceUs: 0, untilUs: null, crashPoint: null };
}

/** Requests of the clients that check out. */
export function checkouts(count: number, ok = count): EngineFrame['requests'] {
  const latencies = { recent: 1, p50: 1, p95: 2, p99: 2 };
  return [{ flow: 'checkout', route: 'POST /orders', count, ok, failed: count - ok, ...latencies, causes: [] }];
}
