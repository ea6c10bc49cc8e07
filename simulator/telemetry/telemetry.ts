import { LinkTally, ServiceTally } from './call-tally.ts';
import { causeOf } from './cause.ts';
import { LogStore } from './log-store.ts';
import { processRow, ReplicaTally } from './process-tally.ts';
import { isOk, ms, RequestTally } from './request-tally.ts';
import { TopicTally } from './topic-tally.ts';
import { TraceStore } from './trace-store.ts';
import type { BreakerRow, Report, SagaRow } from './report.ts';
import type { BreakerFact, SpanFact, Stamped, StateMachineFact } from '../wire/facts.ts';
import type { Micros, NodeId } from '../wire/packet.ts';

export interface Names {
  nodeName(node: NodeId): string;
  /** Of a replica's node; null for anything else. */
  processOf(node: NodeId): string | null;
}

const machinesMax = 1_000;
const transitionsMax = 1_000;

interface Machine {
  readonly row: SagaRow;
  readonly states: { atMs: number; to: string; event: string }[];
}

/** Folds the facts of a run into what people read. Bounded, however long the run. */
export class Telemetry {
  readonly traces = new TraceStore();
  readonly logs: LogStore;
  readonly #names: Names;
  /** By flow, then by route. */
  readonly #requests = new Map<string, Map<string, RequestTally>>();
  readonly #services = new Map<string, ServiceTally>();
  /** By caller, then by callee. */
  readonly #links = new Map<string, Map<string, LinkTally>>();
  readonly #replicas = new Map<NodeId, ReplicaTally>();
  readonly #topics = new Map<string, TopicTally>();
  readonly #breakers = new Map<
    string,
    { row: Omit<BreakerRow, 'state' | 'transitions'>; transitions: { atMs: number; to: string }[] }
  >();
  readonly #machines = new Map<string, Machine>();

  constructor(names: Names) {
    this.#names = names;
    this.logs = new LogStore((node) => names.nodeName(node));
  }

  readonly take = (stamped: Stamped): void => {
    const { fact } = stamped;
    switch (fact.kind) {
      case 'request': {
        this.traces.addRequest(stamped);
        const cause = isOk(fact) ? '' : causeOf(fact, this.traces.spansOf(fact.traceId));
        this.traces.ended(fact.traceId);
        return this.#requestsOf(fact.flow, fact.route).add(fact, cause);
      }
      case 'request-tally':
        return this.#requestsOf(fact.flow, fact.route).addTally(fact);
      case 'span':
        return this.#span(fact);
      case 'log':
        return this.logs.add(stamped.atUs, stamped.node, fact);
      case 'process':
        return this.#replica(stamped.node)?.addProcess(stamped.atUs, fact);
      case 'usage':
        return this.#replica(stamped.node)?.addUsage(fact);
      case 'link-policy':
        return this.#linkOf(fact.caller, fact.callee).addPolicy(fact);
      case 'tally':
        return this.#serviceOf(fact.service).addTally(fact);
      case 'breaker':
        return this.#breaker(stamped, fact);
      case 'log-broker':
        if (fact.topic !== undefined) made(this.#topics, fact.topic, () => new TopicTally()).add(fact);
        return;
      case 'state-machine':
        return this.#machine(stamped.atUs, fact);
      default:
    }
  };

  report(run: {
    digest: string;
    seed: string;
    virtualUs: Micros;
    wallMs: number;
    events: number;
    stores?: Record<string, unknown>;
  }): Report {
    const byProcess = new Map<string, ReplicaTally[]>();
    for (const [node, tally] of this.#replicas)
      made(byProcess, this.#names.processOf(node) ?? '', () => []).push(tally);
    return {
      digest: run.digest,
      seed: run.seed,
      virtualMs: ms(run.virtualUs),
      wallMs: run.wallMs,
      events: run.events,
      requests: sorted(this.#requests).flatMap(([, ofFlow]) => sorted(ofFlow).map(([, tally]) => tally.row())),
      processes: Object.fromEntries(
        sorted(byProcess).map(([name, tallies]) => [name, processRow(name, tallies, run.virtualUs)]),
      ),
      services: Object.fromEntries(sorted(this.#services).map(([name, tally]) => [name, tally.row()])),
      links: Object.fromEntries(sorted(this.#linksByName()).map(([name, tally]) => [name, tally.row()])),
      breakers: sorted(this.#breakers).map(([, { row, transitions }]) => ({
        ...row,
        state: transitions.at(-1)?.to ?? 'closed',
        transitions,
      })),
      topics: Object.fromEntries(sorted(this.#topics).map(([name, tally]) => [name, tally.row()])),
      sagas: sorted(this.#machines).map(([, machine]) => machine.row),
      logs: this.logs.rows(),
      ...(run.stores && { stores: run.stores }),
    };
  }

  /** Why requests of this route failed, the commonest cause first. */
  causesOf(flow: string, route: string): { readonly text: string; readonly count: number }[] {
    return this.#requests.get(flow)?.get(route)?.causes() ?? [];
  }

  replicaAt(node: NodeId): ReplicaTally | undefined {
    return this.#replicas.get(node);
  }

  #requestsOf(flow: string, route: string): RequestTally {
    const known = this.#requests.get(flow)?.get(route);
    if (known) return known;
    const ofFlow = made(this.#requests, flow, () => new Map<string, RequestTally>());
    return made(ofFlow, route, () => new RequestTally(flow, route));
  }

  #serviceOf(service: string): ServiceTally {
    return this.#services.get(service) ?? made(this.#services, service, () => new ServiceTally());
  }

  #linkOf(caller: string, callee: string): LinkTally {
    const known = this.#links.get(caller)?.get(callee);
    if (known) return known;
    const ofCaller = made(this.#links, caller, () => new Map<string, LinkTally>());
    return made(ofCaller, callee, () => new LinkTally());
  }

  #linksByName(): Map<string, LinkTally> {
    const byName = new Map<string, LinkTally>();
    for (const [caller, ofCaller] of this.#links)
      for (const [callee, tally] of ofCaller) byName.set(`${caller}->${callee}`, tally);
    return byName;
  }

  #span(span: SpanFact): void {
    this.traces.add(span);
    const { spanKind, service } = span;
    if (spanKind === 'server') return this.#serviceOf(service).add(span);
    if (spanKind === 'consumer') this.#serviceOf(service).add(span);
    const address = span.attributes['server.address'];
    if (typeof address === 'string') this.#linkOf(service, address).add(span);
  }

  #replica(node: NodeId): ReplicaTally | undefined {
    if (this.#names.processOf(node) === null) return undefined;
    return made(this.#replicas, node, () => new ReplicaTally(this.#names.nodeName(node)));
  }

  /** Each replica has its own. */
  #breaker({ atUs, node }: Stamped, fact: BreakerFact): void {
    const { service, name, to } = fact;
    const [replica = ''] = this.#names.nodeName(node).split(' sidecar of ');
    const row = { service, replica, name };
    const breaker = made(this.#breakers, `${replica} ${service} ${name}`, () => ({ row, transitions: [] }));
    breaker.transitions.push({ atMs: ms(atUs), to });
    if (breaker.transitions.length > transitionsMax) breaker.transitions.shift();
  }

  #machine(atUs: Micros, fact: StateMachineFact): void {
    const { service, machine, instance, to, event } = fact;
    const key = `${service} ${machine} ${instance}`;
    const known = made(this.#machines, key, () => {
      const states: Machine['states'] = [];
      return { row: { service, machine, instance, states }, states };
    });
    known.states.push({ atMs: ms(atUs), to, event });
    if (this.#machines.size > machinesMax) this.#machines.delete(this.#machines.keys().next().value!);
  }
}

function made<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

function sorted<Value>(map: Map<string, Value>): [string, Value][] {
  return [...map].sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
}
