import type { MomentNumber } from './series-journal.ts';
import type { Micros } from '../../wire/packet.ts';

/** How much of everything had been told at a moment. */
export interface Marks {
  readonly atUs: Micros;
  readonly requests: number;
  readonly spans: number;
  readonly logs: number;
  readonly messages: number;
  readonly told: number;
}

const columns = ['atUs', 'requests', 'spans', 'logs', 'messages', 'told'] as const;
const width = columns.length;
/** So many moments lie in one piece. */
const pieceLength = 1_024;

/** The marks of all moments that can be looked back at, as bare numbers. */
export class Moments {
  readonly #pieces = new Map<number, Float64Array>();
  #next: MomentNumber = 0;
  #start: MomentNumber = 0;

  /** Number of the moment that is recorded next. */
  get next(): MomentNumber {
    return this.#next;
  }

  /** The oldest that is still there. */
  get start(): MomentNumber {
    return this.#start;
  }

  get bytes(): number {
    return this.#pieces.size * pieceLength * width * Float64Array.BYTES_PER_ELEMENT;
  }

  add(marks: Marks): void {
    const moment = this.#next++;
    const number = Math.floor(moment / pieceLength);
    let piece = this.#pieces.get(number);
    if (!piece) this.#pieces.set(number, (piece = new Float64Array(pieceLength * width)));
    const at = (moment % pieceLength) * width;
    for (let column = 0; column < width; column++) piece[at + column] = marks[columns[column]!];
  }

  /** Those before are gone. */
  dropBefore(moment: MomentNumber): void {
    const first = Math.floor(this.#start / pieceLength);
    this.#start = Math.max(this.#start, Math.min(moment, this.#next));
    for (let number = first; (number + 1) * pieceLength <= this.#start; number++) this.#pieces.delete(number);
  }

  of(moment: MomentNumber): Marks {
    return {
      atUs: this.#number(moment, 0),
      requests: this.#number(moment, 1),
      spans: this.#number(moment, 2),
      logs: this.#number(moment, 3),
      messages: this.#number(moment, 4),
      told: this.#number(moment, 5),
    };
  }

  /** The newest that is not later; the oldest where all are. */
  at(atUs: Micros): MomentNumber | null {
    if (this.#start === this.#next) return null;
    let low = this.#start;
    let high = this.#next;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#number(middle, 0) <= atUs) low = middle + 1;
      else high = middle;
    }
    return Math.max(this.#start, low - 1);
  }

  #number(moment: MomentNumber, column: number): number {
    return this.#pieces.get(Math.floor(moment / pieceLength))![(moment % pieceLength) * width + column]!;
  }
}
