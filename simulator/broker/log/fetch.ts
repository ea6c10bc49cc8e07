import type { FetchAnswer, FetchCall, LogErrorType } from '../../wire/log-protocol.ts';
import type { TimerHandle } from '../../wire/node-context.ts';
import { textOf, type Partition } from './partitions/partition.ts';
import type { LogEntry } from './partitions/record-log.ts';
import type { Surroundings } from './surroundings.ts';
import type { Topics } from './partitions/topics.ts';

interface Waiter {
  readonly call: FetchCall;
  readonly answer: (answer: FetchAnswer) => void;
  timer: TimerHandle | null;
}

type Asked = FetchCall['partitions'][number];

/** Hands out records that everybody in sync has. Who finds none waits in here, and costs nothing until some come. */
export class Fetch {
  readonly #surroundings: Surroundings;
  readonly #topics: Topics;
  readonly #waiters = new Set<Waiter>();
  /** By group and partition, the offset after the last one handed out. It outlives the broker: it only observes. */
  readonly #handedOut = new Map<string, number>();

  constructor(surroundings: Surroundings, topics: Topics) {
    this.#surroundings = surroundings;
    this.#topics = topics;
  }

  /** Returns how to stop waiting. */
  handle(call: FetchCall, answer: (answer: FetchAnswer) => void): () => void {
    const waiter: Waiter = { call, answer, timer: null };
    if (call.maxWaitMs <= 0 || this.#isReady(call)) {
      this.#answer(waiter);
      return () => undefined;
    }
    this.#waiters.add(waiter);
    waiter.timer = this.#surroundings.after(Math.floor(call.maxWaitMs * 1000), () => this.#answer(waiter));
    return () => this.#forget(waiter);
  }

  wake(partition: Partition): void {
    for (const waiter of [...this.#waiters]) {
      const concerns = waiter.call.partitions.some(
        (asked) => asked.partition === partition.number && asked.topic === partition.topic,
      );
      if (concerns && this.#isReady(waiter.call)) this.#answer(waiter);
    }
  }

  powerOff(): void {
    this.#waiters.clear();
  }

  #forget(waiter: Waiter): void {
    this.#waiters.delete(waiter);
    if (waiter.timer) this.#surroundings.cancel(waiter.timer);
  }

  #isReady(call: FetchCall): boolean {
    let bytes = 0;
    for (const asked of call.partitions) {
      const partition = this.#topics.partition(asked.topic, asked.partition);
      if (this.#errorOf(partition, asked) !== 'NONE') return true;
      if (partition!.replicas.leader === null) continue;
      bytes += partition!.log.bytesBetween(asked.offset, partition!.highWatermark, call.minBytes - bytes);
    }
    return bytes >= call.minBytes && bytes > 0;
  }

  #answer(waiter: Waiter): void {
    this.#forget(waiter);
    const { call } = waiter;
    const partitions: FetchAnswer['partitions'][number][] = [];
    let bytesLeft = call.maxBytes;
    for (const asked of call.partitions) {
      const partition = this.#topics.partition(asked.topic, asked.partition);
      const error = this.#errorOf(partition, asked);
      const highWatermark = partition?.highWatermark ?? -1;
      if (error !== 'NONE') {
        if (error === 'OFFSET_OUT_OF_RANGE') this.#reportOutOfRange(call, asked, partition!);
        partitions.push({ topic: asked.topic, partition: asked.partition, error, highWatermark, records: [] });
        continue;
      }
      // Without a leader nobody hands anything out; the consumer asks again.
      if (partition!.replicas.leader === null || bytesLeft <= 0) continue;
      const entries = partition!.log.read(asked.offset, highWatermark, Math.min(asked.maxBytes, bytesLeft));
      if (entries.length === 0) continue;
      for (const entry of entries) bytesLeft -= entry.bytes;
      this.#report(call, asked, entries);
      const records = entries.map((entry) => entry.record);
      partitions.push({ topic: asked.topic, partition: asked.partition, error, highWatermark, records });
    }
    waiter.answer({ partitions });
  }

  #errorOf(partition: Partition | undefined, asked: Asked): LogErrorType {
    if (!partition) return 'UNKNOWN_TOPIC_OR_PARTITION';
    partition.expire();
    return asked.offset < partition.log.startOffset || asked.offset > partition.highWatermark
      ? 'OFFSET_OUT_OF_RANGE'
      : 'NONE';
  }

  #reportOutOfRange(call: FetchCall, asked: Asked, partition: Partition): void {
    this.#surroundings.fact({
      what: 'out of range',
      ...whoseOf(call, asked),
      offset: asked.offset,
      why: `offset ${asked.offset} is not within ${partition.log.startOffset}..${partition.highWatermark}`,
    });
  }

  #report(call: FetchCall, asked: Asked, entries: readonly LogEntry[]): void {
    const { topic, partition } = asked;
    const { group } = call;
    const whose = whoseOf(call, asked);
    this.#surroundings.fact({ what: 'fetch', ...whose, offset: asked.offset });
    if (group === null) return;
    const place = JSON.stringify([group, topic, partition]);
    const handedOut = this.#handedOut.get(place) ?? 0;
    for (const { record, traceId } of entries)
      this.#surroundings.fact({
        what: 'deliver',
        ...whose,
        offset: record.offset,
        key: textOf(record.key),
        traceId,
        redelivered: record.offset < handedOut,
      });
    this.#handedOut.set(place, Math.max(handedOut, asked.offset + entries.length));
  }
}

function whoseOf({ group, member }: FetchCall, { topic, partition }: Asked) {
  return { topic, partition, ...(group === null ? {} : { group }), ...(member === null ? {} : { member }) };
}
