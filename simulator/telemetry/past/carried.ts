import type { Stamped } from '../../wire/facts.ts';
import type { NodeId } from '../../wire/packet.ts';

/** A fleet of thousands that is deployed over and over would have more; then the oldest go. */
const carriedMost = 20_000;

/**
 * What still holds of facts that are too old to be kept: of each thing the last that was told of it. So that a later moment knows
 * which process is down since long ago, and which fault still acts, without all that came of it in between.
 */
export class Carried {
  readonly #facts = new Map<string, Stamped>();

  /** In the order in which they were told. */
  take(facts: readonly Stamped[]): void {
    for (const stamped of facts) {
      const key = keyOf(stamped);
      // What came last is last, so that those that are left are in order.
      this.#facts.delete(key);
      if (!isOver(stamped)) this.#facts.set(key, stamped);
      else if (stamped.fact.kind === 'process') this.#forgetAllOf(stamped.node);
      if (this.#facts.size > carriedMost) this.#facts.delete(this.#facts.keys().next().value!);
    }
  }

  #forgetAllOf(node: NodeId): void {
    for (const [key, stamped] of this.#facts) if (stamped.node === node) this.#facts.delete(key);
  }

  facts(): Iterable<Stamped> {
    return this.#facts.values();
  }
}

function keyOf({ node, fact }: Stamped): string {
  switch (fact.kind) {
    case 'action':
      return `action ${fact.id ?? fact.verb}`;
    case 'breaker':
      return `breaker ${node} ${fact.service} ${fact.name}`;
    case 'rollout':
      return `rollout ${fact.process}`;
    case 'state-machine':
      return `machine ${node} ${fact.service} ${fact.machine} ${fact.instance}`;
    case 'state-machine-definition':
      return `definition ${fact.service} ${fact.machine}`;
    default:
      return `${fact.kind} ${node}`;
  }
}

/** Nothing of it is left to be known. */
function isOver({ fact }: Stamped): boolean {
  if (fact.kind === 'action') return fact.what !== 'applied' || fact.id === undefined;
  if (fact.kind === 'state-machine') return fact.isOver === true;
  return fact.kind === 'process' && (fact.end === 'deploy' || fact.end === 'scaled down');
}
