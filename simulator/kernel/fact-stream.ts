import { hashFact } from './fact-hash.ts';
import { Hash } from './hash.ts';
import type { Fact, Stamped } from '../wire/facts.ts';
import type { Micros, NodeId } from '../wire/packet.ts';

export type FactSink = (stamped: Stamped) => void;

/**
 * Collects what nodes report, hashes it per node, and hands it on in one order for all hosts: by time, node and the node's own count.
 * Within a window facts come in by node, so they wait until the window ends.
 */
export class FactStream {
  readonly #names: string[] = [];
  readonly #hashes: Hash[] = [];
  readonly #counts: number[] = [];
  readonly #sinks: FactSink[] = [];
  #pending: Stamped[] = [];
  #sealed: Stamped[] = [];

  addNode(name: string): void {
    this.#names.push(name);
    this.#hashes.push(new Hash().text(name));
    this.#counts.push(0);
  }

  subscribe(sink: FactSink): void {
    this.#sinks.push(sink);
  }

  report(atUs: Micros, node: NodeId, fact: Fact): void {
    hashFact(this.#hashes[node]!.number(atUs), fact);
    this.#pending.push({ atUs, node, sequence: this.#counts[node]!++, fact });
  }

  /** For what only repeats, in fewer words, what the digest has seen already: it is neither hashed nor counted. */
  mention(atUs: Micros, node: NodeId, fact: Fact): void {
    this.#pending.push({ atUs, node, sequence: -1, fact });
  }

  /** Each node's own hash; messages and other things that are no facts are mixed in by those who see them. */
  hashOf(node: NodeId): Hash {
    return this.#hashes[node]!;
  }

  /** Everybody who listens gets all facts up to now, in order. */
  flush(): void {
    this.seal();
    this.handOn();
  }

  /** The window is over: what is reported from now on belongs to the next one. */
  seal(): void {
    this.handOn();
    this.#sealed = this.#pending;
    this.#pending = [];
  }

  /** Everybody who listens gets the facts of the windows that are over. */
  handOn(): void {
    if (this.#sealed.length === 0) return;
    const facts = this.#sealed;
    this.#sealed = [];
    if (!isInOrder(facts)) facts.sort(inOrder);
    for (const stamped of facts) for (const sink of this.#sinks) sink(stamped);
  }

  /** One hash over all nodes, whatever order they were computed in. `addState` mixes in what a node holds now. */
  digest(addState: (node: NodeId, hash: Hash) => void): string {
    const all = new Hash();
    this.#names.forEach((name, node) => {
      const own = this.#hashes[node]!.copy();
      addState(node, own);
      all.text(name).text(own.hex());
    });
    return all.hex();
  }
}

function inOrder(left: Stamped, right: Stamped): number {
  return left.atUs - right.atUs || left.node - right.node || left.sequence - right.sequence;
}

/** Most windows have a fact or two. */
function isInOrder(facts: readonly Stamped[]): boolean {
  for (let index = 1; index < facts.length; index++) if (inOrder(facts[index - 1]!, facts[index]!) > 0) return false;
  return true;
}
