import type { InspectContext } from './inspect-context.ts';

export interface Printed {
  /** What stands before the brace: a function's name, an error's text. */
  readonly base: string;
  readonly open: string;
  readonly close: string;
  readonly entries: readonly string[];
  /** The array whose elements may be laid out in columns. */
  readonly list?: ArrayLike<unknown>;
}

/** On one line where it is short and shallow enough, otherwise one entry a line. */
export function layOut(context: InspectContext, printed: Printed, level: number): string {
  const { base, open, close } = printed;
  const before = base === '' ? '' : `${base} `;
  const columns =
    printed.list !== undefined && printed.entries.length > 6
      ? inColumns(context, printed.entries, printed.list)
      : printed.entries;
  const grouped = columns.length !== printed.entries.length;
  if (context.currentLevel - level < context.compact && !grouped) {
    const start = columns.length + context.indentation + open.length + base.length + 10;
    if (fitsLine(context, columns, start, base)) {
      const joined = columns.join(', ');
      if (!joined.includes('\n')) return `${before}${open} ${joined} ${close}`;
    }
  }
  const newLine = `\n${' '.repeat(context.indentation)}`;
  return `${before}${open}${newLine}  ${columns.join(`,${newLine}  `)}${newLine}${close}`;
}

function fitsLine(context: InspectContext, entries: readonly string[], start: number, base: string): boolean {
  let length = entries.length + start;
  if (length + entries.length > context.breakLength) return false;
  for (const entry of entries) length += entry.length;
  return length <= context.breakLength && !base.includes('\n');
}

const separatorWidth = 2;
const columnsMax = 15;

/** Many short elements are set like a table, as near to a square as the line length allows. */
function inColumns(context: InspectContext, entries: readonly string[], list: ArrayLike<unknown>): readonly string[] {
  const hasMore = entries.length > context.arrayItemsMax;
  const count = hasMore ? entries.length - 1 : entries.length;
  const widths = entries.slice(0, count).map((entry) => entry.length);
  const widest = Math.max(0, ...widths);
  const total = widths.reduce((sum, width) => sum + width + separatorWidth, 0);
  const cell = widest + separatorWidth;
  const worthIt = total / cell > 5 || widest <= 6;
  if (cell * 3 + context.indentation >= context.breakLength || !worthIt) return entries;
  const bias = Math.max(cell - 3 - Math.sqrt(cell - total / entries.length), 1);
  const columns = Math.min(
    Math.round(Math.sqrt(2.5 * bias * count) / bias),
    Math.floor((context.breakLength - context.indentation) / cell),
    context.compact * 4,
    columnsMax,
  );
  if (columns <= 1) return entries;
  const columnWidths = Array.from({ length: columns }, (_, column) => {
    let width = 0;
    for (let index = column; index < count; index += columns) width = Math.max(width, widths[index]!);
    return width + separatorWidth;
  });
  const numeric = entries.every((_, index) => typeof list[index] === 'number' || typeof list[index] === 'bigint');
  const lines: string[] = [];
  for (let first = 0; first < count; first += columns) {
    lines.push(lineOfCells(entries.slice(first, Math.min(first + columns, count)), columnWidths, numeric));
  }
  return hasMore ? [...lines, entries[count]!] : lines;
}

function lineOfCells(cells: readonly string[], widths: readonly number[], numeric: boolean): string {
  return cells
    .map((cell, column) => {
      const last = column === cells.length - 1;
      const text = last ? cell : `${cell}, `;
      if (numeric) return text.padStart(widths[column]! - (last ? separatorWidth : 0));
      return last ? text : text.padEnd(widths[column]!);
    })
    .join('');
}
