import { parsePositiveDuration } from '../../../fleet/grammar/duration.ts';
import type { Micros } from '../../../wire/packet.ts';
import type {
  ConditionSpec,
  ExpectationSpec,
  HappeningSpec,
  MeasuredSpec,
  MomentSpec,
  QuantitySpec,
  SequenceSpec,
  TargetSpec,
} from './specification.ts';
import type { Condition, Happening, Measure, Moment } from './vocabulary.ts';

/** Behind each word is its specification, where only this file finds it. */
const expectations = new WeakMap<object, ExpectationSpec>();
const moments = new WeakMap<object, MomentSpec>();
const conditions = new WeakMap<object, ConditionSpec>();

/** null for what is none of our words. */
export function specOf(expectation: unknown): ExpectationSpec | null {
  const isObject = typeof expectation === 'object' && expectation !== null;
  return isObject ? (expectations.get(expectation) ?? null) : null;
}

export function momentSpecOf(moment: Moment): MomentSpec {
  const spec = moments.get(moment);
  if (spec === undefined) throw new TypeError('expected a moment, such as run.restore(...) or run.fault(...)');
  return spec;
}

export function conditionSpecOf(condition: Condition): ConditionSpec {
  const spec = conditions.get(condition);
  if (spec === undefined)
    throw new TypeError('expected a condition, such as run.fault(...) or run.breaker(...).is(...)');
  return spec;
}

export function momentWords(spec: MomentSpec): Moment {
  const words: Moment = { happens: () => happeningWords({ kind: 'order', moments: [spec] }) };
  moments.set(words, spec);
  return words;
}

export function conditionWords(condition: ConditionSpec): Condition {
  const begins: MomentSpec = { kind: 'begins', condition };
  const words: Condition = {
    happens: () => happeningWords({ kind: 'order', moments: [begins] }),
    ends: () => momentWords({ kind: 'ends', condition }),
  };
  moments.set(words, begins);
  conditions.set(words, condition);
  return words;
}

export function happeningWords(
  what: SequenceSpec,
  also: Pick<HappeningSpec, 'after' | 'withinUs'> = { after: null, withinUs: null },
): Happening {
  const words: Happening = {
    isExpectation: true,
    after: (moment) => happeningWords(what, { ...also, after: momentSpecOf(moment) }),
    within: (duration) => happeningWords(what, { ...also, withinUs: microseconds(duration) }),
  };
  expectations.set(words, { kind: 'happening', what, ...also });
  return words;
}

type Around = Omit<MeasuredSpec, 'kind' | 'quantity'>;
const everything: Around = {
  while: null,
  after: null,
  before: null,
  samplesMin: null,
  settlingUs: 0,
  lastingUs: 0,
  target: null,
};

export function measureWords(quantity: QuantitySpec, around: Around = everything): Measure {
  const withMore = (more: Partial<Around>): Measure => measureWords(quantity, { ...around, ...more });
  const target = (is: TargetSpec['is'], value: number): Measure => withMore({ target: { is, value: finite(value) } });
  const combined = (kind: 'minus' | 'per', other: Measure): Measure =>
    measureWords({ kind, left: quantity, right: quantityOf(other) }, around);
  const words: Measure = {
    isExpectation: true,
    while: (condition) => withMore({ while: conditionSpecOf(condition) }),
    after: (moment) => withMore({ after: momentSpecOf(moment) }),
    before: (moment) => withMore({ before: momentSpecOf(moment) }),
    over: (samples) => withMore({ samplesMin: finite(samples) }),
    settling: (duration) => withMore({ settlingUs: microseconds(duration) }),
    lasting: (duration) => withMore({ lastingUs: microseconds(duration) }),
    minus: (other) => combined('minus', other),
    per: (other) => combined('per', other),
    atLeast: (value) => target('at least', value),
    atMost: (value) => target('at most', value),
    exactly: (value) => target('exactly', value),
  };
  expectations.set(words, { kind: 'measured', quantity, ...around });
  return words;
}

function quantityOf(measure: Measure): QuantitySpec {
  const spec = specOf(measure);
  if (spec?.kind !== 'measured') throw new TypeError('expected a measure, such as run.flow(...).count()');
  return spec.quantity;
}

function finite(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new TypeError(`found ${String(value)}, expected a number`);
}

function microseconds(duration: string): Micros {
  const parsed = parsePositiveDuration(duration);
  if (!parsed.ok) throw new TypeError(`found ${JSON.stringify(duration)}, expected ${parsed.expected}`);
  return parsed.value;
}
