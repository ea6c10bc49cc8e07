/** What a moment of the past is called: they are counted as they are recorded. */
export type MomentNumber = number;

/** The moment that is recorded next, and the journals that wrote since the last one. */
export class Journals {
  #next: MomentNumber = 0;
  #touched: SeriesJournal[] = [];

  get next(): MomentNumber {
    return this.#next;
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
}

/** What was done to one line of charts, in few words, so that it can be done again up to a moment. */
export class SeriesJournal {
  readonly #journals: Journals;
  #words = new Uint32Array(64);
  #length = 0;
  /** Moments at which something had been written, and how much of it. */
  readonly #moments: MomentNumber[] = [];
  readonly #lengths: number[] = [];
  #isTouched = false;
  /** It is there from this moment on. */
  readonly begun: MomentNumber;

  constructor(journals: Journals) {
    this.#journals = journals;
    this.begun = journals.next;
  }

  write(...words: readonly number[]): void {
    if (this.#length + words.length > this.#words.length) {
      const grown = new Uint32Array(this.#words.length * 2);
      grown.set(this.#words);
      this.#words = grown;
    }
    for (const word of words) this.#words[this.#length++] = word;
    if (this.#isTouched) return;
    this.#isTouched = true;
    this.#journals.touch(this);
  }

  mark(moment: MomentNumber): void {
    this.#isTouched = false;
    this.#moments.push(moment);
    this.#lengths.push(this.#length);
  }

  /** All words that were written by then. */
  by(moment: MomentNumber): Uint32Array {
    let low = 0;
    let high = this.#moments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#moments[middle]! <= moment) low = middle + 1;
      else high = middle;
    }
    return this.#words.subarray(0, low === 0 ? 0 : this.#lengths[low - 1]);
  }
}
