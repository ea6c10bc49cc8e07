import type { SeriesBin } from '../../../../simulator/index.ts';
import { bytesText, countText, durationText, rateText, shareText } from '../../../ui/number-text.ts';

export type ChartName = 'rate' | 'latency' | 'cpu' | 'load' | 'heap' | 'sent' | 'read' | 'lag';

/** How a line is drawn: never told by colour alone. */
export type LineLook = 'plain' | 'dashed' | 'dotted' | 'bad';

export interface ChartLine {
  readonly name: string;
  readonly look: LineLook;
  /** Of one bin that lasted so long; null where nothing was measured. */
  readonly value: (bin: SeriesBin, lastedUs: number) => number | null;
}

export interface ChartKind {
  readonly title: string;
  readonly text: (value: number) => string;
  /** The top of the scale, where it does not follow the values. */
  readonly most?: number;
  /** In which its numbers are told, where that is not one. */
  readonly unit?: number;
  readonly lines: readonly ChartLine[];
}

const perSecond = (count: number, lastedUs: number): number => (count / lastedUs) * 1_000_000;

const rateOf = (title: string): ChartKind => ({
  title,
  text: rateText,
  lines: [{ name: title, look: 'plain', value: ({ count }, lastedUs) => perSecond(count, lastedUs) }],
});

export const chartKinds: Readonly<Record<ChartName, ChartKind>> = {
  rate: {
    title: 'rate',
    text: rateText,
    lines: [
      { name: 'all', look: 'plain', value: ({ count }, lastedUs) => perSecond(count, lastedUs) },
      { name: 'failed', look: 'bad', value: ({ failed }, lastedUs) => perSecond(failed, lastedUs) },
    ],
  },
  latency: {
    title: 'took',
    text: durationText,
    lines: [
      { name: 'p50', look: 'plain', value: ({ p50 }) => p50 },
      { name: 'p95', look: 'dashed', value: ({ p95 }) => p95 },
      { name: 'p99', look: 'dotted', value: ({ p99 }) => p99 },
    ],
  },
  cpu: {
    title: 'CPU',
    text: shareText,
    most: 1,
    lines: [{ name: 'busy', look: 'plain', value: ({ cpu }) => cpu }],
  },
  load: {
    title: 'requests',
    text: countText,
    lines: [
      { name: 'in hand', look: 'plain', value: ({ inHand }) => inHand },
      { name: 'queued', look: 'dashed', value: ({ queued }) => queued },
    ],
  },
  heap: {
    title: 'heap',
    text: bytesText,
    unit: 1_048_576,
    lines: [{ name: 'used', look: 'plain', value: ({ heapBytes }) => heapBytes }],
  },
  sent: rateOf('sent'),
  read: rateOf('read'),
  lag: {
    title: 'lag',
    text: (records) => `${countText(records)} ${records === 1 ? 'record' : 'records'}`,
    lines: [{ name: 'behind', look: 'plain', value: ({ lag }) => lag }],
  },
};
