import { samplerOf } from '../../kernel/distributions.ts';
import { Sketch } from '../../kernel/sketch.ts';
import { ModelCall } from './model-call.ts';
import type { ModelAsker } from './model-call.ts';
import type { Sampler } from '../../kernel/distributions.ts';
import type { Hash } from '../../kernel/hash.ts';
import type { KernelNode, Simulation } from '../../kernel/simulation.ts';
import type { Network } from '../../network/network.ts';
import type { DistributionSpec } from '../../wire/distribution-spec.ts';
import type { RandomStream } from '../../wire/node-context.ts';
import type { Micros, NodeId, Packet } from '../../wire/packet.ts';

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
  #waiting: ModelCall[] = [];
  readonly #free: ModelCall[] = [];
  readonly #outside = new Map<number, ModelCall>();
  #targets: (readonly (ModelService | string)[])[] | null = null;
  readonly #ways: (Sampler | undefined)[] = [];
  #head = 0;
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

  get queued(): number {
    return this.#waiting.length - this.#head;
  }

  get serving(): number {
    return this.#serving;
  }

  receive(packet: Packet): void {
    if (packet.kind === 'call') return this.#receiveCall(packet.from, packet.exchange);
    if (packet.kind !== 'answer' && packet.kind !== 'failure') return;
    const call = this.#outside.get(packet.exchange);
    if (!call) return;
    this.#outside.delete(packet.exchange);
    this.returned(call, packet.kind === 'failure' || (packet.payload as { status: number }).status >= 500);
  }

  /** A call by the short way: it is here after `wayUs`. */
  callFrom(asker: ModelAsker, source: NodeId, wayUs: Micros): void {
    const call = this.#newCall(asker);
    if (wayUs === 0) this.arrive(call);
    else this.#simulation.fireAfter(source, wayUs, call);
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
    if (this.queued < this.#spec.queue) {
      this.#waiting.push(call);
      return;
    }
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
    this.#free.push(call);
    asker.answered(failed);
  }

  #newCall(asker: ModelAsker): ModelCall {
    const call = this.#free.pop() ?? new ModelCall(this);
    call.asker = asker;
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
    this.arrive(this.#newCall({ node, name: '', answered }));
  }

  #serve(call: ModelCall): void {
    call.step = 'serve';
    this.#simulation.fireAfter(this.node, this.#latency(), call);
  }

  #callNext(call: ModelCall): void {
    this.#targets ??= this.#spec.calls.map((group) => group.map((name) => this.#find(name) ?? name));
    const group = this.#targets[call.group++];
    if (!group) return this.#leave(call);
    call.outstanding = group.length;
    for (const target of group) {
      if (typeof target === 'string' || !this.#network.isUndisturbed)
        this.#callOutside(call, typeof target === 'string' ? target : target.name);
      else target.callFrom(call, this.node, this.#way(target.node, target.name));
    }
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
    const next = this.#waiting[this.#head];
    if (next) this.#takeFromQueue(next);
    else this.#serving--;
    this.#answer(call);
  }

  #takeFromQueue(next: ModelCall): void {
    this.#head++;
    if (this.#head > 1024 && this.#head * 2 > this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#head);
      this.#head = 0;
    }
    this.#serve(next);
  }

  #answer(call: ModelCall): void {
    const { nowUs } = this.#simulation;
    this.#durations.add(nowUs - call.arrivedUs);
    if (call.failed) this.#failed++;
    this.#hash.number(nowUs);
    const asker = call.asker!;
    const wayUs = asker.name === '' ? 0 : this.#way(asker.node, asker.name);
    if (wayUs === 0) return this.deliver(call);
    call.step = 'answer';
    this.#simulation.fireAfter(this.node, wayUs, call);
  }

  #way(peer: NodeId, name: string): Micros {
    let way = this.#ways[peer];
    if (!way) this.#ways[peer] = way = this.#network.samplerBetween(this.node, this.name, name);
    return way();
  }
}
