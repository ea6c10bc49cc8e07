import type { GroupFigures, TopicRecord } from '../../../../../simulator/index.ts';
import { countText } from '../../../../ui/number-text.ts';

/** Where one consumer group stands in a partition. */
export interface Position {
  readonly group: string;
  /** The next offset that it reads. */
  readonly offset: number;
  readonly saying: string;
}

export type Line =
  | { readonly is: 'record'; readonly record: TopicRecord }
  | { readonly is: 'position'; readonly position: Position };

export function positionsIn(
  groups: Readonly<Record<string, GroupFigures>>,
  partition: number,
  end: number,
): readonly Position[] {
  return Object.entries(groups).flatMap(([group, { positions }]) => {
    const offset = positions[partition];
    return offset === undefined ? [] : [{ group, offset, saying: sayingOf(group, end - offset) }];
  });
}

function sayingOf(group: string, behind: number): string {
  if (behind <= 0) return `${group} has read everything below`;
  return `${group} has read what is below, ${countText(behind)} ${behind === 1 ? 'record' : 'records'} behind`;
}

/** Records, newest first, and between them how far each group has come: above its mark is what it has not read. */
export function linesOf(records: readonly TopicRecord[], positions: readonly Position[]): readonly Line[] {
  const newestFirst = records.toReversed();
  const lines: Line[] = [];
  let left = positions;
  for (const record of newestFirst) {
    const here = left.filter(({ offset }) => offset > record.offset);
    left = left.filter(({ offset }) => offset <= record.offset);
    lines.push(...here.map(markOf), { is: 'record', record });
  }
  return [...lines, ...left.map(markOf)];
}

const markOf = (position: Position): Line => ({ is: 'position', position });

/** JSON with a line for each of its parts; null when the text is none. */
export function prettyJson(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return null;
  }
}
