import { replicaFigures } from './replica-figures.ts';
import type { ActiveFault } from '../actions.ts';
import type { Run } from '../run.ts';
import type { Live } from '../../telemetry/live/live.ts';
import type {
  EngineFrame,
  FaultFigures,
  LinkFigures,
  ProcessFigures,
  ReplicaFigures,
  RequestFigures,
  StoreFigures,
} from '../../wire/view/frame.ts';
import type { ServerLoad } from '../../wire/view/server-question.ts';

export interface Pace {
  readonly playing: boolean;
  readonly speed: number;
  readonly stopped: string | null;
  readonly plays: number;
}

interface Seen {
  readonly run: Run;
  readonly live: Live;
  readonly pace: Pace;
  readonly mapVersion: number;
  readonly messages: EngineFrame['messages'];
  readonly messagesLeftOut: number;
}

/** What a page shows of a run: plain data, cheap enough for ten a second. */
export async function frameOf({ run, live, pace, mapVersion, messages, messagesLeftOut }: Seen): Promise<EngineFrame> {
  const { world, telemetry, nowUs } = run;
  const replicas = await replicaFigures(run, live);
  const links = mapped(live.links, (link) => link.figures(nowUs));
  return {
    ...pace,
    virtualUs: nowUs,
    mapVersion,
    requests: requestFigures(run, live),
    processes: processFigures(run, replicas),
    replicas,
    services: mapped(live.services, (calls) => ({
      handled: calls.count,
      errors: calls.failed,
      ...calls.recent(nowUs),
    })),
    links,
    topics: mapped(live.topics, (topic) => topic.figures()),
    stores: storeFigures(run, links),
    breakers: live.breakers.figures(),
    faults: run.actions.active.map(shownFault),
    changes: run.actions.changes.map(shownFault),
    messages,
    messagesLeftOut,
    past: null,
    counts: {
      events: world.simulation.events,
      requests: live.requests.total,
      traces: telemetry.traces.size,
      logLines: telemetry.logs.total,
      happenings: live.happenings.total,
    },
  };
}

function shownFault({ id, verb, target, text, sinceUs, untilUs, crashPoint }: ActiveFault): FaultFigures {
  return { id, verb, target, text, sinceUs, untilUs, crashPoint };
}

function requestFigures({ telemetry, nowUs }: Run, live: Live): RequestFigures[] {
  return [...live.routes].flatMap(([flow, routes]) =>
    [...routes].map(([route, calls]): RequestFigures => {
      const { count, failed } = calls;
      const causes = failed > 0 ? telemetry.causesOf(flow, route) : [];
      return { flow, route, count, ok: count - failed, failed, ...calls.recent(nowUs), causes };
    }),
  );
}

function processFigures(
  { world, telemetry }: Run,
  replicas: readonly ReplicaFigures[],
): Record<string, ProcessFigures> {
  const figures: Record<string, ProcessFigures> = {};
  for (const process of world.fleet.processes) {
    const own = replicas.filter((replica) => replica.process === process.name);
    // Those that are gone have counted too.
    const tallies = [...world.residents.values()]
      .filter((replica) => replica.process === process.name)
      .flatMap((replica) => telemetry.replicaAt(replica.node) ?? []);
    const gone = tallies.filter((tally) => tally.isGone);
    const sum = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
      items.reduce((total, item) => total + of(item), 0);
    figures[process.name] = {
      crashes: sum(tallies, (tally) => tally.crashes),
      restarts: sum(tallies, (tally) => tally.restarts),
      oomKills: sum(tallies, (tally) => tally.oomKills),
      cpuBusyUs: sum(own, (replica) => replica.cpuBusyUs) + sum(gone, (tally) => tally.cpuBusyUs),
      rollout: world.rolloutOf(process.name),
    };
  }
  return figures;
}

function storeFigures({ world }: Run, links: Readonly<Record<string, LinkFigures>>): Record<string, StoreFigures> {
  const figures: Record<string, StoreFigures> = {};
  for (const { name } of world.fleet.stores) {
    const server = world.servers.get(name)!;
    const load = server.look({ kind: 'load' }) as ServerLoad | undefined;
    figures[name] = { isUp: server.isUp, queries: 0, errors: 0, ...(load ?? { connections: 0, waiting: 0 }) };
  }
  for (const [key, { calls, failed }] of Object.entries(links)) {
    const name = key.slice(key.indexOf('->') + 2);
    const store = figures[name];
    if (store) figures[name] = { ...store, queries: store.queries + calls, errors: store.errors + failed };
  }
  return figures;
}

function mapped<Value, Shown>(
  values: ReadonlyMap<string, Value>,
  show: (value: Value) => Shown,
): Record<string, Shown> {
  return Object.fromEntries([...values].map(([name, value]) => [name, show(value)]));
}
