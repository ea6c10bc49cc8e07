const IDENTIFIER = /[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;

/** Names that the source does not use anywhere, not even in a comment. */
export class FreshNames {
  readonly #taken: Set<string>;
  readonly #counts = new Map<string, number>();

  constructor(source: string) {
    this.#taken = new Set(source.match(IDENTIFIER));
  }

  take(wanted: string): string {
    let count = this.#counts.get(wanted) ?? 1;
    const numbered = (): string => (count === 1 ? wanted : `${wanted}_${count}`);
    while (this.#taken.has(numbered())) count++;
    this.#counts.set(wanted, count + 1);
    this.#taken.add(numbered());
    return numbered();
  }

  /** A beginning that no name of the source has. */
  takePrefix(wanted: string): string {
    let prefix = wanted;
    while ([...this.#taken].some((name) => name.startsWith(prefix))) prefix = `_${prefix}`;
    return prefix;
  }
}
