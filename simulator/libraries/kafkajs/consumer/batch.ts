import type { StoredRecord, WireBytes } from '../../../wire/log-protocol.ts';
import { FieldReader, type Bytes } from '../base/bytes.ts';
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
  const { key, value, headers } = record;
  let text = textIn(key) + textIn(value);
  for (const [, header] of headers) text += textIn(header);
  const fields = new FieldReader(text);
  return {
    key: key === null ? null : fields.next(key),
    value: value === null ? null : fields.next(value),
    timestamp: String(record.timestampMs),
    attributes: 0,
    offset: String(record.offset),
    headers: readHeaders(headers, fields),
  };
}

function textIn(field: WireBytes | null): string {
  return typeof field === 'string' ? field : '';
}

function readHeaders(wire: StoredRecord['headers'], fields: FieldReader): IHeaders {
  const headers: IHeaders = {};
  for (const [name, field] of wire) {
    const value = fields.next(field);
    const before = headers[name];
    headers[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
  }
  return headers;
}
