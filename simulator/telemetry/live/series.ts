import { bucketCount, bucketOf, eachTaken, quantilesOf } from './coarse-histogram.ts';
import type { Taken } from './coarse-histogram.ts';
import { writeCount, writeLag, writeOpened, writeTaken } from '../past/journal-words.ts';
import type { SeriesJournal } from '../past/series-journal.ts';
import type { Micros } from '../../wire/packet.ts';
import type { SeriesAnswer, SeriesBin } from '../../wire/view/question.ts';

const binsMax = 240;
export const firstBinUs = 250_000;
/** A closed bin keeps its filled buckets as one number each: the bucket above, the count in the lower bits. */
const countBits = 22;
const countMax = (1 << countBits) - 1;

/** What is measured at moments, not counted. */
export interface Level {
  readonly heapBytes?: number;
  readonly inHand?: number;
  readonly queued?: number;
  readonly lag?: number;
}

interface Bin {
  count: number;
  failed: number;
  /** Busy share of all cores, times microseconds. */
  busyUs: number;
  level: Level;
  packed: Uint32Array;
}

/** Calls by how long they took: buckets, each followed by its count. */
export interface CountedBuckets {
  readonly count: number;
  readonly failed: number;
  readonly buckets: readonly number[];
}

/** One line of charts over the whole run, in bounded memory: bins grow twice as wide whenever there are too many of them. */
export class Series {
  #binUs: Micros = firstBinUs;
  #bins: Bin[] = [];
  /** Durations of the newest bin. */
  readonly #open = new Uint32Array(bucketCount);
  #hasLatencies = false;
  #hasCpu = false;
  readonly #journal: SeriesJournal | null;
  /** The newest bin that the journal knows of, in bins as wide as the first ones. */
  #openedTo = -1;

  /** With a journal it can be had again as it was. What is busy is not written there: facts that are kept whole tell it. */
  constructor(journal: SeriesJournal | null = null) {
    this.#journal = journal;
  }

  get journal(): SeriesJournal | null {
    return this.#journal;
  }

  /** The same line, which goes its own way from here on and writes no journal. */
  copy(): Series {
    const copy = new Series();
    copy.#binUs = this.#binUs;
    copy.#bins = this.#bins.map((bin) => ({ ...bin }));
    copy.#open.set(this.#open);
    copy.#hasLatencies = this.#hasLatencies;
    copy.#hasCpu = this.#hasCpu;
    return copy;
  }

  count(atUs: Micros, durationUs: Micros | null, ok: boolean): void {
    const bin = this.#binAt(atUs);
    const bucket = durationUs === null ? null : bucketOf(durationUs);
    if (this.#journal) writeCount(this.#journal, bucket, ok);
    bin.count++;
    if (!ok) bin.failed++;
    if (bucket === null) return;
    this.#hasLatencies = true;
    this.#open[bucket]!++;
  }

  countTaken(atUs: Micros, taken: Taken, failed: number): void {
    const buckets: number[] = [];
    eachTaken(taken, (bucket, count) => buckets.push(bucket, count));
    this.countBuckets(atUs, { count: taken.count, failed, buckets });
  }

  countBuckets(atUs: Micros, many: CountedBuckets): void {
    const bin = this.#binAt(atUs);
    if (this.#journal) writeTaken(this.#journal, many);
    const { buckets } = many;
    bin.count += many.count;
    bin.failed += many.failed;
    this.#hasLatencies = true;
    for (let index = 0; index < buckets.length; index += 2) this.#open[buckets[index]!]! += buckets[index + 1]!;
  }

  level(atUs: Micros, level: Level): void {
    const bin = this.#binAt(atUs);
    if (this.#journal && level.lag !== undefined) writeLag(this.#journal, level.lag);
    bin.level = { ...bin.level, ...level };
  }

  /** So much of the cores was busy from then until now. */
  busy(fromUs: Micros, untilUs: Micros, share: number): void {
    this.#hasCpu = true;
    this.#binAt(untilUs);
    for (let index = Math.floor(fromUs / this.#binUs); index * this.#binUs < untilUs; index++) {
      const startUs = Math.max(fromUs, index * this.#binUs);
      const endUs = Math.min(untilUs, (index + 1) * this.#binUs);
      this.#bins[index]!.busyUs += share * (endUs - startUs);
    }
  }

  answer(nowUs: Micros): SeriesAnswer {
    this.reach(Math.max(0, nowUs - 1));
    let level: Level = {};
    const bins = this.#bins.map((bin, index) => {
      level = { ...level, ...bin.level };
      return this.#shown(bin, index, level, nowUs);
    });
    return { binUs: this.#binUs, bins };
  }

  #shown(bin: Bin, index: number, level: Level, nowUs: Micros): SeriesBin {
    const atUs = index * this.#binUs;
    const lastedUs = Math.max(1, Math.min(this.#binUs, nowUs - atUs));
    const none = { p50: null, p95: null, p99: null };
    const isEmpty = !this.#hasLatencies || bin.count === 0;
    return {
      atUs,
      count: bin.count,
      failed: bin.failed,
      ...(isEmpty ? none : this.#quantiles(bin, index)),
      cpu: this.#hasCpu ? Math.min(1, bin.busyUs / lastedUs) : null,
      heapBytes: level.heapBytes ?? null,
      inHand: level.inHand ?? null,
      queued: level.queued ?? null,
      lag: level.lag ?? null,
    };
  }

  #quantiles(bin: Bin, index: number) {
    const isOpen = index === this.#bins.length - 1;
    const counts = isOpen ? this.#open : unpacked(bin.packed);
    const total = counts.reduce((sum, count) => sum + count, 0);
    return quantilesOf(total, (bucket) => counts[bucket]!);
  }

  /** Time has come so far, whether anything is counted or not. */
  reach(atUs: Micros): void {
    this.#binAt(atUs);
  }

  #binAt(atUs: Micros): Bin {
    if (this.#journal) this.#noteOpened(this.#journal, Math.floor(atUs / firstBinUs));
    while (atUs >= binsMax * this.#binUs) this.#widen();
    const index = Math.floor(atUs / this.#binUs);
    while (this.#bins.length <= index) {
      this.#close();
      this.#bins.push({ count: 0, failed: 0, busyUs: 0, level: unmeasured, packed: nothing });
    }
    // A fact of a moment ago belongs to the bin that is open, if its own is closed.
    return this.#bins[this.#bins.length - 1]!;
  }

  #noteOpened(journal: SeriesJournal, bin: number): void {
    if (bin <= this.#openedTo) return;
    writeOpened(journal, bin - this.#openedTo);
    this.#openedTo = bin;
  }

  #close(): void {
    const last = this.#bins.at(-1);
    if (last) last.packed = packed(this.#open);
    this.#open.fill(0);
  }

  #widen(): void {
    this.#close();
    const bins: Bin[] = [];
    for (let index = 0; index < this.#bins.length; index += 2)
      bins.push(joined(this.#bins[index]!, this.#bins[index + 1]));
    this.#bins = bins;
    this.#binUs *= 2;
    this.#reopen();
  }

  #reopen(): void {
    const last = this.#bins.at(-1);
    if (last) this.#open.set(unpacked(last.packed));
  }
}

const unmeasured: Level = {};
const nothing = new Uint32Array(0);

function joined(one: Bin, other: Bin | undefined): Bin {
  if (!other) return one;
  const counts = unpacked(one.packed);
  unpacked(other.packed).forEach((count, bucket) => (counts[bucket]! += count));
  return {
    count: one.count + other.count,
    failed: one.failed + other.failed,
    busyUs: one.busyUs + other.busyUs,
    level: { ...one.level, ...other.level },
    packed: packed(counts),
  };
}

function packed(counts: Uint32Array): Uint32Array {
  const filled: number[] = [];
  counts.forEach((count, bucket) => {
    if (count > 0) filled.push(bucket * (countMax + 1) + Math.min(count, countMax));
  });
  return filled.length === 0 ? nothing : Uint32Array.from(filled);
}

function unpacked(filled: Uint32Array): Uint32Array {
  const counts = new Uint32Array(bucketCount);
  for (const each of filled) counts[each >>> countBits] = each & countMax;
  return counts;
}
