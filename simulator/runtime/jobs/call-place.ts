const linesMax = 1 << 20;
const filesMax = 1 << 10;

/**
 * Where in service code the call stands that the present job made last: compiled code writes it down before each call, which
 * costs a store, where a stack trace takes microseconds. Libraries do not, so a call that they make is their caller's.
 */
export class CallPlace {
  /** A file's number above its line; 0 is nowhere. An element of a typed array cannot be frozen or given a setter. */
  readonly cell = new Int32Array(1);
  readonly #files = [''];

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
    const place = this.cell[0] ?? 0;
    const file = this.#files[Math.floor(place / linesMax)];
    return file ? `${file}:${place % linesMax}` : null;
  }
}
