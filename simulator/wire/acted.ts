/** What is wrong with a file, and where: lines and columns count from 1. */
export interface Mistake {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** What was found there, and what was expected. */
  readonly message: string;
}
