import { randomHex } from '../kernel/hex.ts';
import { traceparentOf } from '../wire/trace-context.ts';
import type { KernelNode, Simulation } from '../kernel/simulation.ts';
import type { Network } from '../network/network.ts';
import type { HeaderPairs, HttpResponse } from '../wire/http.ts';
import type { FailureCode, Micros, NodeId, Packet } from '../wire/packet.ts';

export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** How long the client waits; half a minute unless said otherwise. */
  readonly timeoutUs?: Micros;
}

export interface Answer {
  /** null when none came. */
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** What the text says as JSON; undefined when it is none. */
  readonly json: unknown;
  readonly failure: FailureCode | 'timeout' | null;
  readonly why: string;
  readonly startUs: Micros;
  readonly endUs: Micros;
  readonly traceId: string;
}

/** A request under way: its answer is there once the fleet has run long enough. */
export interface Sent {
  answer: Answer | null;
}

interface Asked {
  readonly sent: Sent;
  readonly route: string;
  readonly startUs: Micros;
  readonly trace: { readonly traceId: string; readonly spanId: string };
  readonly timeout: number;
}

const testClientName = 'the test';
const timeoutUsually: Micros = 30_000_000;

/** Whoever writes the test, as a client of the fleet. */
export class TestClient implements KernelNode {
  readonly name = testClientName;
  readonly node: NodeId;
  readonly #simulation: Simulation;
  readonly #network: Network;
  readonly #asked = new Map<number, Asked>();
  #exchange = 0;

  constructor(simulation: Simulation, network: Network, node: NodeId) {
    this.#simulation = simulation;
    this.#network = network;
    this.node = node;
  }

  get waiting(): number {
    return this.#asked.size;
  }

  send(method: string, url: string, body: unknown, options: RequestOptions): Sent {
    const sent: Sent = { answer: null };
    this.#simulation.after(this.node, 0, () => this.#ask(sent, method, url, body, options));
    return sent;
  }

  receive(packet: Packet): void {
    if (packet.kind !== 'answer' && packet.kind !== 'failure') return;
    const asked = this.#asked.get(packet.exchange);
    if (!asked) return;
    this.#asked.delete(packet.exchange);
    this.#simulation.cancel(asked.timeout);
    if (packet.kind === 'answer') this.#finish(asked, packet.payload as HttpResponse, null, '');
    else this.#finish(asked, null, packet.code, packet.why);
  }

  #ask(sent: Sent, method: string, url: string, body: unknown, options: RequestOptions): void {
    const [, host = '', path = '/'] = /^http:\/\/([^/]+)(\/.*)?$/.exec(url) ?? [];
    const exchange = this.#exchange++;
    const random = this.#simulation.randomOf(this.node).of('trace');
    const trace = { traceId: randomHex(random, 4), spanId: randomHex(random, 2) };
    const { timeoutUs = timeoutUsually } = options;
    const startUs = this.#simulation.nowUs;
    const timeout = this.#simulation.after(this.node, timeoutUs, () => this.#giveUp(exchange, timeoutUs));
    const route = `${method} ${path.split('?')[0]}`;
    this.#asked.set(exchange, { sent, route, startUs, trace, timeout });
    // A text is sent as it is: whoever writes one out says what it is.
    const content: HeaderPairs =
      body === undefined || typeof body === 'string' ? [] : [['content-type', 'application/json']];
    const headers = [['traceparent', traceparentOf(trace)], ...content, ...Object.entries(options.headers ?? {})];
    this.#network.call(startUs, {
      from: this.node,
      callerName: this.name,
      host,
      exchange,
      protocol: 'http',
      payload: {
        method,
        path,
        host,
        headers,
        body: body === undefined ? null : { text: typeof body === 'string' ? body : JSON.stringify(body) },
      },
      trace,
    });
  }

  #giveUp(exchange: number, timeoutUs: Micros): void {
    const asked = this.#asked.get(exchange)!;
    this.#asked.delete(exchange);
    this.#network.cancel(this.#simulation.nowUs, this.node, exchange);
    this.#finish(asked, null, 'timeout', `no answer within ${timeoutUs / 1000} ms`);
  }

  #finish(asked: Asked, response: HttpResponse | null, failure: FailureCode | 'timeout' | null, why: string): void {
    const { facts, nowUs } = this.#simulation;
    const { startUs, route, trace } = asked;
    const status = response?.status ?? null;
    const ends = { startUs, endUs: nowUs, status, failure, why };
    facts.report(nowUs, this.node, { kind: 'request', flow: this.name, route, ...trace, ...ends });
    const text = response?.body?.text ?? '';
    const headers = Object.fromEntries(response?.headers ?? []);
    asked.sent.answer = { ...ends, headers, text, json: jsonOf(text), traceId: trace.traceId };
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
