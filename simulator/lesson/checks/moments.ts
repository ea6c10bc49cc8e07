import type { Micros, NodeId } from '../../wire/packet.ts';
import type { Stamped } from '../../wire/facts.ts';
import { LinkModeTracker } from './link-mode.ts';
import type { ConditionSpec, MomentSpec, StateSubject } from './words/specification.ts';

export interface NodeNames {
  /** Of a replica's node; null for anything else. */
  processOf(node: NodeId): string | null;
}

/** The state that a fact tells of this subject; null when it tells of something else. */
export function stateIn(subject: StateSubject, { node, fact }: Stamped, names: NodeNames): string | null {
  if (subject.kind === 'breaker') {
    if (fact.kind !== 'breaker' || fact.service !== subject.service) return null;
    return subject.name === null || subject.name === fact.name ? fact.to : null;
  }
  return fact.kind === 'process' && names.processOf(node) === subject.process ? fact.state : null;
}

/** A condition as the facts tell it. `take` says whether it began or ended by this fact. */
export class ConditionTracker {
  readonly #spec: ConditionSpec;
  readonly #names: NodeNames;
  /** Replicas in the state, or numbers of faults that are not undone. */
  readonly #holders = new Set<number>();
  readonly #parts: readonly ConditionTracker[];
  readonly #mode: LinkModeTracker | null;

  constructor(spec: ConditionSpec, names: NodeNames) {
    this.#spec = spec;
    this.#names = names;
    this.#mode = spec.kind === 'mode' ? new LinkModeTracker(spec) : null;
    this.#parts = spec.kind === 'all' ? spec.of.map((part) => new ConditionTracker(part, names)) : [];
  }

  get holds(): boolean {
    if (this.#mode !== null) return this.#mode.holds;
    return this.#spec.kind === 'all' ? this.#parts.every((part) => part.holds) : this.#holders.size > 0;
  }

  take(stamped: Stamped): 'began' | 'ended' | null {
    const held = this.holds;
    this.#note(stamped);
    return this.holds === held ? null : held ? 'ended' : 'began';
  }

  #note(stamped: Stamped): void {
    const spec = this.#spec;
    if (spec.kind === 'all') {
      for (const part of this.#parts) part.take(stamped);
      return;
    }
    if (spec.kind === 'mode') {
      this.#mode!.take(stamped);
      return;
    }
    if (spec.kind === 'state') {
      const state = stateIn(spec.subject, stamped, this.#names);
      if (state === spec.state) this.#holders.add(stamped.node);
      else if (state !== null) this.#holders.delete(stamped.node);
      return;
    }
    const { fact } = stamped;
    if (fact.kind !== 'action' || fact.verb !== spec.verb || fact.target !== spec.target || fact.id === undefined)
      return;
    if (fact.what === 'applied') this.#holders.add(fact.id);
    if (fact.what === 'undone') this.#holders.delete(fact.id);
  }
}

/** Says of each fact whether the moment comes with it. */
export class MomentTracker {
  readonly #spec: MomentSpec;
  readonly #condition: ConditionTracker | null;
  readonly #parts: readonly MomentTracker[];
  #hasFirstCome = false;

  constructor(spec: MomentSpec, names: NodeNames) {
    this.#spec = spec;
    this.#condition = 'condition' in spec ? new ConditionTracker(spec.condition, names) : null;
    this.#parts = partsOf(spec).map((part) => new MomentTracker(part, names));
  }

  take(stamped: Stamped): boolean {
    const spec = this.#spec;
    if (spec.kind === 'following') {
      const [first, moment] = this.#parts;
      const isTold = moment!.take(stamped) && this.#hasFirstCome;
      this.#hasFirstCome ||= first!.take(stamped);
      return isTold;
    }
    // Each of them is told of every fact, whichever of them comes with it.
    if (spec.kind === 'any') return this.#parts.filter((part) => part.take(stamped)).length > 0;
    if (spec.kind === 'action') {
      const { fact } = stamped;
      const isIt = fact.kind === 'action' && fact.verb === spec.verb && fact.target === spec.target;
      return isIt && fact.what === 'applied';
    }
    return this.#condition!.take(stamped) === (spec.kind === 'begins' ? 'began' : 'ended');
  }
}

function partsOf(spec: MomentSpec): readonly MomentSpec[] {
  if (spec.kind === 'following') return [spec.first, spec.moment];
  return spec.kind === 'any' ? spec.of : [];
}

/** When a moment last came; with no moment, the start of the run. */
export class Trigger {
  readonly #tracker: MomentTracker | null;
  atUs: Micros | null;

  constructor(spec: MomentSpec | null, names: NodeNames) {
    this.#tracker = spec === null ? null : new MomentTracker(spec, names);
    this.atUs = spec === null ? 0 : null;
  }

  take(stamped: Stamped): boolean {
    if (this.#tracker?.take(stamped) !== true) return false;
    this.atUs = stamped.atUs;
    return true;
  }
}
