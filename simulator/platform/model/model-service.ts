import { samplerOf } from '../../kernel/distributions.ts';
import { Sketch } from '../../kernel/sketch.ts';
import { ModelCall } from './model-call.ts';
import { ModelRoute } from './model-route.ts';
import type { ModelAsker } from './model-call.ts';
import type { Sampler } from '../../kernel/distributions.ts';
import type { Hash } from '../../kernel/hash.ts';
import type { KernelNode, Simulation } from '../../kernel/simulation.ts';
import type { Network } from '../../network/network.ts';
import type { DistributionSpec } from '../../wire/distribution-spec.ts';
import type { RandomStream } from '../../wire/node-context.ts';
import type { NodeId, Packet } from '../../wire/packet.ts';

export interface ModelSpec {
  readonly name: string;
  readonly latency: DistributionSpec;
  readonly errors: number;
  readonly calls: readonly (readonly string[])[];
  readonly concurrency: number;
  readonly queue: number;
}

/** Other models by name, for the short way; null for services with code. */
export type FindModel = (name: string) => ModelService | null;

/** A service without code, inside the kernel: a queue, servers, a latency, and calls to others while the slot is held. */
export class ModelService implements KernelNode {
  readonly name: string;
  readonly node: NodeId;
  readonly #spec: ModelSpec;
  readonly #simulation: Simulation;
  readonly #network: Network;
  readonly #find: FindModel;
  readonly #hash: Hash;
  readonly #latency: Sampler;
  readonly #errors: RandomStream;
  readonly #durations = new Sketch();
  /** The queue, from its head to its tail. */
  #head: ModelCall | null = null;
  #tail: ModelCall | null = null;
  #queued = 0;
  /** Calls that are over, to be used again. */
  #free: ModelCall | null = null;
  readonly #outside = new Map<number, ModelCall>();
  /** Where its calls go, group by group: by the short way, or to the host of this name. */
  #targets: (readonly (ModelRoute | string)[])[] | null = null;
  #serving = 0;
  #failed = 0;
  #exchange = 0;

  constructor(simulation: Simulation, network: Network, node: NodeId, spec: ModelSpec, find: FindModel) {
    this.name = spec.name;
    this.node = node;
    this.#spec = spec;
    this.#simulation = simulation;
    this.#network = network;
    this.#find = find;
    this.#hash = simulation.facts.hashOf(node);
    this.#latency = samplerOf(spec.latency, simulation.randomOf(node).of('latency'));
    this.#errors = simulation.randomOf(node).of('errors');
  }

  receive(packet: Packet): void {
    if (packet.kind === 'call') return this.#receiveCall(packet.from, packet.exchange);
    if (packet.kind !== 'answer' && packet.kind !== 'failure') return;
    const call = this.#outside.get(packet.exchange);
    if (!call) return;
    this.#outside.delete(packet.exchange);
    this.returned(call, packet.kind === 'failure' || (packet.payload as { status: number }).status >= 500);
  }

  /** The short way from this caller, whatever it calls itself on the link. */
  routeFrom(caller: NodeId, callerName: string): ModelRoute {
    const there = this.#network.samplerBetween(caller, callerName, this.name);
    return new ModelRoute(this, there, this.#network.samplerBetween(this.node, this.name, callerName));
  }

  /** A call by the short way. */
  callBy(route: ModelRoute, source: NodeId, asker: ModelAsker): void {
    const call = this.#newCall(asker, route);
    const wayUs = route.there();
    if (wayUs === 0) this.arrive(call);
    else this.#simulation.fireAfter(source, wayUs, call);
  }

  get serving(): number {
    return this.#serving;
  }

  get queued(): number {
    return this.#queued;
  }

  /** What it did since it was last asked. */
  tell(): void {
    if (this.#durations.count === 0) return;
    const { facts, nowUs } = this.#simulation;
    const durations = this.#durations.take();
    facts.mention(nowUs, this.node, { kind: 'tally', service: this.name, errors: this.#failed, durations });
    this.#failed = 0;
  }

  arrive(call: ModelCall): void {
    call.arrivedUs = this.#simulation.nowUs;
    if (this.#serving < this.#spec.concurrency) {
      this.#serving++;
      return this.#serve(call);
    }
    if (this.#queued < this.#spec.queue) return this.#enqueue(call);
    call.failed = true;
    this.#answer(call);
  }

  served(call: ModelCall): void {
    if (this.#spec.errors > 0 && this.#errors.next() < this.#spec.errors) call.failed = true;
    if (call.failed || this.#spec.calls.length === 0) this.#leave(call);
    else this.#callNext(call);
  }

  returned(call: ModelCall, failed: boolean): void {
    if (failed) call.failed = true;
    if (--call.outstanding > 0) return;
    if (call.failed) this.#leave(call);
    else this.#callNext(call);
  }

  /** The answer has arrived where it was waited for. */
  deliver(call: ModelCall): void {
    const asker = call.asker!;
    const { failed } = call;
    call.asker = null;
    call.next = this.#free;
    this.#free = call;
    asker.answered(failed);
  }

  #newCall(asker: ModelAsker, route: ModelRoute | null): ModelCall {
    const call = this.#free ?? new ModelCall(this);
    this.#free = call.next;
    call.next = null;
    call.asker = asker;
    call.route = route;
    call.step = 'arrive';
    call.group = 0;
    call.failed = false;
    return call;
  }

  #receiveCall(node: NodeId, exchange: number): void {
    const answered = (failed: boolean): void => {
      const payload = { status: failed ? 500 : 200, headers: [], body: null };
      this.#network.answer(this.#simulation.nowUs, this.node, node, exchange, payload);
    };
    this.arrive(this.#newCall({ answered }, null));
  }

  #serve(call: ModelCall): void {
    call.step = 'serve';
    this.#simulation.fireAfter(this.node, this.#latency(), call);
  }

  #callNext(call: ModelCall): void {
    const targets = (this.#targets ??= this.#spec.calls.map((group) => group.map((name) => this.#targetOf(name))));
    if (call.group === targets.length) return this.#leave(call);
    const group = targets[call.group++]!;
    call.outstanding = group.length;
    for (let index = 0; index < group.length; index++) {
      const target = group[index]!;
      if (typeof target === 'string') this.#callOutside(call, target);
      else if (this.#network.isUndisturbed) target.callee.callBy(target, this.node, call);
      else this.#callOutside(call, target.callee.name);
    }
  }

  #targetOf(name: string): ModelRoute | string {
    return this.#find(name)?.routeFrom(this.node, this.name) ?? name;
  }

  #callOutside(call: ModelCall, host: string): void {
    const exchange = this.#exchange++;
    this.#outside.set(exchange, call);
    const payload = { method: 'GET', path: '/', host, headers: [], body: null };
    const { nowUs } = this.#simulation;
    this.#network.call(nowUs, {
      from: this.node,
      callerName: this.name,
      host,
      exchange,
      protocol: 'http',
      payload,
      trace: null,
    });
  }

  #leave(call: ModelCall): void {
    const next = this.#head;
    if (next === null) this.#serving--;
    else this.#takeFromQueue(next);
    this.#answer(call);
  }

  #enqueue(call: ModelCall): void {
    if (this.#tail) this.#tail.next = call;
    else this.#head = call;
    this.#tail = call;
    this.#queued++;
  }

  #takeFromQueue(next: ModelCall): void {
    this.#head = next.next;
    if (!this.#head) this.#tail = null;
    next.next = null;
    this.#queued--;
    this.#serve(next);
  }

  #answer(call: ModelCall): void {
    const { nowUs } = this.#simulation;
    this.#durations.add(nowUs - call.arrivedUs);
    if (call.failed) this.#failed++;
    this.#hash.number(nowUs);
    const wayUs = call.route === null ? 0 : call.route.back();
    if (wayUs === 0) return this.deliver(call);
    call.step = 'answer';
    this.#simulation.fireAfter(this.node, wayUs, call);
  }
}
