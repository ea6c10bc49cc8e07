import type { Stamped } from '../../../wire/facts.ts';
import type { Micros } from '../../../wire/packet.ts';
import { ConditionTracker, MomentTracker, Trigger } from '../moments.ts';
import type { NodeNames } from '../moments.ts';
import { beginningText } from '../beginning.ts';
import { Quantity } from './quantity.ts';
import type { Tally } from './quantity.ts';
import { inWords } from '../reading.ts';
import type { Reading, Verdict } from '../reading.ts';
import type { MeasuredSpec, TargetSpec } from '../words/specification.ts';
import type { AskRow, Watch } from '../watch.ts';
import { Windows } from './windows.ts';
import type { Window } from './windows.ts';

const beganTooLate = 'it was over before it began: begin the step again';

/** Takes a number over windows of the run and holds it against its target. */
export class MeasuredWatch implements Watch {
  readonly #spec: MeasuredSpec;
  readonly #quantity: Quantity;
  readonly #trigger: Trigger;
  readonly #condition: ConditionTracker | null;
  readonly #before: MomentTracker | null;
  #isOver = false;
  readonly #windows: Windows<Tally>;

  constructor(spec: MeasuredSpec, names: NodeNames, ask: AskRow) {
    this.#spec = spec;
    this.#quantity = new Quantity(spec.quantity, names, ask);
    this.#trigger = new Trigger(spec.after, names);
    this.#condition = spec.while === null ? null : new ConditionTracker(spec.while, names);
    this.#before = spec.before === null ? null : new MomentTracker(spec.before, names);
    this.#windows = new Windows(() => this.#quantity.tally(), spec.settlingUs);
    if (this.#trigger.atUs !== null && (this.#condition?.holds ?? true)) this.#windows.open(0);
  }

  take(stamped: Stamped): void {
    if (this.#before?.take(stamped) === true) {
      this.#isOver = true;
      this.#windows.close(stamped.atUs);
    }
    const triggered = this.#trigger.take(stamped);
    const change = this.#condition?.take(stamped) ?? null;
    if (change === 'ended') this.#windows.close(stamped.atUs);
    const holds = !this.#isOver && (this.#condition === null || this.#condition.holds);
    if (holds && this.#trigger.atUs !== null && (triggered || change === 'began')) this.#windows.open(stamped.atUs);
    this.#quantity.take(stamped, this.#windows);
  }

  /** The newest window that can be decided speaks; where none can, the newest says how far it has come. */
  read(nowUs: Micros): Reading {
    let newest: Reading | null = null;
    for (const window of this.#windows.newest()) {
      const reading = this.#readingOf(window, nowUs);
      if (reading.verdict !== 'not yet') return reading;
      newest ??= reading;
    }
    const { target } = this.#spec;
    if (newest !== null) return newest;
    const { after, while: during } = this.#spec;
    const text = this.#isOver ? beganTooLate : beginningText(this.#trigger.atUs === null ? after : null, during);
    return { verdict: 'not yet', value: null, unit: this.#quantity.unit, target, text };
  }

  #readingOf(window: Window<Tally>, nowUs: Micros): Reading {
    const { target, settlingUs, lastingUs } = this.#spec;
    const { unit } = this.#quantity;
    const lengthUs = Math.max(0, (window.toUs ?? nowUs) - window.fromUs);
    const value = window.tally.value(Math.max(0, lengthUs - settlingUs));
    const samples = window.tally.samples();
    const samplesMin = this.#spec.samplesMin ?? this.#quantity.samplesUsually;
    const isWhole = value !== null && samples >= samplesMin && lengthUs >= lastingUs;
    const verdict = this.#verdict(value, { isWhole, isOpen: window.toUs === null });
    const wanted = target === null ? '' : `, ${target.is} ${inWords(target.value, unit)} wanted`;
    const ended = this.#isOver ? ' when it ended: begin the step again' : '';
    const missing = samples < samplesMin ? ` (${samples} of ${samplesMin} seen${ended})` : '';
    const text = value === null ? `nothing measured yet${missing}` : `${inWords(value, unit)}${wanted}${missing}`;
    return { verdict, value, unit, target, text };
  }

  #verdict(value: number | null, { isWhole, isOpen }: { isWhole: boolean; isOpen: boolean }): Verdict {
    const { target } = this.#spec;
    if (value === null) return 'not yet';
    if (target === null) return isWhole && this.#quantity.isWorthTelling(value) ? 'passed' : 'not yet';
    const { growth } = this.#quantity;
    // A count that is past its limit does not come back.
    if (growth === 'only up' && target.is !== 'at least' && value > target.value) return 'failed';
    if (!isWhole) return 'not yet';
    if (meets(value, target)) return 'passed';
    return isOpen && growth !== 'settles' ? 'not yet' : 'failed';
  }
}

function meets(value: number, { is, value: wanted }: TargetSpec): boolean {
  if (is === 'at least') return value >= wanted;
  return is === 'at most' ? value <= wanted : value === wanted;
}
