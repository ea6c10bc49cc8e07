/** About as many as a process has statements; whoever makes up new ones without end sends the rest whole. */
const most = 500;

/**
 * A part of a message that comes again and again: a number once both sides know it, else itself, alone in a list where both
 * remember it from now on, with a 0 beside it where not.
 */
export type Recurring = number | readonly [part: unknown] | readonly [part: unknown, once: 0];

/** Objects are the same only where they are one; whoever hands out one again must not have changed it. */
export class RecurringSent {
  readonly #numbers = new Map<unknown, number>();

  of(part: unknown): Recurring {
    const number = this.#numbers.get(part);
    if (number !== undefined) return number;
    if (this.#numbers.size >= most) return [part, 0];
    this.#numbers.set(part, this.#numbers.size);
    return [part];
  }
}

/** The other end. What it is told must be a `Recurring`; it throws at a number that nothing had. */
export class RecurringHeard {
  readonly #parts: unknown[] = [];

  part(said: Recurring): unknown {
    if (typeof said === 'number') {
      if (!(said in this.#parts)) throw new Error(`there is no part ${said}`);
      return this.#parts[said];
    }
    if (said.length === 1 && this.#parts.length < most) this.#parts.push(said[0]);
    return said[0];
  }
}
