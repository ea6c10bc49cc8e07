import type { FaultSpan } from '../live/happenings.ts';
import type { Micros } from '../../wire/packet.ts';
import type { CauseInWords, CausePart } from '../../wire/view/cause-in-words.ts';

/** A sentence as it is put together, and whom it blames at last. */
export class Sentence {
  readonly #parts: CausePart[] = [];
  #culprit: string | null = null;

  say(text: string): this {
    this.#parts.push({ text });
    return this;
  }

  node(name: string): this {
    this.#parts.push({ text: name, node: name });
    return this;
  }

  link(from: string, to: string): this {
    this.#parts.push({ text: `${from} -> ${to}`, link: `${from}->${to}` });
    return this;
  }

  /** Where in the code, if that is known. */
  at(line: string | undefined): this {
    if (line === undefined) return this;
    this.say(' at ');
    this.#parts.push({ text: line, line });
    return this;
  }

  fault({ text, id }: FaultSpan): this {
    this.#parts.push({ text, faultId: id });
    return this;
  }

  blame(culprit: string): this {
    this.#culprit = culprit;
    return this;
  }

  get cause(): CauseInWords {
    return { parts: this.#parts, culprit: this.#culprit };
  }
}

export function durationInWords(us: Micros): string {
  if (us >= 10_000_000) return `${Math.round(us / 100_000) / 10} s`;
  return us >= 10_000 ? `${Math.round(us / 1000)} ms` : `${Math.round(us / 100) / 10} ms`;
}

export function momentInWords(us: Micros): string {
  return `${(Math.round(us / 10_000) / 100).toFixed(2)} s`;
}
