import type { Stamped } from '../../../wire/facts.ts';
import type { Micros } from '../../../wire/packet.ts';
import { levelTracker } from './levels.ts';
import type { LevelTracker } from './levels.ts';
import type { NodeNames } from '../moments.ts';
import type { CheckUnit } from '../../../wire/view/check-reading.ts';
import type { LeafSpec, LevelSpec, QuantitySpec, ReadLevelSpec, RowSpec, SampledSpec } from '../words/specification.ts';
import { SampleTally, sampleIn } from './tallies.ts';
import type { AskRow } from '../watch.ts';
import type { Windows } from './windows.ts';

/** One window's share of a quantity. */
interface QuantityTally {
  value(lengthUs: Micros): number | null;
  end(): void;
  samples(): number;
}

/**
 * How a number moves while its window goes on: a count goes up only; a ratio settles as samples come; a level, or a row,
 * may yet come to where it should be.
 */
export type Growth = 'only up' | 'settles' | 'moves';

type Part = SampledPart | LevelPart | RowPart;

class SampledPart implements QuantityTally {
  readonly kind = 'sampled';
  readonly tally: SampleTally;

  constructor(spec: SampledSpec) {
    this.tally = new SampleTally(spec);
  }

  value(lengthUs: Micros): number | null {
    return this.tally.value(lengthUs);
  }

  samples(): number {
    return this.tally.count;
  }

  /** What began in the window may still be counted. */
  end(): void {}
}

class LevelPart implements QuantityTally {
  readonly kind = 'level';
  readonly #as: ReadLevelSpec['as'];
  readonly #tracker: LevelTracker;
  /** null before the first look. */
  #extreme: number | null = null;
  #last: number | null = null;

  constructor({ as }: ReadLevelSpec, tracker: LevelTracker) {
    this.#as = as;
    this.#tracker = tracker;
  }

  look(): void {
    const { value } = this.#tracker;
    const extreme = this.#extreme ?? value;
    this.#extreme = this.#as === 'lowest' ? Math.min(extreme, value) : Math.max(extreme, value);
  }

  value(): number | null {
    return this.#last ?? (this.#as === 'now' ? this.#tracker.value : this.#extreme);
  }

  end(): void {
    this.#last = this.value();
  }

  samples(): number {
    return Infinity;
  }
}

class RowPart implements QuantityTally {
  readonly kind = 'row';
  readonly #spec: RowSpec;
  readonly #ask: AskRow;
  /** What is taken off: the number as the window had settled, where its change is wanted. */
  #begunAt: number | null | undefined;
  #last: number | null | undefined;

  constructor(spec: RowSpec, ask: AskRow) {
    this.#spec = spec;
    this.#ask = ask;
    if (spec.as === 'now') this.#begunAt = 0;
  }

  look(): void {
    if (this.#begunAt === undefined) this.#begunAt = this.#now();
  }

  value(): number | null {
    if (this.#last !== undefined) return this.#last;
    const now = this.#now();
    return now === null || typeof this.#begunAt !== 'number' ? null : now - this.#begunAt;
  }

  end(): void {
    this.#last = this.value();
  }

  #now(): number | null {
    const answer = this.#ask(this.#spec.store, this.#spec.sql);
    return answer.ok ? answer.value : null;
  }

  samples(): number {
    return Infinity;
  }
}

/** A tree of numbers; its leaves are counted in each window by themselves. */
export class Tally implements QuantityTally {
  readonly parts: readonly Part[];
  readonly #combine: (values: readonly (number | null)[]) => number | null;

  constructor(parts: readonly Part[], combine: (values: readonly (number | null)[]) => number | null) {
    this.parts = parts;
    this.#combine = combine;
  }

  value(lengthUs: Micros): number | null {
    return this.#combine(this.parts.map((part) => part.value(lengthUs)));
  }

  samples(): number {
    return this.parts[0]!.samples();
  }

  end(): void {
    for (const part of this.parts) part.end();
  }
}

export class Quantity {
  readonly #spec: QuantitySpec;
  readonly #leaves: readonly LeafSpec[];
  readonly #levels = new Map<LevelSpec, LevelTracker>();
  readonly #ask: AskRow;

  constructor(spec: QuantitySpec, names: NodeNames, ask: AskRow) {
    this.#spec = spec;
    this.#ask = ask;
    this.#leaves = leavesOf(spec);
    for (const leaf of this.#leaves) {
      if (leaf.kind === 'level') this.#levels.set(leaf.level, levelTracker(leaf.level, names));
    }
  }

  tally(): Tally {
    const parts = this.#leaves.map((leaf) => {
      if (leaf.kind === 'sampled') return new SampledPart(leaf);
      return leaf.kind === 'level' ? new LevelPart(leaf, this.#levels.get(leaf.level)!) : new RowPart(leaf, this.#ask);
    });
    return new Tally(parts, (values) => combined(this.#spec, [...values]));
  }

  take(stamped: Stamped, windows: Windows<Tally>): void {
    for (const tracker of this.#levels.values()) tracker.take(stamped);
    this.#leaves.forEach((leaf, index) => {
      const taken = leaf.kind === 'sampled' ? sampleIn(leaf.source, stamped) : null;
      const window = windows.at(taken?.startUs ?? stamped.atUs);
      const part = window?.tally.parts[index];
      if (part?.kind === 'level' || part?.kind === 'row') part.look();
      if (part?.kind === 'sampled' && taken !== null) part.tally.add(taken);
    });
  }

  get unit(): CheckUnit {
    return unitOf(this.#spec);
  }

  get growth(): Growth {
    const [first] = this.#leaves;
    if (this.#leaves.length > 1) return first!.kind === 'sampled' ? 'settles' : 'moves';
    if (first!.kind === 'sampled') return first!.as.kind === 'count' ? 'only up' : 'settles';
    return first!.kind === 'level' && first!.as === 'highest' ? 'only up' : 'moves';
  }

  get samplesUsually(): number {
    const [first] = this.#leaves;
    return first!.kind === 'sampled' && (first!.as.kind === 'ratio' || first!.as.kind === 'percentile') ? 20 : 0;
  }

  /** A count of nothing has measured nothing yet. */
  isWorthTelling(value: number): boolean {
    return value !== 0 || this.growth !== 'only up';
  }
}

function leavesOf(spec: QuantitySpec): LeafSpec[] {
  return 'left' in spec ? [...leavesOf(spec.left), ...leavesOf(spec.right)] : [spec];
}

/** `values` are those of the leaves, from left to right; they are used up. */
function combined(spec: QuantitySpec, values: (number | null)[]): number | null {
  if (!('left' in spec)) return values.shift() ?? null;
  const left = combined(spec.left, values);
  const right = combined(spec.right, values);
  if (left === null || right === null) return null;
  if (spec.kind === 'minus') return left - right;
  return right === 0 ? null : left / right;
}

export function unitOf(spec: QuantitySpec): CheckUnit {
  if (spec.kind === 'minus') return unitOf(spec.left);
  if (spec.kind === 'level') return spec.level.kind === 'heap' ? 'MB' : '';
  if (spec.kind !== 'sampled') return '';
  const units = { count: '', rate: '/s', ratio: 'share', percentile: 'ms' } as const;
  return units[spec.as.kind];
}
