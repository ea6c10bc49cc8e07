import { durationText } from '../../../../ui/number-text.ts';
import type { Sequence, SequenceStep } from './sequence.ts';

export interface LaidStep {
  readonly step: SequenceStep;
  readonly y: number;
  /** From where to where; the same in a note. */
  readonly fromX: number;
  readonly toX: number;
  readonly textX: number;
  /** Since the beginning. */
  readonly clock: string;
}

export interface SequenceLayout {
  readonly width: number;
  readonly height: number;
  readonly lifelines: readonly { readonly name: string; readonly x: number }[];
  readonly steps: readonly LaidStep[];
}

/** Where the heads end and the lines begin. */
export const headHeight = 30;
const clockWidth = 76;
const rowHeight = 32;
const lifelineWidth = 132;
const letterWidth = 6.6;

/** Each step has a height of its own, so that words may be as long as they are. */
export function layoutOf({ lifelines, steps }: Sequence): SequenceLayout {
  const xs = new Map(lifelines.map((name, index) => [name, clockWidth + (index + 0.5) * lifelineWidth]));
  const startUs = steps[0]?.atUs ?? 0;
  const laid = steps.map((step, index) => {
    const fromX = xs.get(step.from) ?? 0;
    const toX = xs.get(step.to) ?? 0;
    const y = headHeight + (index + 1) * rowHeight - 6;
    return { step, y, fromX, toX, textX: Math.min(fromX, toX) + 9, clock: durationText((step.atUs - startUs) / 1000) };
  });
  const ends = laid.map(({ textX, step }) => textX + step.text.length * letterWidth + 16);
  return {
    width: Math.ceil(Math.max(clockWidth + lifelines.length * lifelineWidth, ...ends)),
    height: headHeight + steps.length * rowHeight + 12,
    lifelines: lifelines.map((name) => ({ name, x: xs.get(name) ?? 0 })),
    steps: laid,
  };
}
