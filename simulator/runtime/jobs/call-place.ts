const linesMax = 1 << 20;
const filesMax = 1 << 10;

/**
 * Where in service code the call stands that the present job made last: compiled code writes it down before each call, which
 * costs a store, where a stack trace takes microseconds. Libraries do not, so a call that they make is their caller's.
 */
export class CallPlace {
  /**
   * A file's number above its line; 0 is nowhere. Behind it, how many lines are watched: while none is, compiled code
   * passes them without a call. An element of a typed array cannot be frozen or given a setter.
   */
  readonly cell = new Int32Array(2);
  readonly #files = [''];
  /** As a span has them, by place: each is put together once. */
  readonly #texts = new Map<number, string | null>();
  readonly #watched = new Map<string, Set<() => void>>();

  /** What compiled code adds its lines to; 0 for a file too many. */
  open(file: string): number {
    if (this.#files.length === filesMax) return 0;
    return (this.#files.push(file) - 1) * linesMax;
  }

  clear(): void {
    this.cell[0] = 0;
  }

  /** `services/orders.ts:12`, or null where no call of service code led here. */
  text(): string | null {
    return this.#textOf(this.cell[0] ?? 0);
  }

  /** Tells of each time that execution comes to the line, before anything on it is done. Returns how to stop. */
  watch(file: string, line: number, passed: () => void): () => void {
    const key = `${file}:${line}`;
    const watchers = this.#watched.get(key) ?? new Set();
    this.#watched.set(key, watchers.add(passed));
    this.cell[1]!++;
    return () => {
      if (watchers.delete(passed)) this.cell[1]!--;
    };
  }

  pass(place: number): number {
    const key = this.#textOf(place);
    if (key !== null) for (const passed of this.#watched.get(key) ?? []) passed();
    return place;
  }

  #textOf(place: number): string | null {
    let text = this.#texts.get(place);
    if (text === undefined) this.#texts.set(place, (text = this.#newTextOf(place)));
    return text;
  }

  #newTextOf(place: number): string | null {
    const file = this.#files[Math.floor(place / linesMax)];
    return file ? `${file}:${place % linesMax}` : null;
  }
}
