import { randomHex } from '../kernel/hex.ts';
import { traceparentOf } from '../wire/trace-context.ts';
import type { ClientValues, StepPlan } from './client.ts';
import type { Simulation } from '../kernel/simulation.ts';
import type { Network } from '../network/network.ts';
import type { HttpResponse } from '../wire/http.ts';
import type { RandomStream } from '../wire/node-context.ts';
import type { FailureCode, Micros, NodeId, Packet } from '../wire/packet.ts';

interface Asked {
  readonly plan: StepPlan;
  readonly startUs: Micros;
  readonly traceId: string;
  readonly spanId: string;
  readonly timeout: number;
  readonly then: () => void;
}

/** Asks over the network, as any client would; each request is a fact of its own and the root of a trace. */
export class PacketClient {
  readonly #simulation: Simulation;
  readonly #network: Network;
  readonly #node: NodeId;
  readonly #flow: string;
  readonly #timeoutUs: Micros;
  readonly #trace: RandomStream;
  readonly #asked = new Map<number, Asked>();
  #exchange = 0;

  constructor(simulation: Simulation, network: Network, node: NodeId, flow: string, timeoutUs: Micros) {
    this.#simulation = simulation;
    this.#network = network;
    this.#node = node;
    this.#flow = flow;
    this.#timeoutUs = timeoutUs;
    this.#trace = simulation.randomOf(node).of('trace');
  }

  get waiting(): number {
    return this.#asked.size;
  }

  ask(plan: StepPlan, values: ClientValues, then: () => void): void {
    const exchange = this.#exchange++;
    const trace = { traceId: randomHex(this.#trace, 4), spanId: randomHex(this.#trace, 2) };
    const { path, headers, body } = plan.request(values);
    const { method, to: host } = plan;
    const startUs = this.#simulation.nowUs;
    const timeout = this.#simulation.after(this.#node, this.#timeoutUs, () => this.#giveUp(exchange));
    this.#asked.set(exchange, { plan, startUs, ...trace, timeout, then });
    const payload = { method, path, host, headers: [['traceparent', traceparentOf(trace)], ...headers], body };
    this.#network.call(startUs, {
      from: this.#node,
      callerName: this.#flow,
      host,
      exchange,
      protocol: 'http',
      payload,
      trace,
    });
  }

  receive(packet: Packet): void {
    if (packet.kind !== 'answer' && packet.kind !== 'failure') return;
    const asked = this.#asked.get(packet.exchange);
    if (!asked) return;
    this.#asked.delete(packet.exchange);
    this.#simulation.cancel(asked.timeout);
    if (packet.kind === 'answer') this.#finish(asked, (packet.payload as HttpResponse).status, null, '');
    else this.#finish(asked, null, packet.code, packet.why);
  }

  #giveUp(exchange: number): void {
    const asked = this.#asked.get(exchange)!;
    this.#asked.delete(exchange);
    this.#network.cancel(this.#simulation.nowUs, this.#node, exchange);
    this.#finish(asked, null, 'timeout', `no answer within ${this.#timeoutUs / 1000} ms`);
  }

  #finish(asked: Asked, status: number | null, failure: FailureCode | 'timeout' | null, why: string): void {
    const { facts, nowUs } = this.#simulation;
    const { traceId, spanId, startUs } = asked;
    const { route } = asked.plan;
    const flow = this.#flow;
    facts.report(nowUs, this.#node, {
      kind: 'request',
      flow,
      route,
      traceId,
      spanId,
      startUs,
      endUs: nowUs,
      status,
      failure,
      why,
    });
    asked.then();
  }
}
