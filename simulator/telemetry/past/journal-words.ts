import type { SeriesJournal } from './series-journal.ts';
import type { CountedBuckets } from '../live/series.ts';

/** What a word of a journal says stands in its three highest bits. */
const shift = 29;
const restMax = (1 << shift) - 1;
const failedBit = 512;
const untimedBit = 1024;
const said = { count: 0, opened: 1, lag: 2, taken: 3 } as const;

export function writeCount(journal: SeriesJournal, bucket: number | null, ok: boolean): void {
  journal.write((bucket ?? untimedBit) | (ok ? 0 : failedBit));
}

export function writeOpened(journal: SeriesJournal, bins: number): void {
  journal.write(word(said.opened, bins));
}

export function writeLag(journal: SeriesJournal, lag: number): void {
  journal.write(word(said.lag, Math.min(lag, restMax)));
}

export function writeTaken(journal: SeriesJournal, { count, failed, buckets }: CountedBuckets): void {
  journal.write(word(said.taken, buckets.length));
  journal.write(count);
  journal.write(failed);
  for (const each of buckets) journal.write(each);
}

export interface JournalReader {
  count(bucket: number | null, ok: boolean): void;
  opened(bins: number): void;
  lag(lag: number): void;
  taken(many: CountedBuckets): void;
}

export function readJournal(words: Uint32Array, reader: JournalReader): void {
  for (let at = 0; at < words.length; at++) {
    const rest = words[at]! & restMax;
    switch (words[at]! >>> shift) {
      case said.count:
        reader.count(rest & untimedBit ? null : rest & (failedBit - 1), (rest & failedBit) === 0);
        break;
      case said.opened:
        reader.opened(rest);
        break;
      case said.lag:
        reader.lag(rest);
        break;
      default:
        reader.taken({
          count: words[at + 1]!,
          failed: words[at + 2]!,
          buckets: [...words.subarray(at + 3, at + 3 + rest)],
        });
        at += 2 + rest;
    }
  }
}

function word(kind: number, rest: number): number {
  return kind * (restMax + 1) + rest;
}
