import type { Replica } from './replica.ts';

export type Sizes = Readonly<Record<string, unknown>>;

/** All replicas of one process, whoever they are at the time: what is done to the process holds for those to come, too. */
export class Crew {
  readonly process: string;
  readonly #faults = new Map<number, { readonly verb: string; readonly sizes: Sizes }>();
  #replicas: readonly Replica[] = [];

  constructor(process: string) {
    this.process = process;
  }

  get replicas(): readonly Replica[] {
    return this.#replicas;
  }

  join(replica: Replica): void {
    this.#replicas = [...this.#replicas, replica];
    for (const [id, { verb, sizes }] of this.#faults) replica.inherit(verb, id, sizes);
  }

  leave(replica: Replica): void {
    this.#replicas = this.#replicas.filter((other) => other !== replica);
  }

  /** A fault that strikes once has struck one of them: it is nothing that those to come would find. */
  spend(id: number): void {
    this.#faults.delete(id);
  }

  /** A fault of their bodies (none with null). */
  control(verb: string, id: number, sizes: Sizes | null): void {
    if (sizes === null) this.#faults.delete(id);
    else this.#faults.set(id, { verb, sizes });
    for (const replica of this.#replicas) replica.control(verb, id, sizes);
  }
}
