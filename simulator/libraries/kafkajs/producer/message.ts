import type { WireBytes, WireRecord } from '../../../wire/log-protocol.ts';
import { toWire, type Bytes } from '../base/bytes.ts';

export interface IHeaders {
  [name: string]: Bytes | string | (Bytes | string)[] | undefined;
}

export interface Message {
  key?: Bytes | string | null;
  value: Bytes | string | null;
  partition?: number;
  headers?: IHeaders;
  timestamp?: string;
}

/** A record as it crosses the network. A `traceparent` that the service set itself (an outbox does) is kept. */
export function recordOf(message: Message, wallMs: number, traceparent: string): WireRecord {
  const timestampMs = message.timestamp === undefined ? wallMs : Number(message.timestamp);
  return {
    key: message.key === null || message.key === undefined ? null : toWire(message.key),
    value: message.value === null ? null : toWire(message.value),
    timestampMs: Number.isFinite(timestampMs) ? timestampMs : wallMs,
    headers: message.headers ? headersOf(message.headers, traceparent) : [['traceparent', traceparent]],
  };
}

function headersOf(given: IHeaders, traceparent: string): WireRecord['headers'] {
  const headers: (readonly [string, WireBytes])[] = [];
  for (const [name, value] of Object.entries(given))
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.push([name, toWire(one)]);
  if (!headers.some(([name]) => name === 'traceparent')) headers.push(['traceparent', traceparent]);
  return headers;
}
