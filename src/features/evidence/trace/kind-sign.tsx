import type { TraceRow } from './trace-rows.ts';

const shapes: Readonly<Record<TraceRow['kind'], string | null>> = {
  call: null,
  statement: 'M1.5,3V9C1.5,11 10.5,11 10.5,9V3C10.5,1 1.5,1 1.5,3C1.5,5 10.5,5 10.5,3',
  record: 'M6,1L11,6L6,11L1,6Z',
  inside: null,
};
const words = { statement: 'statement', record: 'record' } as const;

/** As on the chart: a drum is a store's, a diamond is a record. */
export function KindSign({ kind }: { readonly kind: TraceRow['kind'] }) {
  const shape = shapes[kind];
  if (shape === null) return null;
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" role="img" aria-label={words[kind as keyof typeof words]}>
      <path d={shape} fill="var(--surface)" stroke="currentColor" strokeWidth="1.4" />
    </svg>
  );
}
