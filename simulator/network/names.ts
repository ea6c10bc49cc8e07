import type { NodeId } from '../wire/packet.ts';

export type Resolved =
  | { readonly ok: true; readonly node: NodeId }
  | { readonly ok: false; readonly why: 'no such name' | 'nobody there' };

/** Which of several a call may go to; they then take turns. */
export type Choose = (ready: readonly NodeId[]) => readonly NodeId[];

/**
 * Names to nodes. Changes only between windows, so all callers of a window see the same book.
 * Balancing belongs to the caller: each keeps its own place in the round, among those that it would choose.
 */
export class Names {
  readonly #ready = new Map<string, NodeId[]>();
  readonly #all = new Map<string, NodeId[]>();
  /** By name, then by caller: how often it asked. */
  readonly #turns = new Map<string, Map<NodeId, number>>();

  declare(name: string, nodes: readonly NodeId[]): void {
    this.#all.set(name, [...nodes]);
    this.#turns.set(name, new Map());
    if (!this.#ready.has(name)) this.#ready.set(name, []);
  }

  /** One more stands behind the name; it gets calls when it is ready. */
  join(name: string, node: NodeId): void {
    if (!this.#all.has(name)) this.declare(name, []);
    this.#all.get(name)!.push(node);
  }

  leave(name: string, node: NodeId): void {
    this.setReady(name, node, false);
    this.#all.set(
      name,
      (this.#all.get(name) ?? []).filter((other) => other !== node),
    );
  }

  setReady(name: string, node: NodeId, ready: boolean): void {
    const nodes = this.#ready.get(name) ?? [];
    const others = nodes.filter((other) => other !== node);
    this.#ready.set(name, ready ? [...others, node].sort((left, right) => left - right) : others);
  }

  readyNodes(name: string): readonly NodeId[] {
    return this.#ready.get(name) ?? [];
  }

  /** With nobody ready the call goes to one that is not, and is refused there as it would be in life. */
  resolve(name: string, caller: NodeId, choose: Choose): Resolved {
    const all = this.#all.get(name);
    if (!all) return { ok: false, why: 'no such name' };
    const ready = this.#ready.get(name)!;
    const known = ready.length > 0 ? ready : all;
    const candidates = known.length > 1 ? choose(known) : known;
    if (candidates.length === 0) return { ok: false, why: 'nobody there' };
    const turns = this.#turns.get(name)!;
    const turn = turns.get(caller) ?? 0;
    turns.set(caller, turn + 1);
    return { ok: true, node: candidates[turn % candidates.length]! };
  }
}
