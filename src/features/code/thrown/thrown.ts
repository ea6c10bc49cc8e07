import type { EngineFrame, LogLine } from '../../../../simulator/index.ts';

/** An error that running code threw at a line, as often as it did. */
export interface Thrown {
  readonly path: string;
  readonly line: number;
  readonly service: string;
  readonly message: string;
  readonly count: number;
  readonly lastUs: number;
  readonly traceId: string | null;
  /** It ended the process. */
  readonly isEnd: boolean;
}

/** After this long without it, an error is history. */
const forgottenAfterUs = 30_000_000;

/** What the replicas that are there have thrown lately; what is not there any more, nobody can mend. */
export function thrownIn(
  frame: Pick<EngineFrame, 'replicas' | 'virtualUs'>,
  lines: readonly LogLine[],
  entryOf: (service: string) => string,
): Thrown[] {
  const isThere = new Set(frame.replicas.map(({ name }) => name));
  const found = new Map<string, Thrown>();
  const add = (one: Omit<Thrown, 'count'>): void => {
    const key = `${one.path}:${one.line}`;
    const known = found.get(key);
    const newest = known && known.lastUs >= one.lastUs ? known : one;
    found.set(key, { ...newest, count: (known?.count ?? 0) + 1, isEnd: (known?.isEnd ?? false) || one.isEnd });
  };
  for (const { place, replica, service, message, atUs, traceId } of lines) {
    if (place === null || !isThere.has(replica) || frame.virtualUs - atUs > forgottenAfterUs) continue;
    add({ ...place, service, message: firstLine(message), lastUs: atUs, traceId, isEnd: false });
  }
  for (const { place, reason, end, sinceUs, services } of frame.replicas) {
    if (reason === '' || end === null || !byItsCode.includes(end ?? '')) continue;
    const [service = ''] = services;
    // One that was ended from outside left no word about where it was.
    const where = place ?? { path: entryOf(service), line: 1 };
    const message = end === 'hung' ? `This code did not end: ${firstLine(reason)}` : firstLine(reason);
    const key = `${where.path}:${where.line}`;
    const known = found.get(key);
    if (known) found.set(key, { ...known, isEnd: true });
    else if (where.path !== '') add({ ...where, service, message, lastUs: sinceUs, traceId: null, isEnd: true });
  }
  return [...found.values()].sort((one, other) => other.lastUs - one.lastUs);
}

const byItsCode: readonly string[] = ['uncaught', 'hung', 'start failed', 'exit', 'crash point'];

function firstLine(text: string): string {
  const [first = ''] = text.split('\n');
  return first;
}
