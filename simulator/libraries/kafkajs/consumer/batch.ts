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

/** What a handler of whole batches sees of the records that came. */
export class FetchedBatch implements Batch {
  readonly topic: string;
  readonly partition: number;
  readonly highWatermark: string;
  readonly messages: KafkaMessage[];
  readonly #fetched: FetchedRecords;

  constructor(fetched: FetchedRecords) {
    this.topic = fetched.topic;
    this.partition = fetched.partition;
    this.highWatermark = String(fetched.highWatermark);
    this.messages = fetched.records.map(messageOf);
    this.#fetched = fetched;
  }

  isEmpty(): boolean {
    return this.#fetched.records.length === 0;
  }

  firstOffset(): string | null {
    const [first] = this.#fetched.records;
    return first ? String(first.offset) : null;
  }

  lastOffset(): string {
    return String(this.#last());
  }

  offsetLag(): string {
    return String(this.#fetched.highWatermark - 1 - this.#last());
  }

  offsetLagLow(): string {
    const [first] = this.#fetched.records;
    return String(first ? this.#fetched.highWatermark - 1 - first.offset : 0);
  }

  #last(): number {
    const { records, highWatermark } = this.#fetched;
    return records.at(-1)?.offset ?? highWatermark - 1;
  }
}

export function messageOf(record: StoredRecord): KafkaMessage {
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
