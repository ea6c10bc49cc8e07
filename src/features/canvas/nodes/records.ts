import type { LaneFacts } from '../chart/quay-facts.ts';

export const slotWidth = 8;

export interface RecordMarks {
  /** Paths of diamonds: records that a group has still to read, and those that all have. */
  readonly waiting: string;
  readonly read: string;
  /** How many records one diamond stands for. */
  readonly perMark: number;
  readonly pointers: readonly { readonly group: string; readonly x: number; readonly lag: number }[];
}

interface Frame {
  readonly left: number;
  readonly slots: number;
  readonly rowHeight: number;
}

/** The newest records of a topic, so many that the slowest reader is in the picture. */
export function recordsIn({ partitions, groups }: LaneFacts, { left, slots, rowHeight }: Frame): RecordMarks {
  const behind = (positions: readonly number[]): number[] =>
    partitions.map(({ start, end }, index) => end - Math.max(start, positions[index] ?? end));
  const worst = Math.max(0, ...groups.flatMap(({ positions }) => behind(positions)));
  const perMark = Math.max(1, Math.ceil((worst * 1.15) / Math.max(1, slots)));
  const waiting: string[] = [];
  const read: string[] = [];
  partitions.forEach(({ start, end }, row) => {
    const y = 3 + (row + 0.5) * rowHeight;
    const unread = Math.max(0, ...groups.map(({ positions }) => behind(positions)[row] ?? 0));
    const marks = Math.min(slots, Math.ceil((end - start) / perMark));
    for (let slot = 0; slot < marks; slot++) {
      const x = left + slot * slotWidth + 2;
      (slot * perMark < unread ? waiting : read).push(`M${x},${y - 3}l3,3l-3,3l-3,-3z`);
    }
  });
  const pointers = groups.map(({ name, lag, positions }) => {
    const most = Math.max(0, ...behind(positions));
    return { group: name, lag, x: left + Math.ceil(most / perMark) * slotWidth - 2 };
  });
  return { waiting: waiting.join(''), read: read.join(''), perMark, pointers };
}
