import type { Stamped } from '../../wire/facts.ts';
import type { Micros } from '../../wire/packet.ts';
import { beginningText } from './beginning.ts';
import { MomentTracker, stateIn, Trigger } from './moments.ts';
import type { NodeNames } from './moments.ts';
import { inWords } from './reading.ts';
import type { Reading } from './reading.ts';
import type { HappeningSpec, SequenceSpec } from './words/specification.ts';
import type { Watch } from './watch.ts';

/** Waits for a sequence of moments. Each time the moment named by `after` comes, it may be tried again; once seen it stays seen. */
export class HappeningWatch implements Watch {
  readonly #spec: HappeningSpec;
  readonly #trigger: Trigger;
  readonly #sequence: Sequence;
  /** From the trigger on. */
  #tookUs: Micros | null = null;
  #nowUs: Micros = 0;

  constructor(spec: HappeningSpec, names: NodeNames) {
    this.#spec = spec;
    this.#trigger = new Trigger(spec.after, names);
    this.#sequence = sequenceOf(spec.what, names);
  }

  take(stamped: Stamped): void {
    this.#nowUs = stamped.atUs;
    if (this.#tookUs !== null) return;
    if (this.#trigger.take(stamped)) this.#sequence.restart();
    // Facts are handed on even before the trigger: what is begun then must be known to be over.
    const isComplete = this.#sequence.take(stamped, this.#trigger.atUs !== null);
    if (!isComplete || this.#trigger.atUs === null) return;
    const tookUs = stamped.atUs - this.#trigger.atUs;
    if (tookUs <= (this.#spec.withinUs ?? Infinity)) this.#tookUs = tookUs;
    this.#sequence.restart();
  }

  read(nowUs: Micros): Reading {
    const { withinUs } = this.#spec;
    const target = withinUs === null ? null : ({ is: 'at most', value: seconds(withinUs) } as const);
    const base = { unit: 's', target } as const;
    if (this.#tookUs !== null) {
      // Since the run began says nothing of a thing that has no beginning to be counted from.
      if (this.#spec.after === null && withinUs === null)
        return { ...base, verdict: 'passed', value: null, text: `seen at ${inWords(seconds(this.#tookUs), 's')}` };
      const value = seconds(this.#tookUs);
      const limit = withinUs === null ? '' : `, within ${inWords(seconds(withinUs), 's')} wanted`;
      return { ...base, verdict: 'passed', value, text: `after ${inWords(value, 's')}${limit}` };
    }
    const { atUs } = this.#trigger;
    if (atUs === null) return { ...base, verdict: 'not yet', value: null, text: beginningText(this.#spec.after, null) };
    const waitedUs = Math.max(nowUs, this.#nowUs) - atUs;
    if (withinUs === null || waitedUs <= withinUs)
      return { ...base, verdict: 'not yet', value: null, text: 'not seen yet' };
    return { ...base, verdict: 'failed', value: null, text: `not seen within ${inWords(seconds(withinUs), 's')}` };
  }
}

interface Sequence {
  /** True when the last part of it has come. */
  take(stamped: Stamped, counts: boolean): boolean;
  restart(): void;
}

function sequenceOf(spec: SequenceSpec, names: NodeNames): Sequence {
  return spec.kind === 'order' ? new InOrder(spec, names) : new Passes(spec, names);
}

class InOrder implements Sequence {
  readonly #moments: readonly MomentTracker[];
  #next = 0;

  constructor({ moments }: SequenceSpec & { kind: 'order' }, names: NodeNames) {
    this.#moments = moments.map((moment) => new MomentTracker(moment, names));
  }

  take(stamped: Stamped, counts: boolean): boolean {
    const wanted = this.#next;
    this.#moments.forEach((moment, index) => {
      if (moment.take(stamped) && index === wanted && counts) this.#next++;
    });
    return this.#next === this.#moments.length;
  }

  restart(): void {
    this.#next = 0;
  }
}

class Passes implements Sequence {
  readonly #spec: SequenceSpec & { kind: 'passes' };
  readonly #names: NodeNames;
  readonly #states = new Map<number, string[]>();

  constructor(spec: SequenceSpec & { kind: 'passes' }, names: NodeNames) {
    this.#spec = spec;
    this.#names = names;
  }

  take(stamped: Stamped): boolean {
    const state = stateIn(this.#spec.subject, stamped, this.#names);
    if (state === null) return false;
    const { states } = this.#spec;
    const passed = [...(this.#states.get(stamped.node) ?? []), state].slice(-states.length);
    this.#states.set(stamped.node, passed);
    return passed.length === states.length && passed.every((each, index) => each === states[index]);
  }

  /** What it is in now is still the beginning of what it passes. */
  restart(): void {
    for (const [node, passed] of this.#states) this.#states.set(node, passed.slice(-1));
  }
}

function seconds(us: Micros): number {
  return us / 1_000_000;
}
