import { leastCostUs } from '../machine/least-cost.ts';
import { HostPromise } from './host-promise.ts';
import type { InstanceHost, InstancePort, Usage } from './instance-port.ts';
import type {
  InstanceEffect,
  InstanceEvent,
  InstanceInput,
  ProcessSpec,
  WindowResult,
} from '../wire/instance-events.ts';
import type { Micros, NodeId } from '../wire/packet.ts';

/** Control comes before any message of the same moment. */
const controlSource: NodeId = -1;

const nothing: readonly InstanceEffect[] = [];

/** The kernel's side of a process that runs code: what it has yet to be told, and when it next wants to run. */
export class InstanceSeat {
  readonly node: NodeId;
  readonly replica: string;
  /** When it next has something to do; asked in every window of every seat, so it is kept and not worked out. */
  nextUs: Micros = Infinity;
  readonly #host: InstanceHost;
  #port: InstancePort | null = null;
  #inbox: InstanceEvent[] = [];
  #effects = nothing;
  #controls = 0;
  #leastCostUs: Micros = 0;
  /** How many calls it may hear of late. */
  #room = 0;
  /** Something in its inbox is not one of those. */
  #isUrgent = false;

  constructor(node: NodeId, replica: string, host: InstanceHost) {
    this.node = node;
    this.replica = replica;
    this.#host = host;
  }

  /**
   * Messages come in the order of all events, as the kernel takes them from its queue. A process hears of a call that it will
   * take without a word when something can come of it: to tell it before would be a window for nothing.
   */
  push(event: InstanceEvent): void {
    this.#inbox.push(event);
    const isForLater = event.kind === 'call' && this.#room-- > 0;
    this.#isUrgent ||= !isForLater;
    const dueUs = isForLater ? event.atUs + this.#leastCostUs : event.atUs;
    if (dueUs < this.nextUs) this.nextUs = dueUs;
  }

  /** Calls that it was not told of yet are all that it has to hear. */
  get isHoldingCalls(): boolean {
    return this.#inbox.length > 0 && !this.#isUrgent;
  }

  control(atUs: Micros, input: InstanceInput): void {
    if (input.kind === 'start') this.#begin(input.spec);
    this.push({ atUs, source: controlSource, sequence: this.#controls++, ...input });
  }

  /** What comes of it is there to be taken when the promise, if there is one, is kept. */
  window(untilUs: Micros): Promise<void> | null {
    const fromUs = this.nextUs;
    const events = this.#inbox;
    this.#inbox = [];
    this.#isUrgent = false;
    this.#port ??= this.#host.open(this.node, this.replica);
    const result = this.#port.window(untilUs, events, fromUs);
    if (result instanceof HostPromise) return result.then((settled) => this.#keep(settled));
    this.#keep(result);
    return null;
  }

  usage(): Usage | null | Promise<Usage | null> {
    return this.#port?.usage?.() ?? null;
  }

  /** What the process did in its last window. */
  takeEffects(): readonly InstanceEffect[] {
    const effects = this.#effects;
    this.#effects = nothing;
    return effects;
  }

  #keep(result: WindowResult): void {
    this.nextUs = result.nextWakeUs ?? Infinity;
    this.#room = result.room;
    this.#effects = result.effects;
  }

  /** A new life begins in a new realm: nothing that the last one changed may be left. */
  #begin(spec: ProcessSpec | null): void {
    this.#inbox = [];
    this.#room = 0;
    this.#leastCostUs = spec ? leastCostUs(spec) : 0;
    this.dispose();
  }

  dispose(): void {
    this.#port?.dispose();
    this.#port = null;
    this.nextUs = Infinity;
  }
}
