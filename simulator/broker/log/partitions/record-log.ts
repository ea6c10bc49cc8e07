import { codeAt } from '../../../kernel/code-at.ts';
import { invariant } from '../../../kernel/invariant.ts';
import { parseTraceparent } from '../../../wire/trace-context.ts';
import type { StoredRecord, WireBytes, WireRecord } from '../../../wire/log-protocol.ts';
import type { Micros } from '../../../wire/packet.ts';

export interface LogEntry {
  readonly record: StoredRecord;
  readonly bytes: number;
  readonly appendedAtUs: Micros;
  readonly traceId: string | null;
}

/** What Kafka adds to each record for its length, timestamp and offset. */
const recordOverheadBytes = 70;

function byteLengthOf(bytes: WireBytes | null): number {
  if (bytes === null) return 0;
  if (typeof bytes !== 'string') return Math.floor((bytes.base64.length * 3) / 4);
  let length = bytes.length;
  for (let index = 0; index < bytes.length; index++) {
    const unit = codeAt(bytes, index);
    // A surrogate pair is two units and four bytes.
    if (unit > 0x7f) length += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return length;
}

export function recordBytes(record: WireRecord): number {
  let bytes = recordOverheadBytes + byteLengthOf(record.key) + byteLengthOf(record.value);
  for (const [name, value] of record.headers) bytes += name.length + byteLengthOf(value);
  return bytes;
}

function traceOf(record: WireRecord): string | null {
  for (const [name, value] of record.headers)
    if (name === 'traceparent' && typeof value === 'string') return parseTraceparent(value)?.traceId ?? null;
  return null;
}

/** What all records of a cluster take together. */
export interface Storage {
  bytes: number;
  /** The last moment that somebody may ask for later; null where nobody will. */
  remembered: number | null;
}

/** A record that is in the log no more, and the last moment at which it was. */
interface Gone {
  readonly entry: LogEntry;
  readonly lastMoment: number;
}

/** Records of one partition as its leader has them. Offsets are consecutive, and a record never changes. */
export class RecordLog {
  #startOffset = 0;
  #entries: LogEntry[] = [];
  #bytes = 0;
  /** What a moment that is over may still show. */
  #gone: Gone[] = [];
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  get startOffset(): number {
    return this.#startOffset;
  }

  get endOffset(): number {
    return this.#startOffset + this.#entries.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  append(record: WireRecord, bytes: number, nowUs: Micros): LogEntry {
    const { key, value, timestampMs, headers } = record;
    const entry: LogEntry = {
      record: { key, value, timestampMs, headers, offset: this.endOffset },
      bytes,
      appendedAtUs: nowUs,
      traceId: traceOf(record),
    };
    this.#entries.push(entry);
    this.#grow(bytes);
    return entry;
  }

  /** At least one record where there is one, as Kafka does, so that a large record blocks nobody. */
  read(fromOffset: number, beforeOffset: number, bytesMax: number): LogEntry[] {
    invariant(fromOffset >= this.#startOffset, `read at ${fromOffset}, log starts at ${this.#startOffset}`);
    const read: LogEntry[] = [];
    let bytes = 0;
    for (let offset = fromOffset; offset < Math.min(beforeOffset, this.endOffset); offset++) {
      const entry = this.#entries[offset - this.#startOffset]!;
      invariant(entry.record.offset === offset, `offset ${offset} holds record ${entry.record.offset}`);
      if (read.length > 0 && bytes + entry.bytes > bytesMax) break;
      read.push(entry);
      bytes += entry.bytes;
    }
    return read;
  }

  /** Bytes between two offsets, counted up to a limit. */
  bytesBetween(fromOffset: number, beforeOffset: number, enough: number): number {
    let bytes = 0;
    for (let offset = fromOffset; offset < beforeOffset && bytes < enough; offset++)
      bytes += this.#entries[offset - this.#startOffset]!.bytes;
    return bytes;
  }

  firstOffsetSince(timestampMs: number, beforeOffset: number): number {
    for (const { record } of this.#entries) {
      if (record.offset >= beforeOffset) break;
      if (record.timestampMs >= timestampMs) return record.offset;
    }
    return -1;
  }

  truncateTo(endOffset: number): LogEntry[] {
    invariant(endOffset >= this.#startOffset, `truncation to ${endOffset} below the log's start ${this.#startOffset}`);
    const cut = this.#entries.splice(endOffset - this.#startOffset);
    this.#take(cut);
    return cut;
  }

  /** Returns how many records went. */
  dropBefore(offset: number): number {
    const count = Math.min(Math.max(offset - this.#startOffset, 0), this.#entries.length);
    if (count === 0) return 0;
    this.#take(this.#entries.splice(0, count));
    this.#startOffset += count;
    return count;
  }

  /** As the log was at a moment: its records from one offset up to another. */
  then(moment: number, from: number, until: number): LogEntry[] {
    const byOffset = new Map<number, LogEntry>();
    const put = (entry: LogEntry): void => {
      const { offset } = entry.record;
      // What was there first: an offset that was cut off is given again.
      if (offset >= from && offset < until && !byOffset.has(offset)) byOffset.set(offset, entry);
    };
    for (const { entry, lastMoment } of this.#gone) if (lastMoment >= moment) put(entry);
    for (let offset = Math.max(from, this.#startOffset); offset < Math.min(until, this.endOffset); offset++)
      put(this.#entries[offset - this.#startOffset]!);
    return [...byOffset.values()].sort((one, other) => one.record.offset - other.record.offset);
  }

  /** Nobody asks for moments before this one any more. */
  forget(before: number): void {
    this.#gone = this.#gone.filter(({ lastMoment }) => lastMoment >= before);
  }

  #take(entries: readonly LogEntry[]): void {
    const { remembered } = this.#storage;
    for (const entry of entries) {
      this.#grow(-entry.bytes);
      if (remembered !== null) this.#gone.push({ entry, lastMoment: remembered });
    }
  }

  #grow(bytes: number): void {
    this.#bytes += bytes;
    this.#storage.bytes += bytes;
  }
}
