import type { KernelNode, Origin } from '../kernel/simulation.ts';
import type { Network } from '../network/network.ts';
import type { NodeId, Packet } from '../wire/packet.ts';

/** Where a replica was that will not come back: whoever still calls there is refused. */
export class GoneNode implements KernelNode {
  readonly name: string;
  readonly #node: NodeId;
  readonly #network: Network;

  constructor(name: string, node: NodeId, network: Network) {
    this.name = name;
    this.#node = node;
    this.#network = network;
  }

  receive(packet: Packet, origin: Origin): void {
    if (packet.kind !== 'call') return;
    this.#network.fail(origin.atUs, this.#node, packet.from, packet.exchange, 'ECONNREFUSED', `${this.name} is gone`);
  }
}
