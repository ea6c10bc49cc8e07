import { factsOf } from '../reading/facts-of.ts';
import { linksAt } from '../reading/links-at.ts';
import { CallsInHand } from './calls-in-hand.ts';
import type { Checker, Violation } from '../violation.ts';
import type { RunRecord } from '../../run-record.ts';
import type { PacketObservation } from '../../../wire/facts.ts';
import type { Micros, NodeId } from '../../../wire/packet.ts';

/**
 * I11: every caller takes those that are ready in turn, each in turns of its own; with nobody ready, those that are not, to be
 * refused there. Where its link says so, it takes turns among those that have the fewest of its calls in hand. I12: whoever is going away, or gone, gets nothing new while another is ready.
 * Who is ready is known everywhere at once, so what a caller sees is what is.
 */
const routedInTurn: Checker = (record) => {
  const violations: Violation[] = [];
  const book = new Book(record);
  const turns = new Map<string, number>();
  const inHand = new CallsInHand();
  const links = linksAt(record);
  const chosen = (call: PacketObservation, ready: readonly NodeId[]): readonly NodeId[] => {
    const [caller, callee] = call.link.split(' -> ') as [string, string];
    if (ready.length < 2 || links(call.atUs).policyFor(caller, callee).balance !== 'least-requests') return ready;
    const counts = ready.map((node) => inHand.between(call.from, node));
    return ready.filter((_, index) => counts[index] === Math.min(...counts));
  };
  for (const call of CallsInHand.inOrder(record.packets)) {
    if (call.packet !== 'call' || call.what === 'deliver') {
      inHand.see(call);
      continue;
    }
    const callee = calleeOf(call);
    book.moveTo(call.atUs);
    const candidates = chosen(call, book.candidates(callee));
    inHand.see(call);
    const caller = `${call.from} to ${callee}`;
    const turn = turns.get(caller) ?? 0;
    turns.set(caller, turn + 1);
    if (call.to === candidates[turn % candidates.length]) continue;
    violations.push(
      book.hasLeft(call.to) && !candidates.includes(call.to)
        ? { id: 'I12', text: `a call from ${caller} went to ${call.to}, which was gone`, witness: call }
        : { id: 'I11', text: `a call from ${caller} went to ${call.to} out of turn`, witness: { call, candidates } },
    );
  }
  return violations;
};

function calleeOf({ link }: PacketObservation): string {
  return link.slice(link.indexOf(' -> ') + 4);
}

/** Who stands behind a name, and who of them is ready, as time goes on. */
class Book {
  readonly #names = new Map<NodeId, readonly string[]>();
  readonly #all = new Map<string, NodeId[]>();
  readonly #ready = new Set<NodeId>();
  readonly #left = new Set<NodeId>();
  readonly #changes: ReturnType<typeof factsOf<'process'>>;
  #next = 0;

  constructor(record: RunRecord) {
    this.#changes = factsOf(record, 'process');
    for (const node of record.nodes) {
      if (node.kind === 'client' || node.kind === 'sidecar') continue;
      this.#names.set(node.id, node.kind === 'process' ? node.services : [node.name]);
      // A replica is there from the first that is told of it.
      if (node.kind === 'process') continue;
      this.#come(node.id);
      this.#ready.add(node.id);
    }
  }

  moveTo(atUs: Micros): void {
    for (let change = this.#changes[this.#next]; change && change.atUs <= atUs; change = this.#changes[this.#next]) {
      this.#next++;
      const { node, state, end } = change;
      this.#come(node);
      if (state === 'draining' || end === 'deploy' || end === 'scaled down') this.#go(node);
      if (state === 'ready') this.#ready.add(node);
      else this.#ready.delete(node);
      if (state === 'ready' || state === 'starting') this.#left.delete(node);
      else this.#left.add(node);
    }
  }

  #come(node: NodeId): void {
    for (const name of this.#names.get(node) ?? []) {
      const all = this.#all.get(name) ?? [];
      if (!all.includes(node)) this.#all.set(name, [...all, node]);
    }
  }

  #go(node: NodeId): void {
    for (const name of this.#names.get(node) ?? [])
      this.#all.set(
        name,
        this.#all.get(name)!.filter((other) => other !== node),
      );
  }

  candidates(name: string): readonly NodeId[] {
    const all = this.#all.get(name) ?? [];
    const ready = all.filter((node) => this.#ready.has(node));
    return ready.length > 0 ? ready : all;
  }

  hasLeft(node: NodeId): boolean {
    return this.#left.has(node);
  }
}

export const routingCheckers: readonly Checker[] = [routedInTurn];
