import type { FailureCode, Micros, NodeId, Packet } from '../wire/packet.ts';

/** What a rule is asked about: one message on its way over one link. */
export interface Passage {
  readonly packet: Packet;
  readonly sender: NodeId;
  readonly receiver: NodeId;
  /** The link's two ends, by the names that the fleet file gives: `orders -> payments`. */
  readonly caller: string;
  readonly callee: string;
  /** A call and its cancellation go there; answers and failures come back. */
  readonly direction: 'there' | 'back';
  readonly atUs: Micros;
}

export type Verdict =
  | { readonly kind: 'drop'; readonly why: string }
  | { readonly kind: 'refuse'; readonly code: FailureCode; readonly why: string }
  | { readonly kind: 'delay'; readonly byUs: Micros };

/**
 * A fault of the network. The first rule with a verdict of drop or refuse decides; delays add up.
 * The network never learns what a partition is, and to undo one is to remove its rule.
 */
export interface Rule {
  readonly id: number;
  judge(passage: Passage): Verdict | null;
}
