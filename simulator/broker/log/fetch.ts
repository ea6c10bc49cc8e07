import type { FetchAnswer, FetchCall, LogErrorType } from '../../wire/log-protocol.ts';
import type { TimerHandle } from '../../wire/node-context.ts';
import type { CallPacket, NodeId } from '../../wire/packet.ts';
import { HandedOut } from './handed-out.ts';
import { textOf, type Partition } from './partitions/partition.ts';
import type { LogEntry } from './partitions/record-log.ts';
import type { Surroundings } from './surroundings.ts';
import type { Topics } from './partitions/topics.ts';

/** Undefined where there is no such partition. */
type Found = readonly (Partition | undefined)[];

interface Waiter {
  readonly call: FetchCall;
  readonly found: Found;
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
    const found = call.partitions.map(({ topic, partition }) => this.#topics.partition(topic, partition));
    if (call.maxWaitMs <= 0 || isReady(call, found)) {
      this.#answerTo(packet, this.#read(call, found));
      return;
    }
    const waiter: Waiter = { call, found, packet, timer: null };
    this.#waiters.add(waiter);
    waiter.timer = this.#surroundings.after(Math.floor(call.maxWaitMs * 1000), () => this.#release(waiter));
  }

  wake(partition: Partition): void {
    for (const waiter of this.#waiters)
      if (waiter.found.includes(partition) && isReady(waiter.call, waiter.found)) this.#release(waiter);
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
    this.#answerTo(waiter.packet, this.#read(waiter.call, waiter.found));
  }

  #forget(waiter: Waiter): void {
    this.#waiters.delete(waiter);
    if (waiter.timer) this.#surroundings.cancel(waiter.timer);
  }

  #read(call: FetchCall, found: Found): FetchAnswer {
    const partitions: FetchAnswer['partitions'][number][] = [];
    let bytesLeft = call.maxBytes;
    for (let index = 0; index < found.length; index++) {
      const asked = call.partitions[index]!;
      const partition = found[index];
      const error = errorOf(partition, asked);
      const highWatermark = partition?.highWatermark ?? -1;
      if (error !== 'NONE') {
        if (error === 'OFFSET_OUT_OF_RANGE') this.#reportOutOfRange(call, asked, partition!);
        partitions.push({ topic: asked.topic, partition: asked.partition, error, highWatermark, records: [] });
        continue;
      }
      // Without a leader nobody hands anything out; the consumer asks again.
      if (partition!.replicas.leader === null || bytesLeft <= 0) continue;
      const entries = partition!.log.read(asked.offset, highWatermark, Math.min(call.maxBytesPerPartition, bytesLeft));
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

function isReady({ partitions, minBytes }: FetchCall, found: Found): boolean {
  let bytes = 0;
  for (let index = 0; index < found.length; index++) {
    const asked = partitions[index]!;
    const partition = found[index];
    if (errorOf(partition, asked) !== 'NONE') return true;
    if (partition!.replicas.leader === null) continue;
    bytes += partition!.log.bytesBetween(asked.offset, partition!.highWatermark, minBytes - bytes);
  }
  return bytes >= minBytes && bytes > 0;
}

function errorOf(partition: Partition | undefined, asked: Asked): LogErrorType {
  if (!partition) return 'UNKNOWN_TOPIC_OR_PARTITION';
  partition.expire();
  return asked.offset < partition.log.startOffset || asked.offset > partition.highWatermark
    ? 'OFFSET_OUT_OF_RANGE'
    : 'NONE';
}
