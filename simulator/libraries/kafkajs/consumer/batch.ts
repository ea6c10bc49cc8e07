import type { StoredRecord } from '../../../wire/log-protocol.ts';
import { fromWire, type Bytes } from '../base/bytes.ts';
import type { IHeaders } from '../producer/message.ts';

export interface KafkaMessage {
  key: Bytes | null;
  value: Bytes | null;
  timestamp: string;
  attributes: number;
  offset: string;
  headers: IHeaders;
}

export interface Batch {
  topic: string;
  partition: number;
  highWatermark: string;
  messages: KafkaMessage[];
  isEmpty(): boolean;
  firstOffset(): string | null;
  lastOffset(): string;
  offsetLag(): string;
  offsetLagLow(): string;
}

export interface FetchedRecords {
  readonly topic: string;
  readonly partition: number;
  readonly highWatermark: number;
  readonly records: readonly StoredRecord[];
}

function messageOf(record: StoredRecord): KafkaMessage {
  return {
    key: record.key === null ? null : fromWire(record.key),
    value: record.value === null ? null : fromWire(record.value),
    timestamp: String(record.timestampMs),
    attributes: 0,
    offset: String(record.offset),
    headers: headersOf(record),
  };
}

function headersOf(record: StoredRecord): IHeaders {
  const headers: IHeaders = {};
  for (const [name, wire] of record.headers) {
    const value = fromWire(wire);
    const before = headers[name];
    headers[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
  }
  return headers;
}

export function batchOf({ topic, partition, highWatermark, records }: FetchedRecords): Batch {
  const first = records[0]?.offset ?? null;
  const last = records.at(-1)?.offset ?? highWatermark - 1;
  return {
    topic,
    partition,
    highWatermark: String(highWatermark),
    messages: records.map(messageOf),
    isEmpty: () => records.length === 0,
    firstOffset: () => (first === null ? null : String(first)),
    lastOffset: () => String(last),
    offsetLag: () => String(highWatermark - 1 - last),
    offsetLagLow: () => String(first === null ? 0 : highWatermark - 1 - first),
  };
}
