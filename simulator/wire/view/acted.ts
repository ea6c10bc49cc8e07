/** What is wrong with a file, and where: lines and columns count from 1. */
export interface Mistake {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** What is wrong there. */
  readonly message: string;
  /** What may stand there instead, where that is known. */
  readonly expected?: string;
}

/** What came of an action. */
export type Acted =
  | {
      readonly ok: true;
      /** To undo it by, as the frame lists it; null for what is over at once. */
      readonly id: number | null;
    }
  | {
      readonly ok: false;
      /** Why nothing was done, in words. */
      readonly why: string;
      /** In code that was to be deployed. */
      readonly mistakes: readonly Mistake[];
    };
