import type { Bridge, CallOptions, CallOutcome, OpenSpan } from '../../../wire/bridge.ts';
import type { AttributeValue, SpanFact } from '../../../wire/facts.ts';
import type { CallPacket, Micros, Protocol } from '../../../wire/packet.ts';
import type { TraceContext } from '../../../wire/trace-context.ts';
import { structuredCopy, type TestWorld } from './test-world.ts';

interface Pending {
  readonly trace: TraceContext | null;
  readonly done: (outcome: CallOutcome) => void;
}

/** A process of the test world: the bridge that library code gets, and a way to kill it. */
export class TestProcess {
  readonly bridge: Bridge;
  /** What was thrown out of a turn, which in a real process would end it. */
  readonly uncaught: unknown[] = [];
  readonly #world: TestWorld;
  readonly #node: number;
  readonly #pending = new Map<number, Pending>();
  readonly #timers = new Map<number, () => void>();
  #isAlive = true;
  #trace: TraceContext | null = null;
  #ids = 0;

  constructor(world: TestWorld) {
    this.#world = world;
    this.#node = world.addReceiver({
      answered: (packet, payload) => this.#finish(packet.exchange, { ok: true, payload }),
      failed: (packet, code, why) => this.#finish(packet.exchange, { ok: false, code, why }),
    });
    this.bridge = this.#makeBridge();
  }

  /** Nothing of it runs any more; its operating system closes the connections. */
  kill(): void {
    this.#isAlive = false;
    this.#pending.clear();
    this.#timers.clear();
    this.#world.tell({ kind: 'disconnect', from: this.#node, to: 0 });
  }

  /** Runs code under a request's trace context. */
  under<Result>(context: TraceContext, run: () => Result): Result {
    return this.bridge.withTrace(context, run);
  }

  #finish(exchange: number, outcome: CallOutcome): void {
    const pending = this.#pending.get(exchange);
    this.#pending.delete(exchange);
    if (pending) this.#turn(pending.trace, () => pending.done(outcome));
  }

  #turn(trace: TraceContext | null, run: () => void): void {
    if (!this.#isAlive) return;
    this.#trace = trace;
    try {
      run();
    } catch (error) {
      this.uncaught.push(error);
    }
  }

  #after(delayUs: Micros, trace: TraceContext | null, run: () => void): number {
    this.#ids += 1;
    const id = this.#ids;
    this.#timers.set(id, run);
    this.#world.schedule(delayUs, () => {
      const due = this.#timers.get(id);
      this.#timers.delete(id);
      if (due) this.#turn(trace, due);
    });
    return id;
  }

  #call(
    host: string,
    protocol: Protocol,
    payload: unknown,
    done: (outcome: CallOutcome) => void,
    options: CallOptions = {},
  ): number {
    this.#ids += 1;
    const exchange = this.#ids;
    this.#pending.set(exchange, { trace: this.#trace, done });
    const trace = options.trace === undefined ? this.#trace : options.trace;
    const copy = structuredCopy(payload);
    const packet: CallPacket = { kind: 'call', from: this.#node, to: 0, exchange, protocol, payload: copy, trace };
    if (host === 'orders-db') this.#world.send(packet);
    else
      this.#world.schedule(0, () => this.#finish(exchange, { ok: false, code: 'ENOTFOUND', why: `no host ${host}` }));
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

  #startSpan(name: string, spanKind: SpanFact['spanKind'], options: Parameters<Bridge['startSpan']>[2] = {}): OpenSpan {
    const parent = options.parent === undefined ? this.#trace : options.parent;
    this.#ids += 1;
    const hex = (digits: number): string => (this.#ids + this.#node * 65_536).toString(16).padStart(digits, '0');
    const context = { traceId: parent?.traceId ?? hex(32), spanId: hex(16) };
    const startUs = this.#world.nowUs;
    const attributes: Record<string, AttributeValue> = { ...options.attributes };
    const end = (error?: string): void => {
      const fact: SpanFact = {
        kind: 'span',
        service: 'orders',
        ...context,
        parentSpanId: parent?.spanId ?? null,
        name,
        spanKind,
        startUs,
        endUs: this.#world.nowUs,
        ok: error === undefined,
        attributes,
        ...(error === undefined ? {} : { error }),
      };
      this.#world.facts.push({ atUs: this.#world.nowUs, fact });
    };
    const set = (key: string, value: AttributeValue): void => {
      attributes[key] = value;
    };
    return { context, set, end };
  }

  #makeBridge(): Bridge {
    const unused = (): never => {
      throw new Error('pg does not use this part of the bridge');
    };
    return {
      service: 'orders',
      replica: 'orders#1',
      nowUs: () => this.#world.nowUs,
      wallMs: unused,
      random: (purpose) => this.#world.random('orders#1', purpose),
      nextId: () => {
        this.#ids += 1;
        return this.#ids;
      },
      call: (host, protocol, payload, done, options) => this.#call(host, protocol, payload, done, options),
      cancel: (exchange) => {
        if (!this.#pending.delete(exchange)) return;
        this.#world.tell({ kind: 'cancel', from: this.#node, to: 0, exchange });
      },
      after: (delayUs, run) => this.#after(delayUs, this.#trace, run),
      clear: (timer) => {
        this.#timers.delete(timer);
      },
      resume: (context, run) => {
        this.#world.schedule(0, () => this.#turn(context, run));
      },
      currentTrace: () => this.#trace,
      withTrace: (context, run) => this.#withTrace(context, run),
      startSpan: (name, kind, options) => this.#startSpan(name, kind, options),
      callerLine: () => null,
      keepLine: (run) => run,
      fact: (fact) => {
        this.#world.facts.push({ atUs: this.#world.nowUs, fact });
      },
      work: unused,
      listen: unused,
      crash: unused,
    };
  }
}
