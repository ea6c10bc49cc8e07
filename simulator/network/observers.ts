import type { Way } from './exchanges.ts';
import type { PacketObservation } from '../wire/facts.ts';
import type { Micros, NodeId, Packet } from '../wire/packet.ts';

type Observer = (observation: PacketObservation) => void;
type Known = Omit<PacketObservation, 'what' | 'atUs' | 'arrivesUs' | 'why'>;

/** Those who want to know what becomes of each message. While there are none, it costs nothing. */
export class Observers {
  readonly #observers: Observer[] = [];
  readonly #sent: number[] = [];
  readonly #onTheWay = new Map<Packet, Known>();

  add(observer: Observer): void {
    this.#observers.push(observer);
  }

  sent(atUs: Micros, way: Way, packet: Packet, arrivesUs: Micros): void {
    if (this.#observers.length === 0) return;
    const known = this.#describe(way, packet);
    this.#onTheWay.set(packet, known);
    this.#tell({ what: 'send', atUs, ...known, arrivesUs });
  }

  dropped(atUs: Micros, way: Way, packet: Packet, why: string): void {
    if (this.#observers.length === 0) return;
    this.#tell({ what: 'drop', atUs, ...this.#describe(way, packet), why });
  }

  /** What never crossed the network (a process tells itself, or its sidecar) is not seen. */
  delivered(atUs: Micros, packet: Packet): void {
    const known = this.#onTheWay.get(packet);
    if (!known) return;
    this.#onTheWay.delete(packet);
    this.#tell({ what: 'deliver', atUs, ...known });
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
    };
  }

  #nextId(sender: NodeId): string {
    const count = (this.#sent[sender] ?? 0) + 1;
    this.#sent[sender] = count;
    return `${sender}/${count}`;
  }

  #tell(observation: PacketObservation): void {
    for (const observer of this.#observers) observer(observation);
  }
}
