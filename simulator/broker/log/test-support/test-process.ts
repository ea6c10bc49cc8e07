import type { Bridge, CallOutcome, OpenSpan } from '../../../wire/bridge.ts';
import type { AttributeValue, Fact } from '../../../wire/facts.ts';
import type { LogAnswer, LogCall } from '../../../wire/log-protocol.ts';
import type { RandomStream } from '../../../wire/node-context.ts';
import type { CallPacket, CancelPacket, DisconnectPacket, FailureCode, Micros } from '../../../wire/packet.ts';
import type { TraceContext } from '../../../wire/trace-context.ts';

export type AnswerOf<Call extends LogCall> = LogAnswer<Call['kind']>;

/** The world as its processes see it. */
export interface ProcessSurroundings {
  readonly facts: { readonly atUs: Micros; readonly fact: Fact }[];
  now(): Micros;
  random(component: string, purpose: string): RandomStream;
  schedule(delayUs: Micros, run: () => void): unknown;
  send(packet: CallPacket): void;
  tellBroker(packet: CancelPacket | DisconnectPacket): void;
}

export function structuredCopy(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

interface Pending {
  readonly trace: TraceContext | null;
  readonly done: (outcome: CallOutcome) => void;
}

/** A process of the test world: the bridge that library code gets, and a way to kill it. */
export class TestProcess {
  readonly name: string;
  readonly bridge: Bridge;
  /** What one unit of work costs, by route. */
  readonly costUs: Record<string, Micros> = {};
  readonly #world: ProcessSurroundings;
  readonly #node: number;
  readonly #pending = new Map<number, Pending>();
  readonly #timers = new Map<number, () => void>();
  #isAlive = true;
  #trace: TraceContext | null = null;
  #ids = 0;

  constructor(world: ProcessSurroundings, name: string, node: number) {
    this.#world = world;
    this.name = name;
    this.#node = node;
    this.bridge = this.#makeBridge();
  }

  /** Nothing of it runs any more; its operating system closes the connections. */
  kill(): void {
    this.#isAlive = false;
    this.#pending.clear();
    this.#timers.clear();
    this.#world.tellBroker({ kind: 'disconnect', from: this.#node, to: 0 });
  }

  /** Speaks the protocol directly, without a library. */
  ask<Call extends LogCall>(call: Call, done: (answer: AnswerOf<Call>) => void, failed?: (code: string) => void): void {
    this.bridge.call('kafka', 'log', call, (outcome) => {
      if (outcome.ok) done(outcome.payload as AnswerOf<Call>);
      else failed?.(outcome.code);
    });
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.bridge.after(ms * 1000, resolve));
  }

  answered(packet: CallPacket, payload: unknown): void {
    this.#finish(packet.exchange, { ok: true, payload });
  }

  failed(packet: CallPacket, code: FailureCode, why: string): void {
    this.#finish(packet.exchange, { ok: false, code, why });
  }

  #finish(exchange: number, outcome: CallOutcome): void {
    const pending = this.#pending.get(exchange);
    this.#pending.delete(exchange);
    if (pending) this.#turn(pending.trace, () => pending.done(outcome));
  }

  #turn(trace: TraceContext | null, run: () => void): void {
    if (!this.#isAlive) return;
    this.#trace = trace;
    run();
  }

  #after(delayUs: Micros, trace: TraceContext | null, run: () => void): number {
    const id = ++this.#ids;
    this.#timers.set(id, run);
    this.#world.schedule(delayUs, () => {
      const due = this.#timers.get(id);
      this.#timers.delete(id);
      if (due) this.#turn(trace, due);
    });
    return id;
  }

  #call(host: string, payload: unknown, done: (outcome: CallOutcome) => void, trace: TraceContext | null): number {
    const exchange = ++this.#ids;
    this.#pending.set(exchange, { trace: this.#trace, done });
    const packet: CallPacket = {
      kind: 'call',
      from: this.#node,
      to: 0,
      exchange,
      protocol: 'log',
      payload: structuredCopy(payload),
      trace,
    };
    if (host === 'kafka') this.#world.send(packet);
    else this.#world.schedule(0, () => this.failed(packet, 'ENOTFOUND', `no host ${host}`));
    return exchange;
  }

  #withTrace<Result>(context: TraceContext | null, run: () => Result): Result {
    const before = this.#trace;
    this.#trace = context;
    try {
      return run();
    } finally {
      this.#trace = before;
    }
  }

  #startSpan(
    name: string,
    kind: 'producer' | 'consumer' | 'server' | 'client' | 'internal',
    options: Parameters<Bridge['startSpan']>[2] = {},
  ): OpenSpan {
    const parent = options.parent === undefined ? this.#trace : options.parent;
    const hex = (digits: number) => (++this.#ids + this.#node * 65536).toString(16).padStart(digits, '0');
    const context = { traceId: parent?.traceId ?? hex(32), spanId: hex(16) };
    const startUs = this.#world.now();
    const attributes: Record<string, AttributeValue> = { ...options.attributes };
    const end = (error?: string) => {
      const fact = {
        kind: 'span' as const,
        service: this.name,
        ...context,
        parentSpanId: parent?.spanId ?? null,
        name,
        spanKind: kind,
        startUs,
        endUs: this.#world.now(),
        ok: error === undefined,
        attributes,
        ...(options.links ? { links: options.links } : {}),
        ...(error === undefined ? {} : { error }),
      };
      this.#world.facts.push({ atUs: this.#world.now(), fact });
    };
    return { context, set: (key, value) => (attributes[key] = value), end };
  }

  #makeBridge(): Bridge {
    const world = this.#world;
    return {
      service: this.name,
      replica: `${this.name}#1`,
      nowUs: () => world.now(),
      wallMs: () => 1_700_000_000_000 + Math.floor(world.now() / 1000),
      random: (purpose) => world.random(this.name, purpose),
      nextId: () => ++this.#ids,
      call: (host, _protocol, payload, done, options = {}) =>
        this.#call(host, payload, done, options.trace === undefined ? this.#trace : options.trace),
      cancel: (exchange) => {
        this.#pending.delete(exchange);
        world.tellBroker({ kind: 'cancel', from: this.#node, to: 0, exchange });
      },
      after: (delayUs, run) => this.#after(delayUs, this.#trace, run),
      clear: (timer) => this.#timers.delete(timer),
      resume: (context, run) => void this.#after(0, context, run),
      currentTrace: () => this.#trace,
      withTrace: (context, run) => this.#withTrace(context, run),
      startSpan: (name, kind, options) => this.#startSpan(name, kind, options),
      callerLine: () => null,
      keepLine: (run) => run,
      fact: (fact) => void world.facts.push({ atUs: world.now(), fact }),
      work: (route, then) => void this.#after(this.costUs[route] ?? 0, this.#trace, then),
      listen: () => ({ close: () => undefined }),
      crash: (error) => {
        throw error;
      },
    };
  }
}
