import { arrivalOf } from './arrival.ts';
import { restartDelayUs } from './restart-policy.ts';
import { ProcessSockets } from './process-sockets.ts';
import type { Sidecar } from './sidecar/sidecar.ts';
import type { InstanceSeat } from './instance-seat.ts';
import type { Sampler } from '../kernel/distributions.ts';
import type { KernelNode, Origin } from '../kernel/simulation.ts';
import type { SocketWorld } from './process-sockets.ts';
import type { ProcessFact, ProcessState } from '../wire/facts.ts';
import type { InstanceEffect, ProcessEnd, ProcessSpec } from '../wire/instance-events.ts';
import type { Micros, NodeId, Packet } from '../wire/packet.ts';

export interface ReplicaWorld extends SocketWorld {
  /** It is in another state than before. */
  changed(replica: Replica): void;
  /** It has left for good, and its node with it. */
  gone(replica: Replica): void;
  /** A fault that was to strike once has struck it. */
  struck(replica: Replica, fault: number): void;
}

/** Why a replica leaves for good. */
type Retirement = { readonly end: 'deploy' | 'scaled down'; readonly why: string };

/** A load balancer waits so long for what a process has in hand, and the process then has as long again for what it does by itself. */
const graceUs = 10_000_000;
const lookEveryUs = 50_000;

/** The life of one process, seen from outside: started, ready, crashed, restarted, killed. */
export class Replica implements KernelNode {
  readonly name: string;
  readonly isApart = true;
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
  readonly #sockets: ProcessSockets;
  #retirement: Retirement | null = null;

  constructor(world: ReplicaWorld, seat: InstanceSeat, spec: ProcessSpec, startup: Sampler) {
    this.#world = world;
    this.#seat = seat;
    this.#spec = spec;
    this.#startup = startup;
    this.name = spec.replica;
    this.node = seat.node;
    this.#sockets = new ProcessSockets(world, seat.node);
    this.process = spec.process;
    this.services = spec.services.map((service) => service.name);
  }

  addSidecar(sidecar: Sidecar): void {
    this.#sockets.guarded.add(sidecar);
  }

  get sidecars(): readonly Sidecar[] {
    return this.#sockets.guarded.all;
  }

  get isRetiring(): boolean {
    return this.#retirement !== null;
  }

  /** Itself and what shares its machine: a cut network cuts them all. */
  owns(node: NodeId): boolean {
    return node === this.node || this.#sockets.guarded.owns(node);
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
    if (this.#isUp() || this.#retirement) return;
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
    if (this.#retirement) return this.#leave();
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

  /** Out of service for good. What it has in hand may end; one that serves nobody goes at once. */
  retire(end: Retirement['end'], why: string): void {
    if (this.#retirement) return;
    this.#retirement = { end, why };
    if (this.#state !== 'ready') return this.#leave();
    for (const service of this.services) this.#world.names.leave(service, this.node);
    this.#whyDown = why;
    this.#become('draining', why);
    this.#drain(this.#world.simulation.nowUs + graceUs);
  }

  /** As a load balancer does it: nobody new comes, what is in hand ends, and then the process is told to stop. */
  #drain(untilUs: Micros): void {
    const { network, simulation } = this.#world;
    const { nowUs } = simulation;
    if (nowUs < untilUs && network.exchanges.isBusy(this.node))
      return this.#plan(nowUs + lookEveryUs, () => this.#drain(untilUs));
    this.#seat.control(nowUs, { kind: 'stop', graceUs });
    // A process that hangs does not count its grace.
    this.#plan(nowUs + graceUs + lookEveryUs, () => this.#leave());
  }

  #leave(): void {
    const { end, why } = this.#retirement!;
    if (this.#isUp()) this.#cut(why);
    this.#life++;
    this.#whyDown = why;
    this.#become('stopped', why, { end });
    this.#world.gone(this);
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

  /** What was wrong with the process before this one of its replicas came. */
  inherit(verb: string, id: number, sizes: Readonly<Record<string, unknown>>): void {
    this.#faults.set(id, { verb, sizes });
  }

  receive(packet: Packet, origin: Origin): void {
    if (!this.#isUp()) {
      if (packet.kind === 'call') {
        this.#world.network.fail(origin.atUs, this.node, packet.from, packet.exchange, 'ECONNREFUSED', this.#whyDown);
      }
      return;
    }
    if (packet.kind === 'answer') this.#sockets.guarded.noteAnswered(packet.exchange, origin.atUs);
    const arrival = arrivalOf(packet, origin);
    if (arrival) this.#seat.push(arrival);
  }

  /** What the process did in a window that has ended. */
  effect(effect: InstanceEffect): void {
    const { network, simulation } = this.#world;
    switch (effect.kind) {
      case 'call':
        return this.#sockets.call(effect);
      case 'cancel':
        return this.#sockets.cancel(effect.atUs, effect.exchange);
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
        if (effect.crashPoint !== undefined) this.#strike(effect.crashPoint);
        return this.#later(effect.atUs, () => this.#ended(effect.end, effect.reason));
    }
  }

  #strike(fault: number): void {
    this.#faults.delete(fault);
    this.#world.struck(this, fault);
  }

  #later(atUs: Micros, run: () => void): void {
    this.#plan(atUs + this.#world.lookahead.soonestUs, run);
  }

  /** Unless its life has changed by then. */
  #plan(atUs: Micros, run: () => void): void {
    const life = this.#life;
    this.#world.simulation.controlAt(atUs, this.node, () => {
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
    this.#life++;
    this.#cut(reason);
    if (this.#retirement) return this.#leave();
    this.#whyDown = reason;
    if (draining) return this.#become('stopped', reason, { end });
    this.#become('crashed', reason, { end });
    this.#crashesInARow = simulation.nowUs - this.#startedUs > 600_000_000 ? 1 : this.#crashesInARow + 1;
    const restartAtUs = simulation.nowUs + restartDelayUs(this.#crashesInARow);
    this.#become('waiting to restart', reason, { restartAtUs });
    this.#plan(restartAtUs, () => this.start());
  }

  #cut(why: string): void {
    this.#setReady(false);
    this.#sockets.cut(why);
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
    this.#world.changed(this);
  }
}
