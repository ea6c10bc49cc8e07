import { SqlFailure, undefinedTable } from '../sql-failure.ts';

interface Sequence {
  next: number;
  start: number;
}

/** As in PostgreSQL, a number once taken is gone: rollback does not give it back, and a crash does not repeat it. */
export class Sequences {
  readonly #sequences = new Map<string, Sequence>();
  /** What each session took last, for currval and lastval. */
  #taken: Map<string, number> = new Map();
  #lastName: string | null = null;

  define(name: string, start = 1): void {
    this.#sequences.set(name, { next: start, start });
  }

  drop(name: string): void {
    this.#sequences.delete(name);
  }

  restart(name: string): void {
    const sequence = this.#sequences.get(name);
    if (sequence) sequence.next = sequence.start;
  }

  /** Whose currval and lastval the next statement sees. */
  useSession(taken: Map<string, number>): void {
    this.#taken = taken;
    this.#lastName = [...taken.keys()].at(-1) ?? null;
  }

  /** Returns how to go back to the present numbers, for a statement that will be run once more. */
  mark(): () => void {
    const numbers = [...this.#sequences].map(([name, { next }]): [string, number] => [name, next]);
    const [taken, lastName] = [this.#taken, this.#lastName];
    return () => {
      this.#taken = taken;
      this.#lastName = lastName;
      for (const [name, next] of numbers) {
        const sequence = this.#sequences.get(name);
        if (sequence) sequence.next = next;
      }
    };
  }

  next(name: string): number {
    const sequence = this.#find(name);
    const value = sequence.next;
    sequence.next += 1;
    // Set anew, so that the session's latest stands last.
    this.#taken.delete(plain(name));
    this.#taken.set(plain(name), value);
    this.#lastName = plain(name);
    return value;
  }

  current(name: string): number {
    this.#find(name);
    const value = this.#taken.get(plain(name));
    if (value !== undefined) return value;
    throw new SqlFailure('55000', `currval of sequence "${name}" is not yet defined in this session`);
  }

  last(): number {
    if (this.#lastName === null) throw new SqlFailure('55000', 'lastval is not yet defined in this session');
    return this.#taken.get(this.#lastName)!;
  }

  set(name: string, value: number, called: boolean): number {
    this.#find(name).next = called ? value + 1 : value;
    return value;
  }

  #find(name: string): Sequence {
    const sequence = this.#sequences.get(plain(name));
    if (!sequence) throw undefinedTable(name);
    return sequence;
  }
}

/** `nextval('public.orders_id_seq')` and `nextval('"orders_id_seq"')` mean the same sequence. */
function plain(name: string): string {
  return name.replace(/^public\./, '').replace(/^"(.*)"$/, '$1');
}
