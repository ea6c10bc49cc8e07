type Text = string | (() => string);

interface Removal {
  readonly start: number;
  readonly end: number;
  readonly text: Text;
}

interface Insertions {
  /** Closes what ends here: inner nodes come first. */
  readonly after: Text[];
  /** Opens what starts here: outer nodes come first. */
  readonly before: Text[];
}

const textOf = (text: Text): string => (typeof text === 'string' ? text : text());

/** Spaces of the same length: lines and columns of everything after stay where they were. */
export const blankOf = (text: string): string => text.replace(/[^\r\n]/g, ' ');

/**
 * Changes to one source text by position. Texts may be functions, asked at the end: an opening can depend on
 * what was found inside. Texts inserted within a removed range are dropped with it.
 */
export class TextEdits {
  readonly source: string;
  readonly #removals: Removal[] = [];
  readonly #insertions = new Map<number, Insertions>();

  constructor(source: string) {
    this.source = source;
  }

  before(position: number, text: Text): void {
    this.#insertionsAt(position).before.push(text);
  }

  after(position: number, text: Text): void {
    this.#insertionsAt(position).after.push(text);
  }

  replace(start: number, end: number, text: Text): void {
    if (end > start) this.#removals.push({ start, end, text });
  }

  blank(start: number, end: number): void {
    this.replace(start, end, blankOf(this.source.slice(start, end)));
  }

  apply(): string {
    const removals = this.#removals.toSorted((one, other) => one.start - other.start || other.end - one.end);
    const positions = [...this.#insertions.keys()].sort((one, other) => one - other);
    const out: string[] = [];
    let at = 0;
    let nextPosition = 0;
    const copyTo = (end: number, isKept: boolean): void => {
      for (; (positions[nextPosition] ?? Infinity) <= end; nextPosition++) {
        const position = positions[nextPosition] ?? end;
        if (isKept) out.push(this.source.slice(at, position), this.#textAt(position));
        if (isKept) at = position;
      }
      if (isKept) out.push(this.source.slice(at, end));
      at = end;
    };
    for (const { start, end, text } of removals) {
      if (start < at) continue;
      copyTo(start, true);
      out.push(textOf(text));
      copyTo(end - 1, false);
      at = end;
    }
    copyTo(this.source.length, true);
    return out.join('');
  }

  #textAt(position: number): string {
    const found = this.#insertions.get(position);
    return found === undefined ? '' : [...found.after, ...found.before].map(textOf).join('');
  }

  #insertionsAt(position: number): Insertions {
    let found = this.#insertions.get(position);
    if (found === undefined) this.#insertions.set(position, (found = { after: [], before: [] }));
    return found;
  }
}
