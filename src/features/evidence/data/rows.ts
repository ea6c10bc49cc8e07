import type { RowsAnswer } from '../../../../simulator/index.ts';

export type Row = readonly (string | null)[];
export type Rows = Extract<RowsAnswer, { readonly ok: true }>;

const number = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** Which columns hold numbers and nothing else, as far as is to be seen. */
export function numberColumns({ columns, rows }: Pick<Rows, 'columns' | 'rows'>): readonly boolean[] {
  return columns.map((_, index) => {
    const values = rows.flatMap((row) => row[index] ?? []);
    return values.length > 0 && values.every((value) => number.test(value));
  });
}

interface KeyedRow {
  readonly key: string;
  readonly row: Row;
  /** The request that wrote it. */
  readonly traceId: string | null;
  /** The line of code that did. */
  readonly line: string | null;
}

/** Two rows may hold the same. Counted from the last on, so that a row keeps its key when others come before it. */
export function keyedRows({
  rows,
  traceIds = [],
  lines = [],
}: Omit<Rows, 'ok' | 'columns' | 'more'>): readonly KeyedRow[] {
  const seen = new Map<string, number>();
  return rows
    .toReversed()
    .map((row, fromLast) => {
      const content = JSON.stringify(row);
      const count = (seen.get(content) ?? 0) + 1;
      seen.set(content, count);
      const place = rows.length - 1 - fromLast;
      return { key: `${content} ${count}`, row, traceId: traceIds[place] ?? null, line: lines[place] ?? null };
    })
    .toReversed();
}
