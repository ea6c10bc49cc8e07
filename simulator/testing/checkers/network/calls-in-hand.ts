import type { PacketObservation } from '../../../wire/facts.ts';
import type { NodeId } from '../../../wire/packet.ts';

/** What every caller still waits for, as messages go by in the order that callers see them in. */
export class CallsInHand {
  /** By caller and number of the exchange: who has it. */
  readonly #callees = new Map<string, NodeId>();

  /** An answer that arrives at a moment is there before anything is sent at it. */
  static inOrder(packets: readonly PacketObservation[]): PacketObservation[] {
    const isSent = ({ what }: PacketObservation): number => (what === 'deliver' ? 0 : 1);
    return packets.toSorted((left, right) => left.atUs - right.atUs || isSent(left) - isSent(right));
  }

  see({ what, packet, caller, exchange, to }: PacketObservation): void {
    const call = `${caller}/${exchange}`;
    // A call that is dropped fails at its caller, who knows of nobody who has it.
    if (packet === 'call' && what === 'send') this.#callees.set(call, to);
    else if (packet === 'cancel' && what !== 'deliver') this.#callees.delete(call);
    else if (what === 'deliver' && (packet === 'answer' || packet === 'failure')) this.#callees.delete(call);
  }

  between(caller: NodeId, callee: NodeId): number {
    let count = 0;
    for (const [call, node] of this.#callees) if (node === callee && call.startsWith(`${caller}/`)) count++;
    return count;
  }
}
