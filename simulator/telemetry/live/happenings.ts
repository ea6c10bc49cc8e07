import { changeVerbs } from '../../wire/view/change-verbs.ts';
import type { ActionFact, BreakerFact, LimitFact, ProcessFact, RolloutFact } from '../../wire/facts.ts';
import type { Micros } from '../../wire/packet.ts';
import type { Happening } from '../../wire/view/question.ts';

const keptMax = 5_000;
/** Breaks nothing and is over at once: nobody looks here for a culprit. */
const harmless: ReadonlySet<string> = new Set(['send']);

/** A fault from its beginning to its end, for those who look for a culprit. */
export interface FaultSpan {
  readonly id: number;
  readonly verb: string;
  readonly target: string;
  readonly text: string;
  readonly sinceUs: Micros;
  readonly untilUs: Micros | null;
}

interface Kept {
  readonly happening: Happening;
  untilUs: Micros | null | undefined;
}

/** What the timeline shows: what was done to the fleet, and what became of it. The newest few thousand. */
export class Happenings {
  #kept: Kept[] = [];
  /** Faults by id; their happening is told when they are over. */
  readonly #faults = new Map<number, FaultSpan>();
  /** What the fleet was made of by then; one that is undone stays, with its end. */
  readonly #changes = new Map<number, FaultSpan>();
  readonly #lasting = new Map<string, Kept>();
  total = 0;

  addAction(atUs: Micros, { verb, target, what, text, id }: ActionFact): void {
    if (changeVerbs.has(verb))
      return this.#addChange(atUs, { verb, target, what, text, ...(id !== undefined && { id }) });
    if (what === 'undone') return this.#over(atUs, id);
    const lane = 'fault';
    const isFault = id !== undefined && what !== 'refused' && !harmless.has(verb);
    const kept = this.#add({ atUs, lane, target, text, ...(isFault && { faultId: id }) });
    if (!isFault) return;
    kept.untilUs = null;
    this.#lasting.set(`fault ${id}`, kept);
    this.#faults.set(id, { id, verb, target, text, sinceUs: atUs, untilUs: null });
    if (this.#faults.size > keptMax) this.#faults.delete(this.#faults.keys().next().value!);
  }

  /** A moment and not a span: what follows from it are rollouts, and the fleet is then what it is. */
  #addChange(atUs: Micros, { verb, target, what, text, id }: Omit<ActionFact, 'kind' | 'sizes'>): void {
    this.#add({ atUs, lane: 'deploy', target, text, ...(id !== undefined && { faultId: id }) });
    if (id === undefined || what === 'refused') return;
    const known = this.#changes.get(id);
    if (what === 'undone') {
      if (known) this.#changes.set(id, { ...known, untilUs: atUs });
      return;
    }
    this.#changes.set(id, { id, verb, target, text, sinceUs: atUs, untilUs: null });
    if (this.#changes.size > keptMax) this.#changes.delete(this.#changes.keys().next().value!);
  }

  addBreaker(atUs: Micros, replica: string, { name, to }: BreakerFact): void {
    const key = `breaker ${replica} ${name}`;
    this.#close(key, atUs);
    const kept = this.#add({ atUs, lane: 'breaker', target: replica, text: `${name}: ${to}` });
    if (to === 'closed') return;
    kept.untilUs = null;
    this.#lasting.set(key, kept);
  }

  /** A process that is not there is a span from its end to its next readiness. */
  addProcess(atUs: Micros, replica: string, { state, reason }: ProcessFact): void {
    if (state === 'ready') this.#close(`process ${replica}`, atUs);
    const text = reason === '' ? state : `${state}: ${reason}`;
    const kept = this.#add({ atUs, lane: 'process', target: replica, text });
    if (state !== 'crashed' && state !== 'stopped') return;
    kept.untilUs = null;
    this.#close(`process ${replica}`, atUs);
    this.#lasting.set(`process ${replica}`, kept);
  }

  addRollout(atUs: Micros, { process, text }: RolloutFact): void {
    this.#add({ atUs, lane: 'deploy', target: process, text });
  }

  addLimit(atUs: Micros, node: string, { text }: LimitFact): void {
    this.#add({ atUs, lane: 'limit', target: node, text });
  }

  since(us: Micros): Happening[] {
    const isSince = ({ happening, untilUs }: Kept): boolean => happening.atUs >= us || untilUs === null;
    return this.#kept
      .filter(isSince)
      .map(({ happening, untilUs }) => (untilUs === undefined ? happening : { ...happening, untilUs }));
  }

  /** Those that held at some time between the two. */
  faultsWithin(fromUs: Micros, untilUs: Micros): FaultSpan[] {
    return [...this.#faults.values()].filter(
      (fault) => fault.sinceUs <= untilUs && (fault.untilUs === null || fault.untilUs >= fromUs),
    );
  }

  changesWithin(fromUs: Micros, untilUs: Micros): FaultSpan[] {
    return [...this.#changes.values()].filter(
      (change) => change.sinceUs <= untilUs && (change.untilUs === null || change.untilUs >= fromUs),
    );
  }

  #over(atUs: Micros, id: number | undefined): void {
    if (id === undefined) return;
    const fault = this.#faults.get(id);
    if (fault) this.#faults.set(id, { ...fault, untilUs: atUs });
    this.#close(`fault ${id}`, atUs);
  }

  #close(key: string, atUs: Micros): void {
    const kept = this.#lasting.get(key);
    if (kept) kept.untilUs = atUs;
    this.#lasting.delete(key);
  }

  #add(happening: Happening): Kept {
    const kept: Kept = { happening, untilUs: undefined };
    this.#kept.push(kept);
    this.total++;
    if (this.#kept.length > keptMax + 500) this.#kept = this.#kept.slice(-keptMax);
    return kept;
  }
}
