import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { epochMs } from '../../fleet/world/epoch.ts';
import { Spans } from '../../runtime/instance/spans.ts';
import { KeptLine } from '../../runtime/jobs/kept-line.ts';
import { callerLine } from './caller-line.ts';
import { GuestNode } from './guest-node.ts';
import type { Run } from '../../run/run.ts';
import type { Bridge } from '../../wire/bridge.ts';
import type { Fact } from '../../wire/facts.ts';
import type { Micros } from '../../wire/packet.ts';
import type { TraceContext } from '../../wire/trace-context.ts';

/** The name of its node; services reach it under its own name, as each other. */
const nodeName = 'guest';

/**
 * This Node process and the simulated world that it is in. Its code is not lowered: it runs on the engine's promises, and
 * the world stands still while it runs. Another world may take the first one's place; the bridge stays the same.
 */
export class Guest {
  readonly service: string;
  readonly bridge: Bridge;
  /** Called when there is something new for the clock to do. */
  onActivity: () => void = () => {};
  readonly #lines = new KeptLine(callerLine);
  readonly #trace = new AsyncLocalStorage<TraceContext | null>();
  #run: Run;
  #node: GuestNode;
  #spans: Spans;
  #numbers = 0;

  constructor(service: string, run: Run) {
    this.service = service;
    this.#run = run;
    this.#node = this.#settle(run);
    this.#spans = this.#spansOf();
    this.bridge = this.#makeBridge();
  }

  get run(): Run {
    return this.#run;
  }

  get node(): GuestNode {
    return this.#node;
  }

  /** Everything from now on happens there; its clock stands where that world's clock stands. */
  moveTo(run: Run): void {
    const before = this.#node;
    this.#run.dispose();
    this.#run = run;
    this.#node = this.#settle(run);
    this.#spans = this.#spansOf();
    before.moveTo(this.#node);
    this.#announce();
    this.onActivity();
  }

  #settle(run: Run): GuestNode {
    const { world } = run;
    let made: GuestNode | null = null;
    world.simulation.add(nodeName, (node) => {
      const nextNumber = (): number => ++this.#numbers;
      made = new GuestNode(world, node, { name: nodeName, service: this.service, nextNumber });
      world.names.declare(this.service, [node]);
      return made;
    });
    return made!;
  }

  #spansOf(): Spans {
    const random = this.#run.world.simulation.randomOf(this.#node.node).of('trace');
    return new Spans(
      random,
      () => this.#node.nowUs,
      (fact) => this.#fact(fact),
    );
  }

  #fact(fact: Fact): void {
    this.#run.world.simulation.facts.report(this.#node.nowUs, this.#node.node, fact);
  }

  #announce(): void {
    this.#run.world.names.setReady(this.service, this.#node.node, this.#node.handler !== null);
  }

  #after(delayUs: Micros, run: () => void): number {
    const timer = this.#node.after(delayUs, AsyncResource.bind(run));
    this.onActivity();
    return timer;
  }

  #makeBridge(): Bridge {
    const current = (): TraceContext | null => this.#trace.getStore() ?? null;
    return {
      service: this.service,
      replica: `${this.service}#1`,
      nowUs: () => this.#node.nowUs,
      wallMs: () => epochMs + Math.floor(this.#node.nowUs / 1000),
      random: (purpose) => this.#run.world.simulation.randomOf(this.#node.node).of(purpose),
      nextId: () => ++this.#numbers,
      call: (host, protocol, payload, done, options = {}) => {
        const trace = options.trace === undefined ? current() : options.trace;
        const exchange = this.#node.call({ host, protocol, payload, trace, done: AsyncResource.bind(done) });
        this.onActivity();
        return exchange;
      },
      cancel: (exchange) => this.#node.cancel(exchange),
      after: (delayUs, run) => this.#after(delayUs, run),
      clear: (timer) => this.#node.clear(timer),
      resume: (context, run) => void this.#after(0, () => this.#trace.run(context, run)),
      currentTrace: current,
      withTrace: (context, run) => this.#trace.run(context, run),
      startSpan: (name, kind, { attributes, links, parent = current() } = {}) =>
        this.#spans.start({
          service: this.service,
          name,
          kind,
          parent,
          startUs: this.#node.nowUs,
          line: kind === 'client' || kind === 'producer' ? this.#lines.now() : null,
          ...(attributes && { attributes }),
          ...(links && { links }),
        }),
      callerLine: () => this.#lines.now(),
      keepLine: (run) => this.#lines.keep(run),
      fact: (fact) => this.#fact(fact),
      work: (_route, then) => void this.#after(0, then),
      listen: (handler) => this.#listen(handler),
      crash: (error) => {
        setImmediate(() => {
          throw error;
        });
      },
    };
  }

  #listen(handler: NonNullable<GuestNode['handler']>): { close(): void } {
    this.#node.handler = handler;
    this.#announce();
    return {
      close: () => {
        if (this.#node.handler !== handler) return;
        this.#node.handler = null;
        this.#announce();
      },
    };
  }
}
