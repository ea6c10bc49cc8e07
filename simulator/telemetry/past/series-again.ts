import { middleOf } from '../live/coarse-histogram.ts';
import { readJournal } from './journal-words.ts';
import { firstBinUs, Series } from '../live/series.ts';

/** A line of charts that is drawn again from the words of its journal. */
export class SeriesAgain {
  readonly series: Series;
  #bin: number;

  constructor(series = new Series(), bin = -1) {
    this.series = series;
    this.#bin = bin;
  }

  copy(): SeriesAgain {
    return new SeriesAgain(this.series.copy(), this.#bin);
  }

  replay(words: Uint32Array): void {
    const { series } = this;
    // Whatever came late was counted in the bin that was open then.
    const atUs = (): number => Math.max(0, this.#bin) * firstBinUs;
    readJournal(words, {
      count: (bucket, ok) => series.count(atUs(), bucket === null ? null : middleOf(bucket), ok),
      opened: (bins) => {
        this.#bin += bins;
        series.reach(atUs());
      },
      lag: (lag) => series.level(atUs(), { lag }),
      taken: (many) => series.countBuckets(atUs(), many),
    });
  }
}
