import { parseTraceparent } from '../../../wire/trace-context.ts';
import type { HttpRequest, HttpResponse } from '../../../wire/http.ts';
import type { FetchAnswer, LogCall, ProduceAnswer, WireRecord } from '../../../wire/log-protocol.ts';
import type { AnswerPacket, CallPacket, Packet, Protocol } from '../../../wire/packet.ts';
import type { SqlAnswer, SqlCall } from '../../../wire/sql-protocol.ts';
import type { Message } from '../../../wire/view/message.ts';

/** What one packet carries, to those who look at it: one message, or one for each record. */
export interface Content {
  readonly what: Message['what'];
  readonly ok: boolean;
  readonly label: string;
  readonly topic: string | null;
  readonly partition: number | null;
  /** Of a record: the trace that it was sent in. Others have that of their call. */
  readonly traceId?: string | null;
}

const longestLabel = 80;

export function contentsOf(packet: Packet, protocol: Protocol | null): readonly Content[] {
  switch (packet.kind) {
    case 'call':
      return contentsOfCall(packet);
    case 'answer':
      return contentsOfAnswer(packet, protocol);
    case 'failure':
      return [plain('failure', packet.code, false)];
    case 'cancel':
      return [plain('cancel', 'no longer waits', true)];
    case 'disconnect':
      return [];
  }
}

function plain(what: Message['what'], label: string, ok = true): Content {
  return { what, ok, label: label.slice(0, longestLabel), topic: null, partition: null };
}

function contentsOfCall({ protocol, payload }: CallPacket): readonly Content[] {
  if (protocol === 'http') {
    const { method, path } = payload as HttpRequest;
    return [plain('call', `${method} ${path}`)];
  }
  if (protocol === 'sql') return contentsOfSqlCall(payload as SqlCall);
  if (protocol !== 'log') return [plain('call', protocol)];
  const call = payload as LogCall;
  if (call.kind !== 'produce') return [plain('call', call.kind)];
  return call.batches.flatMap(({ topic, partition, records }) => recordsOf(topic, partition, records));
}

function contentsOfSqlCall(call: SqlCall): readonly Content[] {
  return call.kind === 'query' ? [plain('statement', statementLabel(call.text))] : [plain('statement', call.kind)];
}

function contentsOfAnswer({ payload }: AnswerPacket, protocol: Protocol | null): readonly Content[] {
  if (protocol === 'http') {
    const { status } = payload as HttpResponse;
    return [plain('answer', String(status), status < 500)];
  }
  if (protocol === 'sql') return contentsOfSqlAnswer(payload as SqlAnswer);
  if (protocol !== 'log') return [plain('answer', 'answer')];
  const answer = payload as Partial<FetchAnswer & ProduceAnswer>;
  if (answer.partitions?.some((each) => 'records' in each))
    return answer.partitions.flatMap(({ topic, partition, records }) => recordsOf(topic, partition, records));
  const refused = answer.batches?.find(({ error }) => error !== 'NONE');
  return [refused ? plain('answer', refused.error, false) : plain('answer', 'stored')];
}

function contentsOfSqlAnswer(answer: SqlAnswer): readonly Content[] {
  if (answer.kind === 'refused') return [plain('rows', answer.error.code, false)];
  if (answer.kind !== 'results') return [plain('rows', answer.kind)];
  if (answer.error) return [plain('rows', answer.error.code, false)];
  const last = answer.results.at(-1);
  if (!last) return [plain('rows', 'nothing')];
  return [plain('rows', last.rowCount === null ? last.command : `${last.command} ${last.rowCount}`)];
}

function recordsOf(topic: string, partition: number, records: readonly WireRecord[]): readonly Content[] {
  return records.map((record) => ({
    what: 'record',
    ok: true,
    label: topic,
    topic,
    partition,
    traceId: traceOf(record),
  }));
}

function traceOf({ headers }: WireRecord): string | null {
  for (const [name, value] of headers)
    if (name === 'traceparent' && typeof value === 'string') return parseTraceparent(value)?.traceId ?? null;
  return null;
}

/** `INSERT orders`: the operation and what it works on. */
function statementLabel(text: string): string {
  const operation = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? 'QUERY';
  const table = /\b(?:from|into|update|table)\s+(?:only\s+)?(?:if\s+(?:not\s+)?exists\s+)?"?(?:public\.)?"?(\w+)/i.exec(
    text,
  )?.[1];
  return table === undefined ? operation : `${operation} ${table}`;
}
