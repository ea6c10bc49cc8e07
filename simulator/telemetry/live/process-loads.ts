import { Series } from './series.ts';
import type { UsageFact } from '../../wire/facts.ts';
import type { Micros, NodeId } from '../../wire/packet.ts';

interface Replica {
  usage: UsageFact;
  atUs: Micros;
}

/** Charts of one process: what its replicas told of their load. */
export class ProcessLoads {
  readonly series = new Series();
  readonly #replicas = new Map<NodeId, Replica>();

  add(atUs: Micros, node: NodeId, usage: UsageFact): void {
    const before = this.#replicas.get(node);
    this.#replicas.set(node, { usage, atUs });
    // A new life counts from zero, and from a time that nobody told.
    if (before && usage.cpuBusyUs >= before.usage.cpuBusyUs && atUs > before.atUs) {
      const cores = this.#sum((replica) => replica.cores);
      const share = (usage.cpuBusyUs - before.usage.cpuBusyUs) / ((atUs - before.atUs) * cores);
      this.series.busy(before.atUs, atUs, share);
    }
    this.series.level(atUs, {
      heapBytes: this.#sum((replica) => replica.heapBytes),
      inHand: this.#sum((replica) => replica.inHand),
      queued: this.#sum((replica) => replica.queued),
    });
  }

  /** Nothing is left of it. */
  died(atUs: Micros, node: NodeId): void {
    const replica = this.#replicas.get(node);
    if (!replica) return;
    replica.usage = { ...replica.usage, cpuBusyUs: 0, heapBytes: 0, inHand: 0, queued: 0 };
    replica.atUs = atUs;
    const heapBytes = this.#sum((each) => each.heapBytes);
    this.series.level(atUs, { heapBytes, inHand: this.#sum((each) => each.inHand), queued: 0 });
  }

  /** Its cores are not there any more. */
  left(node: NodeId): void {
    this.#replicas.delete(node);
  }

  #sum(of: (usage: UsageFact) => number): number {
    let sum = 0;
    for (const { usage } of this.#replicas.values()) sum += of(usage);
    return sum;
  }
}
