import type { FetchAnswer, FetchCall, LogErrorType } from '../../wire/log-protocol.ts';
import type { TimerHandle } from '../../wire/node-context.ts';
import type { CallPacket, NodeId } from '../../wire/packet.ts';
import { HandedOut } from './handed-out.ts';
import { textOf, type Partition } from './partitions/partition.ts';
import type { LogEntry } from './partitions/record-log.ts';
import type { Surroundings } from './surroundings.ts';
import type { Topics } from './partitions/topics.ts';

interface Waiter {
  readonly call: FetchCall;
  readonly packet: CallPacket;
  timer: TimerHandle | null;
}

type Asked = FetchCall['partitions'][number];

/** Hands out records that everybody in sync has. Who finds none waits in here, and costs nothing until some come. */
export class Fetch {
  readonly #surroundings: Surroundings;
  readonly #topics: Topics;
  readonly #answerTo: (packet: CallPacket, answer: FetchAnswer) => void;
  readonly #waiters = new Set<Waiter>();
  readonly #handedOut = new HandedOut();

  constructor(surroundings: Surroundings, topics: Topics, answerTo: (packet: CallPacket, answer: FetchAnswer) => void) {
    this.#surroundings = surroundings;
    this.#topics = topics;
    this.#answerTo = answerTo;
  }

  handle(call: FetchCall, packet: CallPacket): void {
    if (call.maxWaitMs <= 0 || this.#isReady(call)) {
      this.#answerTo(packet, this.#read(call));
      return;
    }
    const waiter: Waiter = { call, packet, timer: null };
    this.#waiters.add(waiter);
    waiter.timer = this.#surroundings.after(Math.floor(call.maxWaitMs * 1000), () => this.#release(waiter));
  }

  wake(partition: Partition): void {
    for (const waiter of this.#waiters)
      if (asksFor(waiter.call, partition) && this.#isReady(waiter.call)) this.#release(waiter);
  }

  /** The caller no longer waits for this exchange; without one, for nothing at all. */
  stopWaiting(caller: NodeId, exchange: number | null): void {
    for (const waiter of this.#waiters)
      if (waiter.packet.from === caller && (exchange === null || waiter.packet.exchange === exchange))
        this.#forget(waiter);
  }

  powerOff(): void {
    this.#waiters.clear();
  }

  #release(waiter: Waiter): void {
    this.#forget(waiter);
    this.#answerTo(waiter.packet, this.#read(waiter.call));
  }

  #forget(waiter: Waiter): void {
    this.#waiters.delete(waiter);
    if (waiter.timer) this.#surroundings.cancel(waiter.timer);
  }

  #isReady(call: FetchCall): boolean {
    let bytes = 0;
    for (const asked of call.partitions) {
      const partition = this.#topics.partition(asked.topic, asked.partition);
      if (errorOf(partition, asked) !== 'NONE') return true;
      if (partition!.replicas.leader === null) continue;
      bytes += partition!.log.bytesBetween(asked.offset, partition!.highWatermark, call.minBytes - bytes);
    }
    return bytes >= call.minBytes && bytes > 0;
  }

  #read(call: FetchCall): FetchAnswer {
    const partitions: FetchAnswer['partitions'][number][] = [];
    let bytesLeft = call.maxBytes;
    for (const asked of call.partitions) {
      const partition = this.#topics.partition(asked.topic, asked.partition);
      const error = errorOf(partition, asked);
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
    return { partitions };
  }

  #reportOutOfRange(
    { group, member }: FetchCall,
    { topic, partition, offset }: Asked,
    { log, highWatermark }: Partition,
  ) {
    this.#surroundings.fact({
      kind: 'log-broker',
      what: 'out of range',
      topic,
      partition,
      group: group ?? undefined,
      member: member ?? undefined,
      offset,
      why: `offset ${offset} is not within ${log.startOffset}..${highWatermark}`,
    });
  }

  #report(call: FetchCall, { topic, partition, offset }: Asked, entries: readonly LogEntry[]): void {
    const { group } = call;
    const member = call.member ?? undefined;
    this.#surroundings.fact({
      kind: 'log-broker',
      what: 'fetch',
      topic,
      partition,
      group: group ?? undefined,
      member,
      offset,
    });
    if (group === null) return;
    const handedOut = this.#handedOut.endOffset(group, topic, partition);
    for (const { record, traceId } of entries)
      this.#surroundings.fact({
        kind: 'log-broker',
        what: 'deliver',
        topic,
        partition,
        group,
        member,
        offset: record.offset,
        key: textOf(record.key),
        traceId,
        redelivered: record.offset < handedOut,
      });
    this.#handedOut.raise(group, topic, partition, offset + entries.length);
  }
}

function asksFor({ partitions }: FetchCall, { topic, number }: Partition): boolean {
  for (const asked of partitions) if (asked.partition === number && asked.topic === topic) return true;
  return false;
}

function errorOf(partition: Partition | undefined, asked: Asked): LogErrorType {
  if (!partition) return 'UNKNOWN_TOPIC_OR_PARTITION';
  partition.expire();
  return asked.offset < partition.log.startOffset || asked.offset > partition.highWatermark
    ? 'OFFSET_OUT_OF_RANGE'
    : 'NONE';
}
