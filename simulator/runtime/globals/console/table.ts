import type { Inspect } from './inspect.ts';

const indexHeading = '(index)';
const valuesHeading = 'Values';
const rowsMax = 1_000;

/** What `console.table` draws; null for what is no table. */
export function tableText(inspect: Inspect, data: unknown, columns?: readonly string[]): string | null {
  if (typeof data !== 'object' || data === null) return null;
  const rows = [...rowsOf(data)].slice(0, rowsMax);
  const headings: string[] = [];
  let hasValues = false;
  const cells = rows.map(([, value]) => {
    const found: Record<string, string> = {};
    if (typeof value !== 'object' || value === null) {
      hasValues = true;
      return { found, own: inspect(value).text };
    }
    for (const key of columns ?? Object.keys(value)) {
      if (!headings.includes(key)) headings.push(key);
      if (Object.hasOwn(value, key)) found[key] = inspect((value as Record<string, unknown>)[key], { depth: 0 }).text;
    }
    return { found, own: '' };
  });
  const titles = [indexHeading, ...headings, ...(hasValues ? [valuesHeading] : [])];
  const lines = rows.map(([index], row) => [
    index,
    ...headings.map((heading) => cells[row]!.found[heading] ?? ''),
    ...(hasValues ? [cells[row]!.own] : []),
  ]);
  return drawn(titles, lines);
}

function* rowsOf(data: object): Iterable<[index: string, value: unknown]> {
  if (data instanceof Map || data instanceof Set) {
    let index = 0;
    for (const value of data.values()) yield [String(index++), value];
    return;
  }
  for (const [index, value] of Object.entries(data)) yield [index, value];
}

function drawn(titles: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = titles.map(
    (title, column) => Math.max(title.length, ...lines.map((line) => line[column]!.length)) + 2,
  );
  const rule = (left: string, middle: string, right: string): string =>
    left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
  const row = (line: readonly string[]): string =>
    `│${line.map((cell, column) => centred(cell, widths[column]!)).join('│')}│`;
  return [rule('┌', '┬', '┐'), row(titles), rule('├', '┼', '┤'), ...lines.map(row), rule('└', '┴', '┘')].join('\n');
}

function centred(text: string, width: number): string {
  const left = Math.floor((width - text.length) / 2);
  return ' '.repeat(left) + text + ' '.repeat(width - text.length - left);
}
