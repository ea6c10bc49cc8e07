import { samplerOf } from '../kernel/distributions.ts';
import { Exchange } from './exchange.ts';
import { Exchanges } from './exchanges.ts';
import { leastTravelUs } from './lane.ts';
import { Lookahead } from './lookahead.ts';
import { Link } from './link.ts';
import { bytesOf } from './message-size.ts';
import { Observers } from './observers.ts';
import { answerPacket, callPacket, cancelPacket, disconnectPacket, failurePacket } from './packets.ts';
import type { Observer } from './observers.ts';
import { hashPayload } from './payload-hash.ts';
import type { LaneSpec } from './lane.ts';
import type { Names } from './names.ts';
import type { Rule, Verdict } from './rule.ts';
import type { Sampler } from '../kernel/distributions.ts';
import type { Simulation } from '../kernel/simulation.ts';
import type { DistributionSpec } from '../wire/distribution-spec.ts';
import type { FailureCode, Micros, NodeId, Packet, Protocol } from '../wire/packet.ts';
import type { TraceContext } from '../wire/trace-context.ts';

export interface OutgoingCall {
  readonly from: NodeId;
  /** The service, flow or model that calls: one end of the link. */
  readonly callerName: string;
  readonly host: string;
  readonly exchange: number;
  readonly protocol: Protocol;
  readonly payload: unknown;
  readonly trace: TraceContext | null;
}

export interface LinkTable {
  /** How messages of this caller to this callee travel, either way. */
  laneSpec(caller: string, callee: string): LaneSpec;
  policyFor(caller: string, callee: string): { readonly balance: 'round-robin' | 'least-requests' | null };
}

/** Told of each message that is sent and will arrive, with the ends of its link. */
export type Scale = (packet: Packet, caller: string, callee: string) => void;

interface Way {
  readonly sender: NodeId;
  readonly caller: string;
  readonly callee: string;
  latency: DistributionSpec | null;
  sampler: Sampler;
}

const nameLookupUs = 1_000;
const refusedAfterUs = 200;
/** How long an unanswered connection attempt is waited for: undici's default for HTTP, the kernel's for the rest. */
const connectTimeoutUs = (protocol: Protocol): Micros => (protocol === 'http' ? 10_000_000 : 127_000_000);

/** Carries messages between nodes: who gets them, when, and whether at all. */
export class Network {
  readonly exchanges = new Exchanges();
  readonly #simulation: Simulation;
  readonly #names: Names;
  readonly #links: LinkTable;
  /** By caller, then by callee. */
  readonly #linksByName = new Map<string, Map<string, Link>>();
  readonly #observers = new Observers();
  readonly #lookahead: Lookahead;
  /** Between services without code, for as long as they are used. */
  readonly #ways: Way[] = [];
  #rules: Rule[] = [];
  #scale: Scale | null = null;

  constructor(simulation: Simulation, names: Names, links: LinkTable, lookahead = new Lookahead()) {
    this.#simulation = simulation;
    this.#names = names;
    this.#links = links;
    this.#lookahead = lookahead;
    simulation.onArrival((packet, atUs) => this.#arrived(packet, atUs));
  }

  /** Returns how to stop. */
  observe(observer: Observer): () => void {
    return this.#observers.add(observer);
  }

  /** What crosses is weighed only where somebody asks for it. */
  weigh(scale: Scale): void {
    this.#scale = scale;
  }

  windowEnded(): void {
    this.exchanges.sweep();
  }

  /** Nothing is wrong with any link: messages that nobody could stop need not be built. */
  get isUndisturbed(): boolean {
    return this.#rules.length === 0;
  }

  addRule(rule: Rule): void {
    this.#rules.push(rule);
  }

  removeRule(id: number): void {
    this.#rules = this.#rules.filter((rule) => rule.id !== id);
  }

  call(atUs: Micros, call: OutgoingCall): void {
    const resolved = this.#names.resolve(call.host, call.from, (ready) => this.#chosen(ready, atUs, call));
    if (!resolved.ok) {
      const unknown = resolved.why === 'no such name';
      const why = unknown ? `no service, store or broker is called ${call.host}` : `${call.host} has no replicas`;
      this.#failLocally(atUs, nameLookupUs, call.from, call.exchange, unknown ? 'ENOTFOUND' : 'ECONNREFUSED', why);
      return;
    }
    const { from, exchange: number, protocol, payload, trace } = call;
    const exchange = new Exchange(
      from,
      resolved.node,
      number,
      protocol,
      this.#linkOf(call.callerName, call.host),
      trace,
    );
    this.exchanges.add(exchange);
    this.#carry(atUs, exchange, callPacket(from, resolved.node, number, protocol, payload, trace), 'there');
  }

  #chosen(ready: readonly NodeId[], atUs: Micros, { from, callerName, host }: OutgoingCall): readonly NodeId[] {
    if (this.#links.policyFor(callerName, host).balance !== 'least-requests') return ready;
    const inHand = ready.map((node) => this.exchanges.between(from, node, atUs));
    const fewest = Math.min(...inHand);
    return ready.filter((_, index) => inHand[index] === fewest);
  }

  cancel(atUs: Micros, caller: NodeId, number: number): void {
    const open = this.exchanges.find(caller, number);
    if (!open || open.callerLeftUs <= atUs) return;
    this.exchanges.callerLeaves(open, atUs);
    this.#carry(atUs, open, cancelPacket(caller, open.callee, number), 'there');
  }

  answer(atUs: Micros, from: NodeId, caller: NodeId, number: number, payload: unknown): void {
    this.#back(atUs, caller, number, answerPacket(from, caller, number, payload));
  }

  fail(atUs: Micros, from: NodeId, caller: NodeId, number: number, code: FailureCode, why: string): void {
    this.#back(atUs, caller, number, failurePacket(from, caller, number, code, why));
  }

  /** A process is gone: its operating system resets what it was asked and closes what it asked. */
  cut(atUs: Micros, node: NodeId, why: string): void {
    const { made, taken } = this.exchanges.of(node);
    for (const open of taken) this.fail(atUs, node, open.caller, open.number, 'ECONNRESET', why);
    for (const open of made) this.cancel(atUs, node, open.number);
  }

  disconnect(atUs: Micros, from: NodeId, callerName: string, to: NodeId): void {
    const closed = new Exchange(from, to, -1, 'sql', this.#linkOf(callerName, this.#simulation.nameOf(to)), null);
    this.#carry(atUs, closed, disconnectPacket(from, to), 'there');
  }

  /** How long a message of services without code takes on this way; they are not stopped by rules. */
  samplerBetween(sender: NodeId, caller: string, callee: string): Sampler {
    const way: Way = { sender, caller, callee, latency: null, sampler: () => 0 };
    this.#ways.push(way);
    this.#follow(way);
    return () => way.sampler();
  }

  /** The table of links says something else from now on. What is on its way stays as it was sent. */
  linksChanged(): void {
    for (const [caller, own] of this.#linksByName)
      for (const [callee, link] of own) link.become(this.#links.laneSpec(caller, callee));
    for (const way of this.#ways) this.#follow(way);
  }

  #follow(way: Way): void {
    const { latency } = this.#links.laneSpec(way.caller, way.callee);
    if (JSON.stringify(latency) === JSON.stringify(way.latency)) return;
    way.latency = latency;
    way.sampler = samplerOf(latency, this.#simulation.randomOf(way.sender).of(`to ${way.callee}`));
  }

  #back(atUs: Micros, caller: NodeId, number: number, packet: Packet): void {
    const open = this.exchanges.find(caller, number);
    // It was answered before, or the callee has heard that nobody listens for this answer any more.
    if (!open || open.calleeLeftUs <= atUs) return;
    this.exchanges.calleeLeaves(open, atUs);
    this.#carry(atUs, open, packet, 'back');
  }

  #carry(atUs: Micros, open: Exchange, packet: Packet, direction: 'there' | 'back'): void {
    const verdict = this.#rules.length > 0 ? this.#judge(atUs, open, packet, direction) : null;
    this.#digest(atUs, packet, open.protocol);
    if (verdict?.kind === 'drop') return this.#drop(atUs, open, packet, verdict.why);
    if (verdict?.kind === 'refuse') {
      this.#observers.dropped(atUs, open, packet, verdict.why);
      if (packet.kind === 'call') this.#refuse(atUs, open, verdict.code, verdict.why);
      return;
    }
    const delayUs = verdict?.kind === 'delay' ? verdict.byUs : 0;
    const bytes = open.link.spec.bytesPerSecond === null ? 0 : bytesOf(packet);
    const arrivesUs = open.link.lane(packet.from, packet.to).arrivalUs(atUs, bytes, delayUs, isEnding(packet));
    if (arrivesUs === null) return this.#drop(atUs, open, packet, 'lost on the way, again and again');
    this.#simulation.facts.hashOf(packet.from).number(arrivesUs);
    this.#simulation.deliverAt(arrivesUs, packet.from, packet);
    this.#observers.sent(atUs, open, packet, arrivesUs);
    this.#scale?.(packet, open.link.caller, open.link.callee);
  }

  #judge(atUs: Micros, open: Exchange, packet: Packet, direction: 'there' | 'back'): Verdict | null {
    const { caller, callee } = open.link;
    const passage = { packet, sender: packet.from, receiver: packet.to, caller, callee, direction, atUs };
    let byUs = 0;
    for (const rule of this.#rules) {
      const verdict = rule.judge(passage);
      if (verdict?.kind === 'delay') byUs += verdict.byUs;
      else if (verdict) return verdict;
    }
    return byUs > 0 ? { kind: 'delay', byUs } : null;
  }

  /** What arrives ends the part of one side, as that side sees it. */
  #arrived(packet: Packet, atUs: Micros): void {
    this.#observers.delivered(atUs, packet);
    if (packet.kind === 'disconnect') return;
    const caller = packet.kind === 'call' || packet.kind === 'cancel' ? packet.from : packet.to;
    const open = this.exchanges.find(caller, packet.exchange);
    if (open && packet.kind === 'call') open.hasArrived = true;
    else if (open && packet.kind === 'cancel') this.exchanges.calleeLeaves(open, atUs);
    else if (open) this.exchanges.callerLeaves(open, atUs);
  }

  #drop(atUs: Micros, open: Exchange, packet: Packet, why: string): void {
    this.#observers.dropped(atUs, open, packet, why);
    if (packet.kind !== 'call') return;
    this.exchanges.forget(open);
    const { caller, number, protocol, link } = open;
    const words = `no answer from ${link.callee}: ${why}`;
    this.#failLocally(atUs, connectTimeoutUs(protocol), caller, number, 'ETIMEDOUT', words);
  }

  /** Whoever refuses is on the way: the news is back no sooner than a message there and back. */
  #refuse(atUs: Micros, open: Exchange, code: FailureCode, why: string): void {
    this.exchanges.forget(open);
    const afterUs = Math.max(2 * leastTravelUs(open.link.spec), refusedAfterUs);
    this.#failLocally(atUs, afterUs, open.caller, open.number, code, why);
  }

  /** The caller's own machine says so; nothing crosses the network. */
  #failLocally(atUs: Micros, afterUs: Micros, caller: NodeId, exchange: number, code: FailureCode, why: string): void {
    const failure = failurePacket(caller, caller, exchange, code, why);
    this.#simulation.deliverAt(atUs + Math.max(afterUs, this.#lookahead.soonestUs), caller, failure);
  }

  #linkOf(caller: string, callee: string): Link {
    const known = this.#linksByName.get(caller)?.get(callee);
    if (known) return known;
    const link = new Link(this.#simulation, caller, callee, this.#links.laneSpec(caller, callee));
    const own = this.#linksByName.get(caller) ?? new Map<string, Link>();
    this.#linksByName.set(caller, own.set(callee, link));
    return link;
  }

  #digest(atUs: Micros, packet: Packet, protocol: Protocol): void {
    const hash = this.#simulation.facts.hashOf(packet.from).number(atUs).bits(packet.to).recurring(packet.kind);
    if (packet.kind === 'call' || packet.kind === 'answer') hashPayload(hash, protocol, packet);
  }
}

/** A call given up, a connection closed: never there before what it ends. */
function isEnding(packet: Packet): boolean {
  return packet.kind === 'cancel' || packet.kind === 'disconnect';
}
