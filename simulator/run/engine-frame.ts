import type { EngineFrame } from '../wire/view/frame.ts';
import type { Run } from './run.ts';

/** What a page shows of a run: plain data, cheap enough for several a second. */
export function frameOf(run: Run, pace: { readonly playing: boolean; readonly speed: number }): EngineFrame {
  const { virtualMs, requests, processes, services, links } = run.report({ wallMs: 0, digest: false });
  const states = run.world.replicas.map(({ name, process, services: rooms, state, reason }) => {
    return { name, process, services: rooms, state, reason };
  });
  const quiet = { recent: 0, p50: 0, p95: 0, p99: 0 };
  const each = <Row, Shown>(rows: Readonly<Record<string, Row>>, shown: (row: Row) => Shown): Record<string, Shown> =>
    Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, shown(row)]));
  return {
    ...pace,
    virtualUs: run.nowUs,
    virtualMs,
    states,
    stopped: null,
    mapVersion: 1,
    requests: requests.map((row) => ({ ...row, recent: row.count })),
    processes: each(processes, (row) => ({ ...row, cpuBusyUs: 0 })),
    replicas: [],
    services: each(services, (row) => ({ ...row, recent: row.handled })),
    links: each(links, (row) => ({ ...quiet, ...row })),
    topics: {},
    stores: {},
    breakers: [],
    faults: run.actions.active.map(({ verb, target }, id) => {
      return { id, verb, target, text: '', sinceUs: 0, untilUs: null };
    }),
    messages: [],
    messagesLeftOut: 0,
    counts: { events: run.world.simulation.events, requests: 0, traces: 0, logLines: 0, happenings: 0 },
  };
}
