import { EventQueue } from './event-queue/event-queue.ts';
import { FactStream } from './fact-stream.ts';
import { invariant } from './invariant.ts';
import { RandomStreams } from './random.ts';
import { smallWhole } from './exact-math/small-whole.ts';
import type { Micros, NodeId, Packet } from '../wire/packet.ts';

/** Where an event came from: with its time, its place in the order of all events. */
export interface Origin {
  readonly atUs: Micros;
  readonly source: NodeId;
  readonly sequence: number;
}

/** Anything that lives beside the kernel and gets messages. */
export interface KernelNode {
  readonly name: string;
  /** It keeps what it gets for whoever computes it elsewhere, and does nothing else with it. */
  readonly isApart?: boolean;
  receive(packet: Packet, origin: Origin): void;
}

/** An event that knows what to do when its time comes. */
export interface Fireable {
  fire(): void;
}

/** A node's own timer. */
class Timer implements Fireable {
  readonly #run: () => void;

  constructor(run: () => void) {
    this.#run = run;
  }

  fire(): void {
    this.#run();
  }
}

/** A message that arrives. */
class Delivery implements Fireable, Origin {
  readonly atUs: Micros;
  readonly source: NodeId;
  readonly sequence: number;
  readonly #simulation: Simulation;
  readonly #packet: Packet;

  constructor(simulation: Simulation, atUs: Micros, source: NodeId, sequence: number, packet: Packet) {
    this.atUs = atUs;
    this.source = source;
    this.sequence = sequence;
    this.#simulation = simulation;
    this.#packet = packet;
  }

  fire(): void {
    this.#simulation.receive(this.#packet, this);
  }
}

/**
 * Virtual time, the nodes, and what is to happen next.
 *
 * Three queues: *mail*, the messages to nodes that are computed apart; messages and timers of all others; and *control*:
 * what changes the world that all nodes share (faults, names, lives of processes). A window never reaches past the next
 * control event, so within a window the shared world stands still and every node can be computed by itself. So the mail of
 * a window is handed out first, and while whoever computes those nodes is busy, the others have their turn.
 */
export class Simulation {
  readonly seed: string;
  readonly facts = new FactStream();
  readonly #mail = new EventQueue<Fireable>();
  readonly #queue = new EventQueue<Fireable>();
  readonly #control = new EventQueue<() => void>();
  readonly #nodes: KernelNode[] = [];
  readonly #isApart: boolean[] = [];
  readonly #sequences: number[] = [];
  readonly #streams: RandomStreams[] = [];
  #nowUs = 0;
  #events = 0;
  #controlSequence = 0;
  #onArrival: ((packet: Packet, atUs: Micros) => void) | null = null;

  constructor(seed: string) {
    this.seed = seed;
  }

  get nowUs(): Micros {
    return this.#nowUs;
  }

  /** Events handled so far, by nodes beside the kernel and (as counted with `count`) elsewhere. */
  get events(): number {
    return this.#events;
  }

  count(events: number): void {
    this.#events += events;
  }

  /** Names must be unique: chance is drawn by name. */
  add(name: string, makeNode: (id: NodeId) => KernelNode): NodeId {
    const id = this.#nodes.length;
    invariant(!this.#nodes.some((node) => node.name === name), `two nodes are called ${name}`);
    this.#sequences.push(0);
    this.#streams.push(new RandomStreams(this.seed, name));
    this.facts.addNode(name);
    this.#nodes.push({ name, receive: () => invariant(false, `${name} got a message while it was made`) });
    this.replace(id, makeNode(id));
    return id;
  }

  /** Its number, its name and its facts stay; what it was may be forgotten. */
  replace(id: NodeId, node: KernelNode): void {
    this.#nodes[id] = node;
    this.#isApart[id] = node.isApart === true;
  }

  nameOf(id: NodeId): string {
    return this.#nodes[id]!.name;
  }

  get nodeCount(): number {
    return this.#nodes.length;
  }

  randomOf(id: NodeId): RandomStreams {
    return this.#streams[id]!;
  }

  /** `source` says when its message arrives; the network has decided how long that takes. */
  deliverAt(arrivesUs: Micros, source: NodeId, packet: Packet): void {
    const sequence = this.#sequences[source]!++;
    const queue = this.#isApart[packet.to] ? this.#mail : this.#queue;
    queue.push(arrivesUs, source, sequence, new Delivery(this, arrivesUs, source, sequence, packet));
  }

  /** The one who carries messages hears when each arrives, before its receiver does. */
  onArrival(hear: (packet: Packet, atUs: Micros) => void): void {
    this.#onArrival = hear;
  }

  /** A node's own timer. */
  after(node: NodeId, delayUs: Micros, run: () => void): number {
    return this.#queue.push(this.#nowUs + delayUs, node, this.#sequences[node]!++, new Timer(run));
  }

  /** The fastest kind of event: no closure, no packet. */
  fireAfter(source: NodeId, delayUs: Micros, event: Fireable): number {
    return this.#queue.push(this.#nowUs + delayUs, source, this.#sequences[source]!++, event);
  }

  /** Only for a timer that has not fired: its owner must know. */
  cancel(timer: number): void {
    this.#queue.cancel(timer);
  }

  /** Something that changes the shared world. `about` and the order of asking break ties. */
  controlAt(atUs: Micros, about: NodeId, run: () => void): void {
    this.#control.push(atUs, about, this.#controlSequence++, run);
  }

  nextUs(): Micros {
    return Math.min(this.#mail.nextUs(), this.#queue.nextUs(), this.#control.nextUs());
  }

  /** Of the messages to nodes that are computed apart. */
  nextMailUs(): Micros {
    return this.#mail.nextUs();
  }

  nextControlUs(): Micros {
    return this.#control.nextUs();
  }

  /** Everything that changes the shared world up to and including `atUs`. A window starts after it. */
  runControl(atUs: Micros): void {
    const control = this.#control;
    while (control.nextUs() <= atUs) {
      const slot = control.first();
      this.#nowUs = Math.max(this.#nowUs, control.timeOf(slot));
      const run = control.payloadOf(slot);
      control.dropFirst();
      this.#events++;
      run();
    }
  }

  /** Messages up to but not including `untilUs`, to nodes that are computed apart. Time stands where it was. */
  handOutMail(untilUs: Micros): void {
    const nowUs = this.#nowUs;
    this.#run(this.#mail, untilUs);
    this.#nowUs = nowUs;
  }

  /** Messages and timers of all other nodes, up to but not including `untilUs`. */
  runEvents(untilUs: Micros): void {
    this.#run(this.#queue, untilUs);
  }

  #run(queue: EventQueue<Fireable>, untilUs: Micros): void {
    for (let slot = queue.first(); slot >= 0; slot = queue.first()) {
      const atUs = queue.timeOf(slot);
      if (atUs >= untilUs) return;
      if (atUs < this.#nowUs) throw new Error(`invariant broken: an event at ${atUs} us came after ${this.#nowUs} us`);
      this.#nowUs = atUs;
      this.#events++;
      const event = queue.payloadOf(slot);
      queue.dropFirst();
      event.fire();
    }
  }

  /** A message has arrived where it goes. */
  receive(packet: Packet, origin: Origin): void {
    this.#onArrival?.(packet, this.#nowUs);
    this.#nodes[packet.to]!.receive(packet, origin);
  }

  /** Time moves to the end of a window even when nothing happened in it. */
  advanceTo(untilUs: Micros): void {
    if (untilUs > this.#nowUs) this.#nowUs = smallWhole(untilUs);
  }
}
