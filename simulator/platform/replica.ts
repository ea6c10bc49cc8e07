import { callPacket, cancelPacket } from '../network/packets.ts';
import { arrivalOf } from './arrival.ts';
import { restartDelayUs } from './restart-policy.ts';
import type { Sidecar } from './sidecar/sidecar.ts';
import type { InstanceSeat } from './instance-seat.ts';
import type { Sampler } from '../kernel/distributions.ts';
import type { KernelNode, Origin, Simulation } from '../kernel/simulation.ts';
import type { Names } from '../network/names.ts';
import type { Network } from '../network/network.ts';
import type { ProcessFact, ProcessState, ProcessEnd } from '../wire/facts.ts';
import type { InstanceEffect, ProcessSpec } from '../wire/instance-events.ts';
import type { Micros, NodeId, Packet } from '../wire/packet.ts';

export interface ReplicaWorld {
  readonly simulation: Simulation;
  readonly network: Network;
  readonly names: Names;
  /** Nothing that a process does is known to the rest of the world sooner: a window is this long. */
  readonly soonestUs: Micros;
}

/** The life of one process, seen from outside: started, ready, crashed, restarted, killed. */
export class Replica implements KernelNode {
  readonly name: string;
  readonly node: NodeId;
  readonly process: string;
  readonly services: readonly string[];
  /** Why it is in its state; empty where there is nothing to say. */
  reason = '';
  readonly #world: ReplicaWorld;
  readonly #seat: InstanceSeat;
  readonly #startup: Sampler;
  #spec: ProcessSpec;
  #exitCode: number | null = null;
  #state: ProcessState = 'stopped';
  #whyDown = 'it has not been started';
  #incarnation = 0;
  #crashesInARow = 0;
  #startedUs = 0;
  /** This life is known to end before it does anything. */
  #stillbornLife = -1;
  /** Every change of life makes plans of an earlier one void. */
  #life = 0;
  readonly #faults = new Map<number, { readonly verb: string; readonly sizes: Readonly<Record<string, unknown>> }>();
  #peers = new Map<NodeId, string>();
  readonly #sidecars = new Map<string, Sidecar>();
  /** Calls that a sidecar holds, so that giving one up reaches it. */
  readonly #guarded = new Map<number, NodeId>();
  readonly #answered: { readonly exchange: number; readonly atUs: Micros }[] = [];

  constructor(world: ReplicaWorld, seat: InstanceSeat, spec: ProcessSpec, startup: Sampler) {
    this.#world = world;
    this.#seat = seat;
    this.#spec = spec;
    this.#startup = startup;
    this.name = spec.replica;
    this.node = seat.node;
    this.process = spec.process;
    this.services = spec.services.map((service) => service.name);
  }

  addSidecar(sidecar: Sidecar): void {
    this.#sidecars.set(sidecar.service, sidecar);
  }

  /** Itself and what shares its machine: a cut network cuts them all. */
  get nodes(): readonly NodeId[] {
    return [this.node, ...[...this.#sidecars.values()].map((sidecar) => sidecar.node)];
  }

  get state(): ProcessState {
    return this.#state;
  }

  /** With what its last life ended; null while none has. An end that chose no code counts as 1. */
  get exitCode(): number | null {
    return this.#exitCode;
  }

  get spec(): ProcessSpec {
    return this.#spec;
  }

  /** The first start of a run takes no time: the fleet is there when the clock starts. */
  start(options: { readonly atOnce?: boolean; readonly spec?: ProcessSpec } = {}): void {
    if (this.#isUp()) return;
    if (options.spec) this.#spec = options.spec;
    for (const [id, { verb }] of this.#faults) if (verb === 'hang') this.#faults.delete(id);
    const life = ++this.#life;
    const simulation = this.#world.simulation;
    this.#become('starting', '');
    const startUs = simulation.nowUs + (options.atOnce ? 0 : this.#startup());
    simulation.controlAt(startUs, this.node, () => {
      if (life !== this.#life) return;
      this.#startedUs = startUs;
      if (this.#stillbornLife === life) return;
      this.#seat.control(startUs, { kind: 'start', incarnation: this.#incarnation++, spec: this.#spec });
      for (const [id, { verb, sizes }] of this.#faults)
        this.#seat.control(startUs, { kind: 'control', verb, id, sizes });
    });
  }

  /** Power off: no goodbye. It stays down until started again. */
  kill(why: string, end: ProcessEnd = 'killed'): void {
    if (this.#state === 'stopped') return;
    const wasUp = this.#isUp();
    this.#life++;
    if (wasUp) {
      this.#seat.control(this.#world.simulation.nowUs, { kind: 'kill', why });
      this.#cut(why);
    }
    this.#whyDown = why;
    this.#become('stopped', why, { end });
  }

  /** As if it had ended by itself just now: a replay knows what a host found out. */
  endFromOutside(end: ProcessEnd, reason: string): void {
    if (!this.#isUp()) return;
    const { nowUs } = this.#world.simulation;
    this.#stillbornLife = this.#life;
    this.#seat.control(nowUs, { kind: 'kill', why: reason });
    this.#later(nowUs, () => this.#ended(end, reason));
  }

  /** No new work; what is in hand may finish within the grace. */
  stop(why: string, graceUs: Micros): void {
    if (!this.#isUp()) return this.kill(why);
    this.#setReady(false);
    this.#whyDown = why;
    this.#become('draining', why);
    this.#seat.control(this.#world.simulation.nowUs, { kind: 'stop', graceUs });
  }

  /** A program that waits for what will never come ends now. */
  finish(): void {
    this.#seat.control(this.#world.simulation.nowUs, { kind: 'finish' });
  }

  /** A fault of its body (none with null). It outlasts a restart: what leaks leaks again. Only a hang is cured by one. */
  control(verb: string, id: number, sizes: Readonly<Record<string, unknown>> | null): void {
    if (sizes === null) this.#faults.delete(id);
    else this.#faults.set(id, { verb, sizes });
    this.#seat.control(this.#world.simulation.nowUs, { kind: 'control', verb, id, sizes });
  }

  receive(packet: Packet, origin: Origin): void {
    if (!this.#isUp()) {
      if (packet.kind === 'call') {
        this.#world.network.fail(origin.atUs, this.node, packet.from, packet.exchange, 'ECONNREFUSED', this.#whyDown);
      }
      return;
    }
    if (packet.kind === 'answer') this.#noteAnswered(packet.exchange, origin.atUs);
    const arrival = arrivalOf(packet, origin);
    if (arrival) this.#seat.push(arrival);
  }

  /** What the process did in a window that has ended. */
  effect(effect: InstanceEffect): void {
    const { network, simulation } = this.#world;
    switch (effect.kind) {
      case 'call':
        return this.#call(effect);
      case 'cancel':
        return this.#cancel(effect.atUs, effect.exchange);
      case 'answer':
        return network.answer(effect.atUs, this.node, effect.to, effect.exchange, effect.payload);
      case 'refuse':
        return network.fail(effect.atUs, this.node, effect.to, effect.exchange, effect.code, effect.why);
      case 'fact':
        return simulation.facts.report(effect.atUs, this.node, effect.fact);
      case 'ready':
        return this.#later(effect.atUs, () => this.#nowReady());
      case 'end':
        this.#exitCode = effect.exitCode ?? 1;
        if (effect.crashPoint !== undefined) this.#faults.delete(effect.crashPoint);
        return this.#later(effect.atUs, () => this.#ended(effect.end, effect.reason));
    }
  }

  #call(effect: InstanceEffect & { kind: 'call' }): void {
    const { network, simulation, soonestUs } = this.#world;
    const { atUs, exchange, service, host, protocol, payload, trace } = effect;
    const from = this.node;
    if (protocol !== 'http') this.#rememberPeer(host, service);
    const sidecar = protocol === 'http' ? this.#sidecars.get(service) : undefined;
    if (!sidecar?.guards(host))
      return network.call(atUs, { from, callerName: service, host, exchange, protocol, payload, trace });
    this.#guarded.set(exchange, sidecar.node);
    simulation.deliverAt(atUs + soonestUs, from, callPacket(from, sidecar.node, exchange, protocol, payload, trace));
  }

  /** Within the window it may yet show that the process had given this call up before: only later is it forgotten. */
  #noteAnswered(exchange: number, atUs: Micros): void {
    if (this.#guarded.size === 0) return;
    for (
      let first = this.#answered[0];
      first && first.atUs + this.#world.soonestUs <= atUs;
      first = this.#answered[0]
    ) {
      this.#guarded.delete(first.exchange);
      this.#answered.shift();
    }
    if (this.#guarded.has(exchange)) this.#answered.push({ exchange, atUs });
  }

  #cancel(atUs: Micros, exchange: number): void {
    const { network, simulation, soonestUs } = this.#world;
    const sidecar = this.#guarded.get(exchange);
    if (sidecar === undefined) return network.cancel(atUs, this.node, exchange);
    this.#guarded.delete(exchange);
    simulation.deliverAt(atUs + soonestUs, this.node, cancelPacket(this.node, sidecar, exchange));
  }

  #later(atUs: Micros, run: () => void): void {
    const life = this.#life;
    this.#world.simulation.controlAt(atUs + this.#world.soonestUs, this.node, () => {
      if (life === this.#life) run();
    });
  }

  #nowReady(): void {
    if (this.#state !== 'starting') return;
    this.#become('ready', '');
    this.#setReady(true);
  }

  #ended(end: ProcessEnd, reason: string): void {
    const { simulation } = this.#world;
    const draining = this.#state === 'draining';
    const life = ++this.#life;
    this.#cut(reason);
    this.#whyDown = reason;
    if (draining) return this.#become('stopped', reason, { end });
    this.#become('crashed', reason, { end });
    this.#crashesInARow = simulation.nowUs - this.#startedUs > 600_000_000 ? 1 : this.#crashesInARow + 1;
    const restartAtUs = simulation.nowUs + restartDelayUs(this.#crashesInARow);
    this.#become('waiting to restart', reason, { restartAtUs });
    simulation.controlAt(restartAtUs, this.node, () => {
      if (life === this.#life) this.start();
    });
  }

  #cut(why: string): void {
    const { network, simulation } = this.#world;
    this.#setReady(false);
    network.cut(simulation.nowUs, this.node, why);
    for (const [peer, service] of this.#peers) network.disconnect(simulation.nowUs, this.node, service, peer);
    this.#peers.clear();
    this.#guarded.clear();
    for (const sidecar of this.#sidecars.values()) sidecar.clear();
  }

  #rememberPeer(host: string, service: string): void {
    for (const node of this.#world.names.readyNodes(host)) if (!this.#peers.has(node)) this.#peers.set(node, service);
  }

  #setReady(ready: boolean): void {
    for (const service of this.services) this.#world.names.setReady(service, this.node, ready);
  }

  #isUp(): boolean {
    return this.#state === 'starting' || this.#state === 'ready' || this.#state === 'draining';
  }

  #become(state: ProcessState, reason: string, more: Partial<ProcessFact> = {}): void {
    this.#state = state;
    this.reason = reason;
    const { facts, nowUs } = this.#world.simulation;
    facts.report(nowUs, this.node, { kind: 'process', state, reason, ...more });
  }
}
