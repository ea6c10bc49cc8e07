import { randomHex } from '../kernel/hex.ts';
import { parseTraceparent, traceparentOf } from '../wire/trace-context.ts';
import { headerOf } from '../wire/http.ts';
import { routeOf } from '../runtime/instance/route.ts';
import type { KernelNode, Simulation } from '../kernel/simulation.ts';
import type { Network } from '../network/network.ts';
import type { Action } from '../wire/actions.ts';
import type { HttpRequest, HttpResponse } from '../wire/http.ts';
import type { FailureCode, Micros, NodeId, Packet } from '../wire/packet.ts';
import type { TraceContext } from '../wire/trace-context.ts';

export type OutsideAnswer =
  | { readonly ok: true; readonly response: HttpResponse; readonly trace: TraceContext }
  | { readonly ok: false; readonly code: FailureCode; readonly why: string; readonly trace: TraceContext };

interface Asked {
  readonly route: string;
  readonly startUs: Micros;
  readonly trace: TraceContext;
}

const flow = 'outside';

/** Clients of the real world. What they ask are actions, so that a run which they took part in can be had again. */
export class Outside implements KernelNode {
  readonly name = 'client outside';
  readonly node: NodeId;
  /** Somebody out there waits for it; in a replay nobody does. */
  onAnswer: (request: number, answer: OutsideAnswer) => void = () => {};
  readonly #simulation: Simulation;
  readonly #network: Network;
  readonly #asked = new Map<number, Asked>();

  constructor(simulation: Simulation, network: Network, node: NodeId) {
    this.#simulation = simulation;
    this.#network = network;
    this.node = node;
  }

  /** `request` with a message and a number that is used once, or `hang up` on one. */
  take(action: Action): void {
    const number = Number(action.sizes['number']);
    if (action.verb === 'hang up') return this.#hangUp(number);
    this.#ask(number, action.target, action.sizes['message'] as HttpRequest);
  }

  receive(packet: Packet): void {
    if (packet.kind !== 'answer' && packet.kind !== 'failure') return;
    const { exchange: number } = packet;
    const asked = this.#asked.get(number);
    if (!asked) return;
    this.#asked.delete(number);
    const { trace } = asked;
    if (packet.kind === 'answer') {
      const response = packet.payload as HttpResponse;
      this.#tell(asked, response.status, null, '');
      this.onAnswer(number, { ok: true, response, trace });
    } else {
      const { code, why } = packet;
      this.#tell(asked, null, code, why);
      this.onAnswer(number, { ok: false, code, why, trace });
    }
  }

  #ask(number: number, host: string, message: HttpRequest): void {
    const random = this.#simulation.randomOf(this.node).of('trace');
    const parent = parseTraceparent(headerOf(message.headers, 'traceparent'));
    const trace = { traceId: parent?.traceId ?? randomHex(random, 4), spanId: randomHex(random, 2) };
    const headers = message.headers.filter(([name]) => name !== 'traceparent');
    const payload: HttpRequest = { ...message, host, headers: [...headers, ['traceparent', traceparentOf(trace)]] };
    const startUs = this.#simulation.nowUs;
    this.#asked.set(number, { route: routeOf(message.method, message.path), startUs, trace });
    const call = { from: this.node, callerName: flow, host, exchange: number, payload, trace };
    this.#network.call(startUs, { ...call, protocol: 'http' });
  }

  #hangUp(number: number): void {
    const asked = this.#asked.get(number);
    if (!asked) return;
    this.#asked.delete(number);
    this.#network.cancel(this.#simulation.nowUs, this.node, number);
    this.#tell(asked, null, 'timeout', 'the client hung up');
  }

  #tell(asked: Asked, status: number | null, failure: FailureCode | 'timeout' | null, why: string): void {
    const { facts, nowUs } = this.#simulation;
    const { route, startUs, trace } = asked;
    facts.report(nowUs, this.node, {
      kind: 'request',
      flow,
      route,
      ...trace,
      startUs,
      endUs: nowUs,
      status,
      failure,
      why,
    });
  }
}
