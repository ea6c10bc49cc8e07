import { samplerOf } from '../kernel/distributions.ts';
import { Exchanges } from './exchanges.ts';
import { Lane, leastTravelUs } from './lane.ts';
import { bytesOf } from './message-size.ts';
import { Observers } from './observers.ts';
import type { Observer } from './observers.ts';
import { hashPayload } from './payload-hash.ts';
import type { Way } from './exchanges.ts';
import type { LaneSpec } from './lane.ts';
import type { Names } from './names.ts';
import type { Rule, Verdict } from './rule.ts';
import type { Sampler } from '../kernel/distributions.ts';
import type { Simulation } from '../kernel/simulation.ts';
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
  readonly #lanes = new Map<string, Lane>();
  readonly #observers = new Observers();
  /** What a process is told comes no sooner: windows are this long. */
  readonly #soonestUs: Micros;
  #rules: Rule[] = [];

  constructor(simulation: Simulation, names: Names, links: LinkTable, soonestUs: Micros = 0) {
    this.#simulation = simulation;
    this.#names = names;
    this.#links = links;
    this.#soonestUs = soonestUs;
    simulation.onArrival((packet, atUs) => this.#arrived(packet, atUs));
  }

  /** Returns how to stop. */
  observe(observer: Observer): () => void {
    return this.#observers.add(observer);
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

  /** A policy or a bandwidth changed: messages from now on travel by the new one. */
  forgetLanes(): void {
    this.#lanes.clear();
  }

  call(atUs: Micros, call: OutgoingCall): void {
    const resolved = this.#names.resolve(call.host, call.from);
    if (!resolved.ok) {
      const unknown = resolved.why === 'no such name';
      const why = unknown ? `no service, store or broker is called ${call.host}` : `${call.host} has no replicas`;
      this.#failLocally(atUs, nameLookupUs, call.from, call.exchange, unknown ? 'ENOTFOUND' : 'ECONNREFUSED', why);
      return;
    }
    const { from, exchange, protocol, payload, trace } = call;
    const open = this.exchanges.open({
      caller: from,
      callee: resolved.node,
      number: exchange,
      protocol,
      callerName: call.callerName,
      calleeName: call.host,
      trace: call.trace,
    });
    this.#carry(atUs, open, { kind: 'call', from, to: resolved.node, exchange, protocol, payload, trace }, 'there');
  }

  cancel(atUs: Micros, caller: NodeId, number: number): void {
    const open = this.exchanges.find(caller, number);
    if (!open || open.callerLeftUs <= atUs) return;
    this.exchanges.callerLeaves(open, atUs);
    this.#carry(atUs, open, { kind: 'cancel', from: caller, to: open.callee, exchange: number }, 'there');
  }

  answer(atUs: Micros, from: NodeId, caller: NodeId, number: number, payload: unknown): void {
    this.#back(atUs, caller, number, { kind: 'answer', from, to: caller, exchange: number, payload });
  }

  fail(atUs: Micros, from: NodeId, caller: NodeId, number: number, code: FailureCode, why: string): void {
    this.#back(atUs, caller, number, { kind: 'failure', from, to: caller, exchange: number, code, why });
  }

  /** A process is gone: its operating system resets what it was asked and closes what it asked. */
  cut(atUs: Micros, node: NodeId, why: string): void {
    const { made, taken } = this.exchanges.of(node);
    for (const open of taken) this.fail(atUs, node, open.caller, open.number, 'ECONNRESET', why);
    for (const open of made) this.cancel(atUs, node, open.number);
  }

  disconnect(atUs: Micros, from: NodeId, callerName: string, to: NodeId): void {
    const link = {
      caller: from,
      callee: to,
      number: -1,
      protocol: 'sql' as const,
      callerName,
      calleeName: this.#simulation.nameOf(to),
      trace: null,
    };
    this.#carry(atUs, link, { kind: 'disconnect', from, to }, 'there');
  }

  /** How long a message of services without code takes on this way; they are not stopped by rules. */
  samplerBetween(sender: NodeId, caller: string, callee: string): Sampler {
    const { latency } = this.#links.laneSpec(caller, callee);
    return samplerOf(latency, this.#simulation.randomOf(sender).of(`to ${callee}`));
  }

  #back(atUs: Micros, caller: NodeId, number: number, packet: Packet): void {
    const open = this.exchanges.find(caller, number);
    // It was answered before, or the callee has heard that nobody listens for this answer any more.
    if (!open || open.calleeLeftUs <= atUs) return;
    this.exchanges.calleeLeaves(open, atUs);
    this.#carry(atUs, open, packet, 'back');
  }

  #carry(atUs: Micros, open: Way, packet: Packet, direction: 'there' | 'back'): void {
    const sender = packet.from;
    const passage = {
      packet,
      sender,
      receiver: packet.to,
      caller: open.callerName,
      callee: open.calleeName,
      direction,
      atUs,
    };
    const verdict = this.#rules.length > 0 ? this.#judge(passage) : null;
    this.#digest(atUs, packet, open.protocol);
    if (verdict?.kind === 'drop') return this.#drop(atUs, open, packet, verdict.why);
    if (verdict?.kind === 'refuse') {
      this.#observers.dropped(atUs, open, packet, verdict.why);
      if (packet.kind === 'call') this.#refuse(atUs, open, verdict.code, verdict.why);
      return;
    }
    const lane = this.#laneOf(sender, packet.to, open);
    const delayUs = verdict?.kind === 'delay' ? verdict.byUs : 0;
    const arrivesUs = lane.arrivalUs(atUs, bytesOf(packet), delayUs, isEnding(packet));
    if (arrivesUs === null) return this.#drop(atUs, open, packet, 'lost on the way, again and again');
    this.#simulation.facts.hashOf(sender).number(arrivesUs);
    this.#simulation.deliverAt(arrivesUs, sender, packet);
    this.#observers.sent(atUs, open, packet, arrivesUs);
  }

  #judge(passage: Parameters<Rule['judge']>[0]): Verdict | null {
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

  #drop(atUs: Micros, open: Way, packet: Packet, why: string): void {
    this.#observers.dropped(atUs, open, packet, why);
    if (packet.kind !== 'call') return;
    this.exchanges.forget(open);
    const { caller, number, protocol, calleeName } = open;
    this.#failLocally(
      atUs,
      connectTimeoutUs(protocol),
      caller,
      number,
      'ETIMEDOUT',
      `no answer from ${calleeName}: ${why}`,
    );
  }

  /** Whoever refuses is on the way: the news is back no sooner than a message there and back. */
  #refuse(atUs: Micros, open: Way, code: FailureCode, why: string): void {
    this.exchanges.forget(open);
    const spec = this.#links.laneSpec(open.callerName, open.calleeName);
    this.#failLocally(atUs, Math.max(2 * leastTravelUs(spec), refusedAfterUs), open.caller, open.number, code, why);
  }

  /** The caller's own machine says so; nothing crosses the network. */
  #failLocally(atUs: Micros, afterUs: Micros, caller: NodeId, exchange: number, code: FailureCode, why: string): void {
    const failure = { kind: 'failure' as const, from: caller, to: caller, exchange, code, why };
    this.#simulation.deliverAt(atUs + Math.max(afterUs, this.#soonestUs), caller, failure);
  }

  #laneOf(sender: NodeId, receiver: NodeId, open: Way): Lane {
    const key = `${sender} ${receiver} ${open.callerName} ${open.calleeName}`;
    let lane = this.#lanes.get(key);
    if (!lane) {
      const spec = this.#links.laneSpec(open.callerName, open.calleeName);
      const purpose = `to ${this.#simulation.nameOf(receiver)} as ${open.callerName}->${open.calleeName}`;
      lane = new Lane(spec, this.#simulation.randomOf(sender).of(purpose));
      this.#lanes.set(key, lane);
    }
    return lane;
  }

  #digest(atUs: Micros, packet: Packet, protocol: Protocol): void {
    const hash = this.#simulation.facts.hashOf(packet.from).number(atUs).bits(packet.to).text(packet.kind);
    if (packet.kind === 'call' || packet.kind === 'answer') hashPayload(hash, protocol, packet.payload);
  }
}

/** A call given up, a connection closed: never there before what it ends. */
function isEnding(packet: Packet): boolean {
  return packet.kind === 'cancel' || packet.kind === 'disconnect';
}
