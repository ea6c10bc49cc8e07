import { randomHex } from '../../kernel/hex.ts';
import { answerPacket } from '../../network/packets.ts';
import { parseTraceparent, traceparentOf } from '../../wire/trace-context.ts';
import { headerOf } from '../../wire/http.ts';
import { HostPolicies } from './host-policies.ts';
import { backoffUs, failed, mayRetry } from './retry-rules.ts';
import type { Lookahead } from '../../network/lookahead.ts';
import type { BreakerPolicy, CircuitBreaker, Pass } from './circuit-breaker.ts';
import type { Outcome, RetryPolicy } from './retry-rules.ts';
import type { KernelNode, Simulation } from '../../kernel/simulation.ts';
import type { Network } from '../../network/network.ts';
import type { BreakerState } from '../../wire/facts.ts';
import type { HttpRequest, HttpResponse } from '../../wire/http.ts';
import type { CallPacket, Micros, NodeId, Packet } from '../../wire/packet.ts';

export interface LinkPolicy {
  /** Of each attempt. */
  readonly timeoutUs: Micros | null;
  readonly retries: RetryPolicy | null;
  readonly breaker: BreakerPolicy | null;
}

export interface SidecarParts {
  readonly simulation: Simulation;
  readonly network: Network;
  /** The way between a process and its own sidecar is as short as may be. */
  readonly lookahead: Lookahead;
  policyFor(host: string): LinkPolicy;
}

interface Held {
  readonly packet: CallPacket;
  readonly request: HttpRequest;
  readonly policy: LinkPolicy;
  readonly breaker: CircuitBreaker | null;
  pass: Pass | null;
  attempt: number;
  startedUs: Micros;
  spanId: string;
  upstream: number | null;
  timer: number | null;
}

/**
 * The policies of a service's links, kept out of its code: time limit, retries, breaker. Its process sends the request here;
 * what comes back is the answer, or 503 or 504 as a service mesh would say it.
 */
export class Sidecar implements KernelNode {
  readonly name: string;
  readonly node: NodeId;
  readonly service: string;
  readonly #parts: SidecarParts;
  readonly #held = new Map<number, Held>();
  readonly #byUpstream = new Map<number, Held>();
  readonly #policies: HostPolicies;
  #upstreams = 0;
  #clearedUs: Micros = 0;

  constructor(name: string, node: NodeId, service: string, parts: SidecarParts) {
    this.name = name;
    this.node = node;
    this.service = service;
    this.#parts = parts;
    this.#policies = new HostPolicies(parts.policyFor, (host, to) => this.#tellBreaker(host, to));
  }

  /** Whether calls to this host have a policy at all. */
  guards(host: string): boolean {
    const { timeoutUs, retries, breaker } = this.#policies.of(host);
    return timeoutUs !== null || retries !== null || breaker !== null;
  }

  /** Other policies may hold from now on; what is in hand goes on by those that it began with. */
  policiesChanged(): void {
    this.#policies.changed();
  }

  receive(packet: Packet): void {
    if (packet.kind === 'call') return this.#take(packet);
    if (packet.kind === 'cancel') return this.#giveUp(packet.exchange);
    if (packet.kind === 'disconnect') return;
    const held = this.#byUpstream.get(packet.exchange);
    if (!held) return;
    if (packet.kind === 'failure') return this.#settled(held, { kind: 'failure', code: packet.code }, null, packet.why);
    const response = packet.payload as HttpResponse;
    this.#settled(held, { kind: 'answer', status: response.status }, response, '');
  }

  /** Its process is gone: nobody waits for these any more. */
  clear(): void {
    this.#clearedUs = this.#parts.simulation.nowUs;
    for (const exchange of [...this.#held.keys()]) this.#giveUp(exchange);
  }

  #take(packet: CallPacket): void {
    const { simulation, lookahead } = this.#parts;
    // Its process died while this was on the way to us.
    if (simulation.nowUs - lookahead.soonestUs < this.#clearedUs) return;
    const request = packet.payload as HttpRequest;
    const policy = this.#policies.of(request.host);
    const breaker = this.#policies.breakerOf(request.host);
    const held: Held = {
      packet,
      request,
      policy,
      breaker,
      pass: null,
      attempt: 0,
      startedUs: 0,
      spanId: '',
      upstream: null,
      timer: null,
    };
    this.#held.set(packet.exchange, held);
    this.#try(held);
  }

  #try(held: Held): void {
    const { simulation, network } = this.#parts;
    held.timer = null;
    if (held.breaker) {
      held.pass = held.breaker.admit(simulation.nowUs);
      if (!held.pass) {
        this.#tell(held, 'rejected');
        const why = `the breaker ${this.service} -> ${held.request.host} is open`;
        this.#rejectedSpan(held, why);
        return this.#reply(held, text(503, why));
      }
    }
    held.attempt++;
    held.startedUs = simulation.nowUs;
    held.upstream = this.#upstreams++;
    this.#byUpstream.set(held.upstream, held);
    if (held.policy.timeoutUs !== null) {
      held.timer = simulation.after(this.node, held.policy.timeoutUs, () => this.#timedOut(held));
    }
    const { method, path, host, body } = held.request;
    network.call(simulation.nowUs, {
      from: this.node,
      callerName: this.service,
      host,
      exchange: held.upstream,
      protocol: 'http',
      payload: { method, path, host, headers: this.#traced(held), body },
      trace: held.packet.trace,
    });
  }

  /** Each attempt is a span of its own, and the callee's span is its child. */
  #traced(held: Held): HttpRequest['headers'] {
    const { headers } = held.request;
    const trace = parseTraceparent(headerOf(headers, 'traceparent'));
    if (!trace) return headers;
    const random = this.#parts.simulation.randomOf(this.node).of('trace');
    held.spanId = randomHex(random, 2);
    const others = headers.filter(([name]) => name !== 'traceparent');
    return [['traceparent', traceparentOf({ traceId: trace.traceId, spanId: held.spanId })], ...others];
  }

  #timedOut(held: Held): void {
    held.timer = null;
    this.#parts.network.cancel(this.#parts.simulation.nowUs, this.node, held.upstream!);
    const limitMs = held.policy.timeoutUs! / 1000;
    this.#tell(held, 'timeout');
    this.#settled(held, { kind: 'timeout' }, null, `no answer within ${limitMs} ms`);
  }

  #settled(held: Held, outcome: Outcome, response: HttpResponse | null, why: string): void {
    const { simulation } = this.#parts;
    this.#letGo(held);
    if (held.pass) held.breaker?.settled(held.pass, simulation.nowUs, failed(outcome));
    held.pass = null;
    this.#span(held, outcome, why);
    const { retries } = held.policy;
    if (retries && held.attempt <= retries.attempts && mayRetry(held.request.method, outcome)) {
      this.#tell(held, 'retry');
      const waitUs = backoffUs(retries, held.attempt, simulation.randomOf(this.node).of('back-off'));
      held.timer = simulation.after(this.node, waitUs, () => this.#try(held));
      return;
    }
    this.#reply(held, response ?? text(outcome.kind === 'timeout' ? 504 : 503, `${held.request.host}: ${why}`));
  }

  #giveUp(exchange: number): void {
    const held = this.#held.get(exchange);
    if (!held) return;
    this.#held.delete(exchange);
    if (held.upstream !== null) this.#parts.network.cancel(this.#parts.simulation.nowUs, this.node, held.upstream);
    this.#letGo(held);
    if (held.pass) held.breaker?.abandoned(held.pass);
  }

  #reply(held: Held, payload: HttpResponse): void {
    const { simulation, lookahead } = this.#parts;
    const { from, exchange } = held.packet;
    this.#held.delete(exchange);
    const arrivesUs = simulation.nowUs + lookahead.soonestUs;
    simulation.deliverAt(arrivesUs, this.node, answerPacket(this.node, from, exchange, payload));
  }

  #letGo(held: Held): void {
    if (held.timer !== null) this.#parts.simulation.cancel(held.timer);
    if (held.upstream !== null) this.#byUpstream.delete(held.upstream);
    held.timer = null;
    held.upstream = null;
  }

  #tellBreaker(host: string, to: BreakerState): void {
    const { facts, nowUs } = this.#parts.simulation;
    const { service } = this;
    facts.report(nowUs, this.node, { kind: 'breaker', service, name: `${service} -> ${host}`, where: 'link', to });
  }

  #tell(held: Held, what: 'retry' | 'rejected' | 'timeout'): void {
    const { simulation } = this.#parts;
    simulation.facts.report(simulation.nowUs, this.node, {
      kind: 'link-policy',
      caller: this.service,
      callee: held.request.host,
      what,
      attempt: held.attempt,
    });
  }

  /** No attempt was made, and the trace says why. */
  #rejectedSpan({ request }: Held, error: string): void {
    const trace = parseTraceparent(headerOf(request.headers, 'traceparent'));
    if (!trace) return;
    const { simulation } = this.#parts;
    simulation.facts.report(simulation.nowUs, this.node, {
      kind: 'span',
      service: this.service,
      traceId: trace.traceId,
      spanId: randomHex(simulation.randomOf(this.node).of('trace'), 2),
      parentSpanId: trace.spanId,
      name: `rejected ${request.method} ${request.host}`,
      spanKind: 'internal',
      startUs: simulation.nowUs,
      endUs: simulation.nowUs,
      ok: false,
      attributes: { 'peer.service': request.host },
      error,
    });
  }

  #span(held: Held, outcome: Outcome, why: string): void {
    const trace = parseTraceparent(headerOf(held.request.headers, 'traceparent'));
    if (!trace) return;
    const { simulation } = this.#parts;
    const isBad = failed(outcome);
    const told =
      outcome.kind === 'answer'
        ? { 'http.response.status_code': outcome.status }
        : { 'error.type': outcome.kind === 'timeout' ? 'timeout' : outcome.code };
    simulation.facts.report(simulation.nowUs, this.node, {
      kind: 'span',
      service: this.service,
      traceId: trace.traceId,
      spanId: held.spanId,
      parentSpanId: trace.spanId,
      name: `attempt ${held.attempt} ${held.request.method} ${held.request.host}`,
      spanKind: 'internal',
      startUs: held.startedUs,
      endUs: simulation.nowUs,
      ok: !isBad,
      attributes: { 'flotilla.attempt': held.attempt, 'peer.service': held.request.host, ...told },
      ...(isBad && {
        error: why || `${held.request.host} answered ${outcome.kind === 'answer' ? outcome.status : outcome.kind}`,
      }),
    });
  }
}

function text(status: number, body: string): HttpResponse {
  return {
    status,
    headers: [
      ['content-type', 'text/plain;charset=UTF-8'],
      ['server', 'sidecar'],
    ],
    body: { text: body },
  };
}
