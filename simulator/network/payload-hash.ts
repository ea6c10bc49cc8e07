import type { Hash } from '../kernel/hash.ts';
import type { HttpBody, HttpRequest, HttpResponse } from '../wire/http.ts';
import type { AnswerPacket, CallPacket, Protocol } from '../wire/packet.ts';
import type { SqlAnswer, SqlCall, SqlResult } from '../wire/sql-protocol.ts';

/**
 * Mixes in what a message says. Of HTTP that is the request line or the status, the headers' number and the body: trace ids in
 * headers are drawn from streams that are in the digest anyway. Of SQL it is all but the descriptions of columns, which follow
 * from the statement and the tables.
 */
export function hashPayload(hash: Hash, protocol: Protocol, packet: CallPacket | AnswerPacket): void {
  const isCall = packet.kind === 'call';
  switch (protocol) {
    case 'http':
      if (isCall) hashRequest(hash, packet.payload as HttpRequest);
      else hashResponse(hash, packet.payload as HttpResponse);
      return;
    case 'sql':
      if (isCall) hashSqlCall(hash, packet.payload as SqlCall);
      else hashSqlAnswer(hash, packet.payload as SqlAnswer);
      return;
    default:
      hash.value(packet.payload);
  }
}

function hashRequest(hash: Hash, { method, path, headers, body }: HttpRequest): void {
  hash.recurring(method).text(path).bits(headers.length);
  hashBody(hash, body);
}

function hashResponse(hash: Hash, { status, headers, body }: HttpResponse): void {
  hash.bits(status).bits(headers.length);
  hashBody(hash, body);
}

function hashBody(hash: Hash, body: HttpBody | null): void {
  if (body) hash.passage(body.text);
}

function hashSqlCall(hash: Hash, call: SqlCall): void {
  if (call.kind !== 'query') return void hash.value(call);
  hash.bits(call.connection).recurring(call.text);
  if (call.values) hashTexts(hash, call.values);
}

function hashSqlAnswer(hash: Hash, answer: SqlAnswer): void {
  if (answer.kind !== 'results') return void hash.value(answer);
  hash.recurring(answer.transaction).bits(answer.results.length);
  for (const result of answer.results) hashSqlResult(hash, result);
  if (answer.error) hash.value(answer.error);
}

function hashSqlResult(hash: Hash, { command, rowCount, fields, rows }: SqlResult): void {
  hash
    .recurring(command)
    .bits(rowCount ?? -1)
    .bits(fields.length)
    .bits(rows.length);
  for (const row of rows) hashTexts(hash, row);
}

function hashTexts(hash: Hash, texts: readonly (string | null)[]): void {
  hash.bits(texts.length);
  for (const text of texts) hash.value(text);
}
