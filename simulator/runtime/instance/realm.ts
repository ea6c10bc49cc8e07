/** What a host lends to the processes that live in it: a way to evaluate text, and the shelf. */
export interface Realm {
  /**
   * `text` is the body of a function with these parameters. The name shows in stack traces, and lines keep their numbers.
   * The host captured its `eval` before anything was hardened.
   */
  evaluate(text: string, parameters: readonly string[], name: string): (...values: unknown[]) => unknown;
  /** Compiled text of a library on the shelf, by the name it is imported by. */
  shelf(name: string): string | undefined;
  /** Names of globals of the host that nothing among `globals` stands for: service code must not see them. */
  hidden(globals: Readonly<Record<string, unknown>>): readonly string[];
}
