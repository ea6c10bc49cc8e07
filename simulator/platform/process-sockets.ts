import { callPacket, cancelPacket } from '../network/packets.ts';
import { GuardedCalls } from './sidecar/guarded-calls.ts';
import type { Simulation } from '../kernel/simulation.ts';
import type { Lookahead } from '../network/lookahead.ts';
import type { Names } from '../network/names.ts';
import type { Network } from '../network/network.ts';
import type { InstanceEffect } from '../wire/instance-events.ts';
import type { Micros, NodeId } from '../wire/packet.ts';

export interface SocketWorld {
  readonly simulation: Simulation;
  readonly network: Network;
  readonly names: Names;
  readonly lookahead: Lookahead;
}

/** What the operating system of one process keeps for it: its calls on their way out, past a sidecar or not, and its connections. */
export class ProcessSockets {
  readonly guarded: GuardedCalls;
  readonly #world: SocketWorld;
  readonly #node: NodeId;
  readonly #peers = new Map<NodeId, string>();

  constructor(world: SocketWorld, node: NodeId) {
    this.#world = world;
    this.#node = node;
    this.guarded = new GuardedCalls(world.lookahead);
  }

  call(effect: InstanceEffect & { kind: 'call' }): void {
    const { network, simulation, lookahead } = this.#world;
    const { atUs, exchange, service, host, protocol, payload, trace } = effect;
    const from = this.#node;
    if (protocol !== 'http') this.#rememberPeer(host, service);
    const sidecar = protocol === 'http' ? this.guarded.of(service) : undefined;
    if (!sidecar?.guards(host))
      return network.call(atUs, { from, callerName: service, host, exchange, protocol, payload, trace });
    this.guarded.hold(exchange, sidecar.node);
    const packet = callPacket(from, sidecar.node, exchange, protocol, payload, trace);
    simulation.deliverAt(atUs + lookahead.soonestUs, from, packet);
  }

  cancel(atUs: Micros, exchange: number): void {
    const { network, simulation, lookahead } = this.#world;
    const sidecar = this.guarded.release(exchange);
    if (sidecar === undefined) return network.cancel(atUs, this.#node, exchange);
    simulation.deliverAt(atUs + lookahead.soonestUs, this.#node, cancelPacket(this.#node, sidecar, exchange));
  }

  /** The process is gone: whoever it was connected to hears of it. */
  cut(why: string): void {
    const { network, simulation } = this.#world;
    network.cut(simulation.nowUs, this.#node, why);
    for (const [peer, service] of this.#peers) network.disconnect(simulation.nowUs, this.#node, service, peer);
    this.#peers.clear();
    this.guarded.clear();
  }

  #rememberPeer(host: string, service: string): void {
    for (const node of this.#world.names.readyNodes(host)) if (!this.#peers.has(node)) this.#peers.set(node, service);
  }
}
