import { Lane } from './lane.ts';
import type { LaneSpec } from './lane.ts';
import type { Simulation } from '../kernel/simulation.ts';
import type { NodeId } from '../wire/packet.ts';

/** What joins two names of the fleet file, `orders -> payments`, with a lane for each two nodes that use it, in each direction. */
export class Link {
  readonly caller: string;
  readonly callee: string;
  #spec: LaneSpec;
  readonly #simulation: Simulation;
  /** By sender, then by receiver. */
  readonly #lanes = new Map<NodeId, Map<NodeId, Lane>>();

  constructor(simulation: Simulation, caller: string, callee: string, spec: LaneSpec) {
    this.#simulation = simulation;
    this.caller = caller;
    this.callee = callee;
    this.#spec = spec;
  }

  get spec(): LaneSpec {
    return this.#spec;
  }

  /** Its lanes keep their queues and the chance that they have drawn. */
  become(spec: LaneSpec): void {
    if (JSON.stringify(spec) === JSON.stringify(this.#spec)) return;
    this.#spec = spec;
    for (const own of this.#lanes.values()) for (const lane of own.values()) lane.become(spec);
  }

  lane(sender: NodeId, receiver: NodeId): Lane {
    return this.#lanes.get(sender)?.get(receiver) ?? this.#newLane(sender, receiver);
  }

  #newLane(sender: NodeId, receiver: NodeId): Lane {
    const purpose = `to ${this.#simulation.nameOf(receiver)} as ${this.caller}->${this.callee}`;
    const lane = new Lane(this.#spec, this.#simulation.randomOf(sender).of(purpose));
    const own = this.#lanes.get(sender) ?? new Map<NodeId, Lane>();
    this.#lanes.set(sender, own.set(receiver, lane));
    return lane;
  }
}
