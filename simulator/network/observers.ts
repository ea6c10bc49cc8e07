import type { Way } from './exchanges.ts';
import type { PacketObservation } from '../wire/facts.ts';
import type { Micros, NodeId, Packet } from '../wire/packet.ts';

export type Observer = (observation: PacketObservation, packet: Packet) => void;
type Known = Omit<PacketObservation, 'what' | 'atUs' | 'arrivesUs' | 'why'>;

/** Those who want to know what becomes of each message. While there are none, it costs nothing. */
export class Observers {
  #observers: readonly Observer[] = [];
  readonly #sent: number[] = [];
  readonly #onTheWay = new Map<Packet, Known>();

  /** Returns how to stop. */
  add(observer: Observer): () => void {
    this.#observers = [...this.#observers, observer];
    return () => {
      this.#observers = this.#observers.filter((other) => other !== observer);
      if (this.#observers.length === 0) this.#onTheWay.clear();
    };
  }

  sent(atUs: Micros, way: Way, packet: Packet, arrivesUs: Micros): void {
    if (this.#observers.length === 0) return;
    const known = this.#describe(way, packet);
    this.#onTheWay.set(packet, known);
    this.#tell({ what: 'send', atUs, ...known, arrivesUs }, packet);
  }

  dropped(atUs: Micros, way: Way, packet: Packet, why: string): void {
    if (this.#observers.length === 0) return;
    this.#tell({ what: 'drop', atUs, ...this.#describe(way, packet), why }, packet);
  }

  /** What never crossed the network (a process tells itself, or its sidecar) is not seen. */
  delivered(atUs: Micros, packet: Packet): void {
    const known = this.#onTheWay.get(packet);
    if (!known) return;
    this.#onTheWay.delete(packet);
    this.#tell({ what: 'deliver', atUs, ...known }, packet);
  }

  #describe(way: Way, packet: Packet): Known {
    const { from, to, kind } = packet;
    const link = `${way.callerName} -> ${way.calleeName}`;
    return {
      id: this.#nextId(from),
      from,
      to,
      packet: kind,
      caller: way.caller,
      exchange: way.number,
      protocol: way.protocol,
      link,
      trace: way.trace,
    };
  }

  #nextId(sender: NodeId): string {
    const count = (this.#sent[sender] ?? 0) + 1;
    this.#sent[sender] = count;
    return `${sender}/${count}`;
  }

  #tell(observation: PacketObservation, packet: Packet): void {
    for (const observer of this.#observers) observer(observation, packet);
  }
}
