import { durationText } from '../../../../ui/number-text.ts';
import type { TraceRow } from '../trace-rows.ts';

/** What went from one to another, or what one did alone. */
export interface SequenceStep {
  readonly key: string;
  readonly atUs: number;
  readonly kind: 'call' | 'answer' | 'failure' | 'record' | 'note';
  readonly from: string;
  /** The same in a note. */
  readonly to: string;
  readonly text: string;
  readonly ok: boolean;
}

export interface Sequence {
  /** In the order in which they take part. */
  readonly lifelines: readonly string[];
  /** By time. */
  readonly steps: readonly SequenceStep[];
}

/** The same trace, told by who speaks to whom. */
export function sequenceOf(rows: readonly TraceRow[]): Sequence {
  const told: SequenceStep[] = [];
  const open: TraceRow[] = [];
  const closeTo = (depth: number): void => {
    for (let row = open.at(-1); row && row.depth >= depth; row = open.at(-1)) {
      open.pop();
      told.push(...endOf(row));
    }
  };
  for (const row of rows) {
    closeTo(row.depth);
    told.push(...beginningOf(row));
    open.push(row);
  }
  closeTo(0);
  // What is told at the same moment stays as it is nested.
  const steps = told.toSorted((left, right) => left.atUs - right.atUs);
  return { lifelines: [...new Set(steps.flatMap(({ from, to }) => [from, to]))], steps };
}

function isExchange({ kind, from, place }: TraceRow): boolean {
  return (kind === 'call' || kind === 'statement') && from !== place;
}

function beginningOf(row: TraceRow): SequenceStep[] {
  const { key, startUs, kind, from, place, name, attempt } = row;
  const text = attempt === null ? name : `${name}, try ${attempt}`;
  const step = { key: `${key} begins`, atUs: startUs, from, to: place, text, ok: true };
  if (isExchange(row)) return [{ ...step, kind: 'call' }];
  if (kind !== 'record') return [];
  return [{ ...step, kind: from === place ? 'note' : 'record' }];
}

function endOf(row: TraceRow): SequenceStep[] {
  const { key, startUs, endUs, from, place, ok, error, name } = row;
  const step = { key: `${key} ends`, atUs: endUs, from: place, ok };
  if (isExchange(row)) {
    return ok
      ? [{ ...step, kind: 'answer', to: from, text: durationText((endUs - startUs) / 1000) }]
      : [{ ...step, kind: 'failure', to: from, text: error ?? 'failed' }];
  }
  return ok ? [] : [{ ...step, kind: 'note', to: place, text: `${name}: ${error ?? 'failed'}` }];
}
