import type { RecurringHeard, RecurringSent, Recurring } from './recurring.ts';
import type { InstanceEvent } from '../../../wire/instance-events.ts';
import type { SqlAnswer, SqlField, SqlResult } from '../../../wire/sql-protocol.ts';
import type { TraceContext } from '../../../wire/trace-context.ts';

/**
 * What a worker is to compute, as text. Most of it is calls and answers: they go as lists, since names of fields would be half
 * of the text and most of the work to read it.
 */
export interface Window {
  readonly untilUs: number;
  readonly events: readonly InstanceEvent[];
}

/** Of one kind each, told apart by how long they are. */
type Call = readonly [
  ...place: Place,
  from: number,
  exchange: number,
  payload: unknown,
  traceId: string | null,
  spanId: string | null,
];
type Answer = readonly [...place: Place, exchange: number, payload: unknown];
type Results = readonly [
  ...place: Place,
  exchange: number,
  results: readonly Result[],
  error: unknown,
  transaction: string,
];
type Place = readonly [atUs: number, source: number, sequence: number];
type Result = readonly [command: string, rowCount: number | null, fields: Recurring, rows: SqlResult['rows']];
type Said = Call | Answer | Results | InstanceEvent;

const noFields: readonly SqlField[] = [];

export function windowText({ untilUs, events }: Window, sent: RecurringSent): string {
  return JSON.stringify([untilUs, events.map((event) => saidOf(event, sent))]);
}

export function windowIn([untilUs, events]: readonly [number, readonly Said[]], heard: RecurringHeard): Window {
  return { untilUs, events: events.map((said) => eventOf(said, heard)) };
}

function saidOf(event: InstanceEvent, sent: RecurringSent): Said {
  const { atUs, source, sequence } = event;
  if (event.kind === 'call') {
    const { from, exchange, payload, trace } = event;
    return [atUs, source, sequence, from, exchange, payload, trace?.traceId ?? null, trace?.spanId ?? null];
  }
  if (event.kind !== 'answer') return event;
  const { exchange } = event;
  const payload = event.payload as SqlAnswer | null;
  if (payload?.kind !== 'results') return [atUs, source, sequence, exchange, payload];
  const results = payload.results.map((result) => resultOf(result, sent));
  return [atUs, source, sequence, exchange, results, payload.error, payload.transaction];
}

function resultOf({ command, rowCount, fields, rows }: SqlResult, sent: RecurringSent): Result {
  return [command, rowCount, sent.of(fields.length === 0 ? noFields : fields), rows];
}

/** With all fields that an arrival has in line, too: whoever reads them meets one shape. */
function eventOf(said: Said, heard: RecurringHeard): InstanceEvent {
  if (!Array.isArray(said)) return said as InstanceEvent;
  const list = said as Call | Answer | Results;
  switch (list.length) {
    case 8:
      return arrival(list, 'call', list[3], list[4], list[5], list[6] === null ? null : traceOf(list[6], list[7]!));
    case 5:
      return arrival(list, 'answer', list[1], list[3], list[4], null);
    case 7: {
      const results = list[4].map((result) => ({
        command: result[0],
        rowCount: result[1],
        fields: heard.part(result[2]),
        rows: result[3],
      }));
      const payload = { kind: 'results', results, error: list[5], transaction: list[6] };
      return arrival(list, 'answer', list[1], list[3], payload, null);
    }
  }
}

function traceOf(traceId: string, spanId: string): TraceContext {
  return { traceId, spanId };
}

function arrival(
  place: Call | Answer | Results,
  kind: 'call' | 'answer',
  from: number,
  exchange: number,
  payload: unknown,
  trace: TraceContext | null,
): InstanceEvent {
  return {
    atUs: place[0],
    source: place[1],
    sequence: place[2],
    kind,
    from,
    exchange,
    payload,
    trace,
    code: null,
    why: '',
  } as InstanceEvent;
}
