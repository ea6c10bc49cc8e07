import { placeOf } from '../log-store.ts';
import { Breakers } from './breakers.ts';
import { CallFigures } from './call-figures.ts';
import { GuardedCalls } from './guarded-calls.ts';
import { Happenings } from './happenings.ts';
import { LinkCounts } from './link-counts.ts';
import { NewestRequests } from './newest-requests.ts';
import { ProcessLoads } from './process-loads.ts';
import { Sagas } from './sagas.ts';
import { TopicTrace } from './topic-figures.ts';
import { isOk } from '../request-tally.ts';
import { Series } from './series.ts';
import type { CodePlace } from '../../wire/code-place.ts';
import type { LogBrokerFact, LogFact, ProcessFact, RequestFact, SpanFact, Stamped } from '../../wire/facts.ts';
import type { Micros, NodeId } from '../../wire/packet.ts';
import type { SeriesQuestion } from '../../wire/view/question.ts';

/** Who is who, as the fleet knows it. */
export interface LiveNames {
  nodeName(node: NodeId): string;
  /** Of a replica's node; null for anything else. */
  processOf(node: NodeId): string | null;
  /** Whom a flow asks by this route. */
  calleeOf(flow: string, route: string): string | null;
  /** Who holds a topic, and in how many partitions. */
  brokerOf(topic: string): { readonly name: string; readonly partitions: number } | null;
  /** How long the breaker of a link stays open. */
  breakerResetUs(service: string, callee: string): Micros | null;
}

/** Since when a replica is in its state, when it comes back, and which line of its code is to blame. */
interface ReplicaLife {
  readonly sinceUs: Micros;
  readonly restartAtUs: Micros | null;
  readonly place: CodePlace | null;
  /** How the life before this one ended, until it is well again. */
  readonly end: ProcessFact['end'] | null;
}

/** Charts of so many things; a fleet of thousands has figures for all, and charts for these. */
const chartsMax = 400;

/**
 * Folds facts into what a page shows while it watches: figures of late, charts, happenings, the newest requests. It is made only
 * for those who watch. Bounded, however long the run.
 */
export class Live {
  readonly happenings = new Happenings();
  readonly requests = new NewestRequests();
  readonly breakers: Breakers;
  readonly sagas = new Sagas();
  readonly services = new Map<string, CallFigures>();
  readonly links = new Map<string, LinkCounts>();
  readonly topics = new Map<string, TopicTrace>();
  /** By flow, then by route. */
  readonly routes = new Map<string, Map<string, CallFigures>>();
  /** When each replica came into its state, and when it comes back. */
  readonly lives = new Map<NodeId, ReplicaLife>();
  /** Where in its code the last error of each replica was. */
  readonly #errorPlaces = new Map<NodeId, CodePlace>();
  readonly #flows = new Map<string, CallFigures>();
  readonly #processes = new Map<string, ProcessLoads>();
  readonly #names: LiveNames;
  readonly #newSeries: () => Series;
  readonly #guardedCalls = new GuardedCalls();
  #charts = 0;

  /** `newSeries` makes the charts of calls and topics. */
  constructor(names: LiveNames, newSeries: () => Series = () => new Series()) {
    this.#names = names;
    this.#newSeries = newSeries;
    this.breakers = new Breakers((service, callee) => names.breakerResetUs(service, callee));
  }

  readonly take = ({ atUs, node, fact }: Stamped): void => {
    switch (fact.kind) {
      case 'span':
        return this.#span(fact);
      case 'log':
        return this.#log(node, fact);
      case 'log-broker':
        return this.#record(atUs, fact);
      case 'request':
        return this.#request(fact);
      case 'request-tally':
        for (const figures of this.#ofRequest(fact.flow, fact.route))
          figures.addTaken(atUs, fact.durations, fact.failed);
        return;
      case 'tally':
        return this.#callsOf(this.services, fact.service).addTaken(atUs, fact.durations, fact.errors);
      case 'link-policy':
        return this.#link(`${fact.caller}->${fact.callee}`).addPolicy(fact);
      case 'usage':
        return this.#load(node)?.add(atUs, node, fact);
      case 'process':
        return this.#process(atUs, node, fact);
      case 'breaker':
        this.breakers.add(atUs, this.#replicaOf(node), fact);
        return this.happenings.addBreaker(atUs, this.#replicaOf(node), fact);
      case 'action':
        return this.happenings.addAction(atUs, fact);
      case 'rollout':
        return this.happenings.addRollout(atUs, fact);
      case 'limit':
        return this.happenings.addLimit(atUs, this.#names.nodeName(node), fact);
      case 'state-machine':
        return this.sagas.add(atUs, this.#replicaOf(node), fact);
      case 'state-machine-definition':
        return this.sagas.define(fact);
      default:
    }
  };

  series({ kind, of }: Pick<SeriesQuestion, 'kind' | 'of'>): Series | null {
    switch (kind) {
      case 'flow':
        return this.#flows.get(of)?.series ?? null;
      case 'service':
        return this.services.get(of)?.series ?? null;
      case 'link':
        return this.links.get(of)?.calls.series ?? null;
      case 'process':
        return this.#processes.get(of)?.series ?? null;
      case 'topic':
        return this.topics.get(of)?.series ?? null;
      case 'group': {
        const [topic = '', group = ''] = of.split('/');
        return this.topics.get(topic)?.seriesOf(group) ?? null;
      }
    }
  }

  #request(fact: RequestFact): void {
    this.requests.add(fact);
    for (const figures of this.#ofRequest(fact.flow, fact.route)) figures.add(fact.endUs, fact.startUs, isOk(fact));
  }

  /** A request counts for its flow, for its route, and for the link to whom it went. */
  #ofRequest(flow: string, route: string): CallFigures[] {
    const routes = made(this.routes, flow, () => new Map<string, CallFigures>());
    const ofRoute = made(routes, route, () => new CallFigures(null));
    const callee = this.#names.calleeOf(flow, route);
    const link = callee === null ? [] : [this.#link(`${flow}->${callee}`).calls];
    return [this.#callsOf(this.#flows, flow), ofRoute, ...link];
  }

  #span(span: SpanFact): void {
    const { service, spanKind, startUs, endUs, ok, attributes } = span;
    if (spanKind === 'server' || spanKind === 'consumer') this.#callsOf(this.services, service).add(endUs, startUs, ok);
    const met = this.#guardedCalls.meet(span);
    if (met) this.breakers.guards(service, met.name, met.to);
    const topic = attributes['messaging.destination.name'];
    if (typeof topic === 'string') this.#messaging(span, topic);
    const address = attributes['server.address'];
    // A connection that could not be opened is a call that failed; one that was opened is counted by what it was opened for.
    const isCall = spanKind === 'client' || (spanKind === 'internal' && !ok);
    if (isCall && typeof address === 'string') this.#link(`${service}->${address}`).calls.add(endUs, startUs, ok);
  }

  /** A batch for several topics does not say how many records each of them got. */
  #messaging({ service, spanKind, startUs, endUs, ok, attributes }: SpanFact, names: string): void {
    const topics = names.split(', ');
    const broker = this.#names.brokerOf(topics[0]!)?.name;
    if (broker === undefined) return;
    const records = topics.length > 1 ? 0 : Number(attributes['messaging.batch.message_count'] ?? 1);
    const group = attributes['messaging.consumer.group.name'];
    for (const topic of topics) {
      if (spanKind === 'producer') this.#topic(topic)?.sentBy(service, records);
      if (spanKind === 'consumer' && typeof group === 'string') this.#topic(topic)?.readBy(service, group);
    }
    const link = spanKind === 'producer' ? `${service}->${broker}` : `${broker}->${service}`;
    this.#link(link).calls.add(endUs, startUs, ok);
  }

  #record(atUs: Micros, fact: LogBrokerFact): void {
    if (fact.topic !== undefined) this.#topic(fact.topic)?.add(atUs, fact);
  }

  #topic(name: string): TopicTrace | null {
    const known = this.topics.get(name);
    if (known) return known;
    const broker = this.#names.brokerOf(name);
    if (!broker) return null;
    const trace = new TopicTrace(broker.name, broker.partitions, this.#newSeries);
    this.topics.set(name, trace);
    return trace;
  }

  #process(atUs: Micros, node: NodeId, fact: ProcessFact): void {
    const place = fact.reason === '' ? null : (this.#errorPlaces.get(node) ?? null);
    if (fact.state === 'starting') this.#errorPlaces.delete(node);
    const end = fact.end ?? (fact.state === 'ready' ? null : (this.lives.get(node)?.end ?? null));
    this.lives.set(node, { sinceUs: atUs, restartAtUs: fact.restartAtUs ?? null, place, end });
    this.happenings.addProcess(atUs, this.#names.nodeName(node), fact);
    if (fact.end !== undefined) this.#load(node)?.died(atUs, node);
    if (fact.end === 'deploy' || fact.end === 'scaled down') this.#forget(node);
  }

  /** It does not come back: what it was told of stays in counts and in what happened. */
  #forget(node: NodeId): void {
    this.lives.delete(node);
    this.#load(node)?.left(node);
    this.#errorPlaces.delete(node);
    this.breakers.forget(this.#names.nodeName(node));
  }

  /** What a process dies of is the last that it prints. */
  #log(node: NodeId, fact: LogFact): void {
    if (fact.level !== 'error') return;
    const place = placeOf(fact);
    if (place) this.#errorPlaces.set(node, place);
    else this.#errorPlaces.delete(node);
  }

  #load(node: NodeId): ProcessLoads | null {
    const process = this.#names.processOf(node);
    return process === null ? null : made(this.#processes, process, () => new ProcessLoads());
  }

  #link(key: string): LinkCounts {
    return made(this.links, key, () => new LinkCounts(this.#newFigures()));
  }

  #callsOf(map: Map<string, CallFigures>, name: string): CallFigures {
    return made(map, name, () => this.#newFigures());
  }

  #newFigures(): CallFigures {
    return new CallFigures(this.#charts++ < chartsMax ? this.#newSeries() : null);
  }

  /** A sidecar's node is named after its replica. */
  #replicaOf(node: NodeId): string {
    return this.#names.nodeName(node).split(' sidecar of ')[0]!;
  }
}

function made<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
