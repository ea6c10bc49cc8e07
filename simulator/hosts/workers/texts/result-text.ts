import type { Recurring, RecurringHeard, RecurringSent } from './recurring.ts';
import type { SpanFact } from '../../../wire/facts.ts';
import type { InstanceEffect, WindowResult } from '../../../wire/instance-events.ts';
import type { Protocol } from '../../../wire/packet.ts';
import type { SqlCall } from '../../../wire/sql-protocol.ts';

/** What a worker has computed, as text: as windows do, it goes as lists where there is much of it. */
type Call = readonly [
  kind: typeof call,
  atUs: number,
  exchange: number,
  service: string,
  host: string,
  protocol: Protocol,
  payload: unknown,
  traceId: string | null,
  spanId: string | null,
];
type Query = readonly [
  kind: typeof query,
  atUs: number,
  exchange: number,
  service: string,
  host: string,
  connection: number,
  text: Recurring,
  values: readonly (string | null)[] | null,
  traceId: string | null,
  spanId: string | null,
];
type Span = readonly [
  kind: typeof span,
  atUs: number,
  service: string,
  traceId: string,
  spanId: string,
  parentSpanId: string | null,
  name: string,
  spanKind: SpanFact['spanKind'],
  startUs: number,
  endUs: number,
  attributes: SpanFact['attributes'] | Recurring,
  line: string | null,
];
type Said = Call | Query | Span | InstanceEffect;

const call = 1;
const query = 2;
const span = 3;

export function resultText({ effects, nextWakeUs, room }: WindowResult, sent: RecurringSent): string {
  return JSON.stringify([effects.map((effect) => saidOf(effect, sent)), nextWakeUs, room]);
}

/**
 * Whatever that is: the text may come from a realm that strange code has changed. null where it is nothing that a worker says;
 * that times and addresses are right is for others to look at.
 */
export function resultIn(text: string, heard: RecurringHeard): unknown {
  try {
    const [effects, nextWakeUs, room] = JSON.parse(text) as [readonly Said[], unknown, unknown];
    return { effects: effects.map((said) => effectOf(said, heard)), nextWakeUs, room };
  } catch {
    return null;
  }
}

function saidOf(effect: InstanceEffect, sent: RecurringSent): Said {
  if (effect.kind === 'call') {
    const { atUs, exchange, service, host, protocol, trace } = effect;
    const traceId = trace?.traceId ?? null;
    const spanId = trace?.spanId ?? null;
    const payload = protocol === 'sql' ? (effect.payload as SqlCall | null) : null;
    if (payload?.kind !== 'query')
      return [call, atUs, exchange, service, host, protocol, effect.payload, traceId, spanId];
    const { connection, text, values } = payload;
    return [query, atUs, exchange, service, host, connection, sent.of(text), values, traceId, spanId];
  }
  if (effect.kind !== 'fact' || effect.fact.kind !== 'span' || !isUsual(effect.fact)) return effect;
  return spanOf(effect.atUs, effect.fact, sent);
}

/** As nearly all are. */
function isUsual({ ok, links, error }: SpanFact): boolean {
  return ok && links === undefined && error === undefined;
}

/** Attributes that nobody may change are handed out again and again. */
function spanOf(atUs: number, fact: SpanFact, sent: RecurringSent): Span {
  const { service, traceId, spanId, parentSpanId, name, spanKind, startUs, endUs, line = null } = fact;
  const attributes = Object.isFrozen(fact.attributes) ? sent.of(fact.attributes) : fact.attributes;
  return [span, atUs, service, traceId, spanId, parentSpanId, name, spanKind, startUs, endUs, attributes, line];
}

function effectOf(said: Said, heard: RecurringHeard): unknown {
  if (!Array.isArray(said)) return said;
  const list = said as Call | Query | Span;
  switch (list[0]) {
    case call:
      return calling(list, list[5], list[6], traceOf(list[7], list[8]));
    case query: {
      const payload = { kind: 'query', connection: list[5], text: heard.part(list[6]), values: list[7] };
      return calling(list, 'sql', payload, traceOf(list[8], list[9]));
    }
    case span:
      return { kind: 'fact', atUs: list[1], fact: factOf(list, heard) };
  }
  return null;
}

function traceOf(traceId: string | null, spanId: string | null): object | null {
  return traceId === null ? null : { traceId, spanId };
}

function calling(list: Call | Query, protocol: Protocol, payload: unknown, trace: object | null): object {
  return {
    kind: 'call',
    atUs: list[1],
    exchange: list[2],
    service: list[3],
    host: list[4],
    protocol,
    payload,
    trace,
  };
}

/** By their places: to take a list apart by a pattern is to go through it with an iterator. */
function factOf(list: Span, heard: RecurringHeard): object {
  const given = list[10];
  const line = list[11];
  const kind = 'span';
  const service = list[2];
  const traceId = list[3];
  const spanId = list[4];
  const parentSpanId = list[5];
  const name = list[6];
  const spanKind = list[7];
  const startUs = list[8];
  const endUs = list[9];
  const ok = true;
  const attributes = typeof given === 'number' || Array.isArray(given) ? heard.part(given as Recurring) : given;
  if (line === null)
    return { kind, service, traceId, spanId, parentSpanId, name, spanKind, startUs, endUs, ok, attributes };
  return { kind, service, traceId, spanId, parentSpanId, name, spanKind, startUs, endUs, ok, attributes, line };
}
