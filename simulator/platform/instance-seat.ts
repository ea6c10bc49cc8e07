import { HostPromise } from './host-promise.ts';
import type { InstanceHost, InstancePort, Usage } from './instance-port.ts';
import type { InstanceEffect, InstanceEvent, InstanceInput, WindowResult } from '../wire/instance-events.ts';
import type { Micros, NodeId } from '../wire/packet.ts';

/** Control comes before any message of the same moment. */
const controlSource: NodeId = -1;

/** The kernel's side of a process that runs code: what it has yet to be told, and when it next wants to run. */
export class InstanceSeat {
  readonly node: NodeId;
  readonly replica: string;
  readonly #host: InstanceHost;
  #port: InstancePort | null = null;
  #inbox: InstanceEvent[] = [];
  #nextWakeUs: Micros = Infinity;
  #controls = 0;

  constructor(node: NodeId, replica: string, host: InstanceHost) {
    this.node = node;
    this.replica = replica;
    this.#host = host;
  }

  /** Messages come in the order of all events, as the kernel takes them from its queue. */
  push(event: InstanceEvent): void {
    this.#inbox.push(event);
  }

  control(atUs: Micros, input: InstanceInput): void {
    if (input.kind === 'start') this.#clear();
    this.#inbox.push({ atUs, source: controlSource, sequence: this.#controls++, ...input });
  }

  nextUs(): Micros {
    const first = this.#inbox[0];
    return first ? Math.min(first.atUs, this.#nextWakeUs) : this.#nextWakeUs;
  }

  window(untilUs: Micros): readonly InstanceEffect[] | Promise<readonly InstanceEffect[]> {
    const fromUs = this.nextUs();
    const events = this.#inbox;
    this.#inbox = [];
    this.#port ??= this.#host.open(this.node, this.replica);
    const result = this.#port.window(untilUs, events, fromUs);
    return result instanceof HostPromise ? result.then((settled) => this.#take(settled)) : this.#take(result);
  }

  usage(): Usage | null | Promise<Usage | null> {
    return this.#port?.usage?.() ?? null;
  }

  #take(result: WindowResult): readonly InstanceEffect[] {
    this.#nextWakeUs = result.nextWakeUs ?? Infinity;
    return result.effects;
  }

  /** A new life begins in a new realm: nothing that the last one changed may be left. */
  #clear(): void {
    this.#inbox = [];
    this.dispose();
  }

  dispose(): void {
    this.#port?.dispose();
    this.#port = null;
    this.#nextWakeUs = Infinity;
  }
}
