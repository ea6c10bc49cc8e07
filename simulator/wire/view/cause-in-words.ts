/** A piece of a sentence; what can be pointed at says where it is. */
export type CausePart =
  | { readonly text: string }
  /** A process, service, store, broker, topic or flow. */
  | { readonly text: string; readonly node: string }
  /** `orders->payments`, as in the frame's links. */
  | { readonly text: string; readonly link: string }
  /** `services/orders.ts:12`. */
  | { readonly text: string; readonly line: string }
  /** What somebody did: the id that faults have in the frame. */
  | { readonly text: string; readonly faultId: number };

/** Why a request failed. */
export interface CauseInWords {
  /** Joined they are the sentence. */
  readonly parts: readonly CausePart[];
  /** The node or link (`a->b`) to blame, which is seldom the one that answered the error; null where nothing tells. */
  readonly culprit: string | null;
}
