/** About as many as a process has statements; whoever makes up new ones without end sends the rest whole. */
const most = 500;

/** A part of a message that comes again and again: a number once both sides know it, before that itself, alone in a list. */
export type Recurring = number | readonly [part: unknown];

/** Objects are the same only where they are one; whoever hands out one again must not have changed it. */
export class RecurringSent {
  readonly #numbers = new Map<unknown, number>();

  of(part: unknown): Recurring {
    const { size } = this.#numbers;
    const number = this.#numbers.get(part);
    if (number === undefined && size < most) this.#numbers.set(part, size);
    return number ?? [part];
  }
}

/** The other end. It throws at a number that nothing had; what is neither number nor list was sent as it is. */
export class RecurringHeard {
  readonly #parts: unknown[] = [];

  part(said: unknown): unknown {
    if (Array.isArray(said)) {
      const [part] = said as readonly unknown[];
      if (this.#parts.length < most) this.#parts.push(part);
      return part;
    }
    if (typeof said !== 'number') return said;
    if (!(said in this.#parts)) throw new Error(`there is no part ${said}`);
    return this.#parts[said];
  }
}
