import { middleOf } from '../live/coarse-histogram.ts';
import { readJournal } from './journal-words.ts';
import { firstBinUs, Series } from '../live/series.ts';

/** A line of charts as it was when these words had been written of it. */
export function seriesAgain(words: Uint32Array): Series {
  const series = new Series();
  let bin = -1;
  // Whatever came late was counted in the bin that was open then.
  const atUs = (): number => Math.max(0, bin) * firstBinUs;
  readJournal(words, {
    count: (bucket, ok) => series.count(atUs(), bucket === null ? null : middleOf(bucket), ok),
    opened: (bins) => {
      bin += bins;
      series.reach(atUs());
    },
    lag: (lag) => series.level(atUs(), { lag }),
    taken: (many) => series.countBuckets(atUs(), many),
  });
  return series;
}
