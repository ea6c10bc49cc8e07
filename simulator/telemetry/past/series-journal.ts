import { SeriesAgain } from './series-again.ts';
import type { Series } from '../live/series.ts';

/** What a moment of the past is called: they are counted as they are recorded. */
export type MomentNumber = number;

/** The moment that is recorded next, and the journals that wrote since the last one. */
export class Journals {
  readonly #all: SeriesJournal[] = [];
  #next: MomentNumber = 0;
  #touched: SeriesJournal[] = [];

  get next(): MomentNumber {
    return this.#next;
  }

  get bytes(): number {
    return this.#all.reduce((sum, journal) => sum + journal.bytes, 0);
  }

  begin(): SeriesJournal {
    const journal = new SeriesJournal(this);
    this.#all.push(journal);
    return journal;
  }

  touch(journal: SeriesJournal): void {
    this.#touched.push(journal);
  }

  /** A moment was recorded: what is written so far belongs to it. */
  record(): void {
    for (const journal of this.#touched) journal.mark(this.#next);
    this.#touched = [];
    this.#next++;
  }

  /** Nobody asks for moments before this one any more. */
  dropBefore(moment: MomentNumber): void {
    for (const journal of this.#all) journal.dropBefore(moment);
  }
}

/**
 * What was done to one line of charts, in few words, so that it can be done again up to a moment. Words of moments that nobody
 * can ask for any more are done once and for all.
 */
export class SeriesJournal {
  readonly #journals: Journals;
  /** What the words begin with. */
  readonly #base = new SeriesAgain();
  #words = new Uint32Array(64);
  #length = 0;
  /** Moments at which something had been written, and how much of it. */
  #moments: MomentNumber[] = [];
  #lengths: number[] = [];
  #isTouched = false;
  /** It is there from this moment on. */
  readonly begun: MomentNumber;

  constructor(journals: Journals) {
    this.#journals = journals;
    this.begun = journals.next;
  }

  get bytes(): number {
    return this.#words.byteLength;
  }

  write(word: number): void {
    if (this.#length === this.#words.length) {
      const grown = new Uint32Array(this.#words.length + Math.ceil(this.#words.length / 4));
      grown.set(this.#words);
      this.#words = grown;
    }
    this.#words[this.#length++] = word;
    if (this.#isTouched) return;
    this.#isTouched = true;
    this.#journals.touch(this);
  }

  mark(moment: MomentNumber): void {
    this.#isTouched = false;
    this.#moments.push(moment);
    this.#lengths.push(this.#length);
  }

  /** The line as it was then. */
  at(moment: MomentNumber): Series | null {
    if (moment < this.begun) return null;
    const again = this.#base.copy();
    again.replay(this.#words.subarray(0, this.#lengths[this.#firstAfter(moment) - 1] ?? 0));
    return again.series;
  }

  dropBefore(moment: MomentNumber): void {
    const marks = this.#firstAfter(moment);
    if (marks === 0) return;
    const length = this.#lengths[marks - 1]!;
    this.#base.replay(this.#words.subarray(0, length));
    this.#words = this.#words.slice(length);
    this.#length -= length;
    this.#moments = this.#moments.slice(marks);
    this.#lengths = this.#lengths.slice(marks).map((each) => each - length);
  }

  #firstAfter(moment: MomentNumber): number {
    let low = 0;
    let high = this.#moments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#moments[middle]! <= moment) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
