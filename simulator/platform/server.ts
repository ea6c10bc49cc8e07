import type { Fireable, KernelNode, Origin, Simulation } from '../kernel/simulation.ts';
import type { Names } from '../network/names.ts';
import type { Network } from '../network/network.ts';
import type { Fact } from '../wire/facts.ts';
import type { NodeContext, RandomStream, ServerNode, TableRows, TimerHandle } from '../wire/node-context.ts';
import type { CallPacket, FailureCode, Micros, NodeId, Packet } from '../wire/packet.ts';
import type { ServerQuestion } from '../wire/view/server-question.ts';

/** A store or broker in the fleet: gives it time, chance and the network, and stands in for it while it is down. */
export class Server implements KernelNode {
  readonly name: string;
  readonly node: NodeId;
  readonly #simulation: Simulation;
  readonly #network: Network;
  readonly #names: Names;
  readonly #node: ServerNode;
  #up = true;
  #whyDown = '';

  constructor(
    simulation: Simulation,
    network: Network,
    names: Names,
    name: string,
    node: NodeId,
    make: (context: NodeContext) => ServerNode,
  ) {
    this.#simulation = simulation;
    this.#network = network;
    this.#names = names;
    this.name = name;
    this.node = node;
    this.#node = make(new ServerContext(simulation, network, node, name));
  }

  receive(packet: Packet, origin: Origin): void {
    if (!this.#up) {
      if (packet.kind === 'call')
        this.#network.fail(origin.atUs, this.node, packet.from, packet.exchange, 'ECONNREFUSED', this.#whyDown);
      return;
    }
    if (packet.kind === 'call') this.#node.call(packet);
    else if (packet.kind === 'cancel') this.#node.cancel(packet);
    else if (packet.kind === 'disconnect') this.#node.disconnect(packet);
  }

  kill(why: string): void {
    if (!this.#up) return;
    this.#up = false;
    this.#whyDown = why;
    this.#names.setReady(this.name, this.node, false);
    this.#node.stop();
    this.#network.cut(this.#simulation.nowUs, this.node, why);
    this.#simulation.facts.report(this.#simulation.nowUs, this.node, {
      kind: 'process',
      state: 'stopped',
      reason: why,
      end: 'killed',
    });
  }

  restore(): void {
    if (this.#up) return;
    this.#up = true;
    this.#names.setReady(this.name, this.node, true);
    this.#simulation.facts.report(this.#simulation.nowUs, this.node, { kind: 'process', state: 'ready', reason: '' });
    this.#node.start();
  }

  fault(verb: string, sizes: Readonly<Record<string, unknown>>): () => void {
    return this.#node.fault(verb, sizes);
  }

  dump(): unknown {
    return this.#node.dump();
  }

  rowsOf(tables: readonly string[]): readonly TableRows[] {
    return this.#node.rowsOf?.(tables) ?? [];
  }

  replaceRows(given: readonly TableRows[], empty: boolean): void {
    this.#node.replaceRows?.(given, empty);
  }

  get isUp(): boolean {
    return this.#up;
  }

  look(question: ServerQuestion): unknown {
    return this.#node.look?.(question);
  }

  remember(moment: number | null): void {
    this.#node.remember?.(moment);
  }

  forget(before: number): void {
    this.#node.forget?.(before);
  }

  dispose(): void {
    this.#node.dispose?.();
  }
}

class ServerContext implements NodeContext {
  readonly id: NodeId;
  readonly name: string;
  readonly #simulation: Simulation;
  readonly #network: Network;

  constructor(simulation: Simulation, network: Network, id: NodeId, name: string) {
    this.#simulation = simulation;
    this.#network = network;
    this.id = id;
    this.name = name;
  }

  now(): Micros {
    return this.#simulation.nowUs;
  }

  random(purpose: string): RandomStream {
    return this.#simulation.randomOf(this.id).of(purpose);
  }

  after(delayUs: Micros, run: () => void): TimerHandle {
    const timer = new ServerTimer(run);
    timer.timer = this.#simulation.fireAfter(this.id, delayUs, timer);
    return timer;
  }

  cancel(handle: TimerHandle): void {
    const timer = handle as ServerTimer;
    if (timer.timer >= 0) this.#simulation.cancel(timer.timer);
    timer.timer = -1;
  }

  answer(call: CallPacket, payload: unknown): void {
    this.#network.answer(this.#simulation.nowUs, this.id, call.from, call.exchange, payload);
  }

  fail(call: CallPacket, code: FailureCode, why: string): void {
    this.#network.fail(this.#simulation.nowUs, this.id, call.from, call.exchange, code, why);
  }

  fact(fact: Fact): void {
    this.#simulation.facts.report(this.#simulation.nowUs, this.id, fact);
  }
}

/** The event and its own handle in one: every call to a server sets a timer, and most set two. */
class ServerTimer implements Fireable, TimerHandle {
  timer = -1;
  readonly #run: () => void;

  constructor(run: () => void) {
    this.#run = run;
  }

  fire(): void {
    this.timer = -1;
    this.#run();
  }
}
