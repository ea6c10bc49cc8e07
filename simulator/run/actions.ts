import { faultOf } from '../faults/catalogue.ts';
import { Changes } from './changes.ts';
import { includes, targetsOf } from '../fleet/world/target.ts';
import type { FaultWorld, Target } from '../faults/fault.ts';
import type { World } from '../fleet/world/world.ts';
import type { Change } from '../fleet/changes/change.ts';
import type { Acted, Mistake } from '../wire/view/acted.ts';
import type { CrashPointFigures } from '../wire/view/frame.ts';
import type { Action } from '../wire/actions.ts';
import type { Outside } from '../workload/outside.ts';
import type { Micros, NodeId } from '../wire/packet.ts';

/** What was done and is not undone yet: a fault, or a change of the fleet. */
export interface ActiveFault {
  /** Counted in the order of the run, so that a replay numbers them alike. */
  readonly id: number;
  readonly verb: string;
  readonly target: string;
  /** "payments was killed at 12 s" */
  readonly text: string;
  readonly sinceUs: Micros;
  readonly untilUs: Micros | null;
  readonly crashPoint: CrashPointFigures | null;
}

/** Somebody who acts at a moment finds done what the run itself does then; so does a replay, which knows of it from the start. */
const theRunsOwn = -2;
const afterTheRunsOwn = -1;

/** What happens once, and leaves nothing to undo. */
const done: Acted = { ok: true, id: null };

interface Active extends ActiveFault {
  /** What it was done to; null where it changed what the fleet is made of. */
  readonly what: Target | null;
  readonly undo: () => void;
}

/** What people and scripts do to a running fleet: applied between windows, recorded, undone. */
export class Actions {
  /** Everything done in this run so far, in order: with the fleet, the code and the seed it is the run. */
  readonly record: Action[] = [];
  /** What did not come from the fleet's own script, also what is still to happen. */
  readonly fromOutside: Action[] = [];
  readonly #world: World;
  readonly #faultWorld: FaultWorld;
  readonly #changes: Changes;
  /** Clients of the real world, where there are any. */
  outside: Outside | null = null;
  #active: Active[] = [];
  #ids = 0;
  #numbers = 0;

  constructor(world: World) {
    this.#world = world;
    this.#changes = new Changes(world);
    this.#faultWorld = { simulation: world.simulation, network: world.network, nextId: () => ++this.#ids };
  }

  /** What was broken and is not restored yet. */
  get active(): readonly ActiveFault[] {
    return this.#active.filter(({ what }) => what !== null);
  }

  /** What was made of the fleet and is not undone. */
  get changes(): readonly ActiveFault[] {
    return this.#active.filter(({ what }) => what === null);
  }

  schedule(action: Action, tell: (acted: Acted) => void = () => {}): void {
    this.fromOutside.push(action);
    this.#world.simulation.controlAt(action.atUs, afterTheRunsOwn, () => tell(this.apply(action)));
  }

  scheduleScript(script: readonly Action[]): void {
    for (const action of script) this.#world.simulation.controlAt(action.atUs, theRunsOwn, () => this.apply(action));
  }

  apply(action: Action): Acted {
    this.record.push(action);
    if (action.verb === 'request' || action.verb === 'hang up') return this.#outsideTakes(action);
    if (action.verb === 'undo') return this.#undo(action);
    const change = this.#world.changeOf(action.verb);
    if (change) return this.#change(action, change);
    const targets = targetsOf(action.target, this.#world);
    const [first] = targets;
    if (!first) return this.#refuse(action, `nothing is called ${action.target}`);
    if (action.verb === 'restore') return this.#restore(action, targets);
    if (action.verb === 'hung') return this.#hang(first, String(action.sizes['reason']));
    const fault = faultOf(action.verb);
    const target = targets.find(({ kind }) => fault?.fitsOn.includes(kind));
    if (!fault || !target) return this.#refuse(action, `${action.verb} does not fit on a ${first.kind}`);
    const sizes = Object.keys(action.sizes).length === 0 ? fault.usual : action.sizes;
    const text = fault.describe(target, sizes);
    const why = `${text} at ${seconds(this.#world.simulation.nowUs)}`;
    const applied = this.#attempt(target, () => fault.apply(this.#faultWorld, target, sizes, why));
    if (!applied.ok) return this.#refuse(action, applied.why);
    const id = ++this.#numbers;
    this.#tell(action, 'applied', why, id);
    if (!fault.lasts) return done;
    this.#last(action, target, { id, text: why, undo: applied.undo });
    return { ok: true, id };
  }

  #change(action: Action, change: Change): Acted {
    const plan = this.#changes.plan(change, action.target, action.sizes);
    if (!plan.ok) return this.#refuse(action, plan.why, plan.mistakes);
    const id = ++this.#numbers;
    const why = `${plan.text} at ${seconds(this.#world.simulation.nowUs)}`;
    this.#tell(action, 'applied', why, id);
    this.#last(action, null, { id, text: why, undo: () => this.#changes.undo(id, `undone: ${why}`) });
    this.#changes.make(id, plan.change, why);
    return { ok: true, id };
  }

  #outsideTakes(action: Action): Acted {
    this.outside?.take(action);
    return done;
  }

  #refuse(action: Action, why: string, mistakes: readonly Mistake[] = []): Acted {
    this.#tell(action, 'refused', why);
    return { ok: false, why, mistakes };
  }

  /** Stores and brokers of some kinds know faults that others do not, and say so by throwing. */
  #attempt(target: Target, apply: () => () => void): { ok: true; undo: () => void } | { ok: false; why: string } {
    if (target.kind !== 'server' && target.kind !== 'topic') return { ok: true, undo: apply() };
    try {
      return { ok: true, undo: apply() };
    } catch (error) {
      return { ok: false, why: error instanceof Error ? error.message : String(error) };
    }
  }

  /**
   * A host had to end a process that did not come back. That moment was set by a real clock,
   * so it becomes part of the run: in a replay the process dies there without being tried again.
   */
  noteHang(node: NodeId, atUs: Micros, reason: string): void {
    const hung = { atUs, verb: 'hung', target: this.#world.simulation.nameOf(node), sizes: { reason } };
    this.record.push(hung);
    this.fromOutside.push(hung);
  }

  #hang(target: Target, reason: string): Acted {
    if (target.kind === 'process') for (const replica of target.replicas) replica.endFromOutside('hung', reason);
    return done;
  }

  /** Until it is undone, by itself when its time is over. */
  #last(action: Action, target: Target | null, fault: { id: number; text: string; undo: () => void }): void {
    const { id, text } = fault;
    const { simulation } = this.#world;
    const sinceUs = simulation.nowUs;
    const active: Active = {
      id,
      verb: action.verb,
      target: action.target,
      text,
      sinceUs,
      untilUs: action.forUs === undefined ? null : sinceUs + action.forUs,
      crashPoint: action.verb === 'crashpoint' ? crashPointOf(action.sizes) : null,
      what: target,
      undo: () => {
        if (!this.#active.includes(active)) return;
        this.#active = this.#active.filter((other) => other !== active);
        this.#tell(action, 'undone', `${action.verb} of ${target?.name ?? action.target} is over`, id);
        fault.undo();
      },
    };
    this.#active.push(active);
    // Behind whatever somebody does at that moment, live as in a replay.
    if (active.untilUs !== null) simulation.controlAt(active.untilUs, 0, active.undo);
  }

  /** One fault alone, by its number. */
  #undo(action: Action): Acted {
    const active = this.#active.find(({ id }) => id === action.sizes['fault']);
    if (!active) return this.#refuse(action, 'that is over already');
    active.undo();
    return done;
  }

  #restore(action: Action, targets: readonly Target[]): Acted {
    this.#tell(action, 'applied', `${action.target} was restored at ${seconds(this.#world.simulation.nowUs)}`);
    const isMeant = ({ what }: Active): boolean => what !== null && targets.some((target) => includes(target, what));
    for (const active of this.#active.filter(isMeant)) active.undo();
    return done;
  }

  #tell(action: Action, what: 'applied' | 'undone' | 'refused', text: string, id?: number): void {
    const { simulation } = this.#world;
    const { verb, target, sizes } = action;
    simulation.facts.report(simulation.nowUs, 0, {
      kind: 'action',
      verb,
      target,
      sizes,
      what,
      text,
      ...(id !== undefined && { id }),
    });
  }
}

function crashPointOf({ file, line, pass, rate }: Action['sizes']): CrashPointFigures {
  const isByChance = typeof rate === 'number';
  return { path: String(file), line: Number(line), pass: Number(pass ?? 1), rate: isByChance ? rate : null };
}

function seconds(us: number): string {
  return `${Math.round(us / 100_000) / 10} s`;
}
