import type { KernelNode } from '../../kernel/simulation.ts';
import type { CallOutcome, RequestHandler } from '../../wire/bridge.ts';
import type { HttpRequest, HttpResponse } from '../../wire/http.ts';
import type { CallPacket, Micros, NodeId, Packet, Protocol } from '../../wire/packet.ts';
import type { TraceContext } from '../../wire/trace-context.ts';
import type { World } from '../../fleet/world/world.ts';

interface GuestTimer {
  readonly dueUs: Micros;
  /** null once it is due and waits for its turn. */
  kernelTimer: number | null;
  readonly run: () => void;
}

export interface GuestCall {
  readonly host: string;
  readonly protocol: Protocol;
  readonly payload: unknown;
  readonly trace: TraceContext | null;
  readonly done: (outcome: CallOutcome) => void;
}

/**
 * This very Node process as a node of a simulated world. What happens to it waits in an inbox, because its code runs on
 * promises of the engine, which nobody can drain from inside: the clock hands things out one by one.
 */
export class GuestNode implements KernelNode {
  readonly name: string;
  readonly node: NodeId;
  handler: RequestHandler | null = null;
  readonly #world: World;
  readonly #service: string;
  readonly #nextNumber: () => number;
  readonly #inbox: (() => void)[] = [];
  readonly #waiting = new Map<number, (outcome: CallOutcome) => void>();
  readonly #timers = new Map<number, GuestTimer>();
  readonly #aborts = new Map<string, () => void>();

  /** Numbers of calls and timers are the process's own: they hold in every world that it goes into. */
  constructor(
    world: World,
    node: NodeId,
    as: { readonly name: string; readonly service: string; readonly nextNumber: () => number },
  ) {
    this.#world = world;
    this.node = node;
    this.name = as.name;
    this.#service = as.service;
    this.#nextNumber = as.nextNumber;
  }

  get nowUs(): Micros {
    return this.#world.simulation.nowUs;
  }

  /** What is due now, the oldest first. */
  take(): (() => void) | undefined {
    return this.#inbox.shift();
  }

  get hasDue(): boolean {
    return this.#inbox.length > 0;
  }

  get waitingCalls(): number {
    return this.#waiting.size;
  }

  /** Something may still happen to it. */
  get expects(): boolean {
    return this.#waiting.size > 0 || this.#timers.size > 0 || this.handler !== null;
  }

  /** When its timers are due, the next one first. */
  get timersDueUs(): readonly Micros[] {
    return [...this.#timers.values()].map((timer) => timer.dueUs).sort((left, right) => left - right);
  }

  call({ done, ...call }: GuestCall): number {
    const exchange = this.#nextNumber();
    this.#waiting.set(exchange, done);
    const { network, simulation } = this.#world;
    network.call(simulation.nowUs, { ...call, from: this.node, callerName: this.#service, exchange });
    return exchange;
  }

  cancel(exchange: number): void {
    if (this.#waiting.delete(exchange)) this.#world.network.cancel(this.nowUs, this.node, exchange);
  }

  after(delayUs: Micros, run: () => void): number {
    const number = this.#nextNumber();
    this.#arm(number, delayUs, run);
    return number;
  }

  #arm(number: number, delayUs: Micros, run: () => void): void {
    const due = Math.max(0, Math.round(delayUs));
    const timer: GuestTimer = { dueUs: this.nowUs + due, kernelTimer: null, run };
    timer.kernelTimer = this.#world.simulation.after(this.node, due, () => {
      timer.kernelTimer = null;
      // Whoever runs before it in the same moment may still call it off.
      this.#inbox.push(() => {
        if (this.#timers.delete(number)) run();
      });
    });
    this.#timers.set(number, timer);
  }

  clear(number: number): void {
    const timer = this.#timers.get(number);
    if (timer?.kernelTimer != null) this.#world.simulation.cancel(timer.kernelTimer);
    this.#timers.delete(number);
  }

  /** Timers go along into another world, as far ahead as they were; what this one was asked will not be answered. */
  moveTo(other: GuestNode): void {
    other.handler = this.handler;
    for (const [number, { dueUs, run }] of [...this.#timers]) {
      this.clear(number);
      other.#arm(number, dueUs - this.nowUs, run);
    }
    const why = `${this.#service} has gone over into another fleet`;
    for (const done of this.#waiting.values()) other.#inbox.push(() => done({ ok: false, code: 'ECONNRESET', why }));
    this.#waiting.clear();
  }

  receive(packet: Packet): void {
    if (packet.kind === 'call') this.#inbox.push(() => this.#answer(packet));
    else if (packet.kind === 'cancel') this.#inbox.push(() => this.#aborts.get(keyOf(packet))?.());
    else if (packet.kind === 'answer') this.#settle(packet.exchange, { ok: true, payload: packet.payload });
    else if (packet.kind === 'failure')
      this.#settle(packet.exchange, { ok: false, code: packet.code, why: packet.why });
  }

  #settle(exchange: number, outcome: CallOutcome): void {
    this.#inbox.push(() => {
      const done = this.#waiting.get(exchange);
      this.#waiting.delete(exchange);
      done?.(outcome);
    });
  }

  #answer(packet: CallPacket): void {
    const { network } = this.#world;
    const { handler } = this;
    if (!handler) {
      const why = `${this.#service} does not listen`;
      return network.fail(this.nowUs, this.node, packet.from, packet.exchange, 'ECONNREFUSED', why);
    }
    const aborts: (() => void)[] = [];
    this.#aborts.set(keyOf(packet), () => aborts.forEach((run) => run()));
    const respond = (response: HttpResponse): void => {
      if (this.#aborts.delete(keyOf(packet)))
        network.answer(this.nowUs, this.node, packet.from, packet.exchange, response);
    };
    handler(packet.payload as HttpRequest, respond, (run) => aborts.push(run));
  }
}

function keyOf({ from, exchange }: { readonly from: NodeId; readonly exchange: number }): string {
  return `${from}/${exchange}`;
}
