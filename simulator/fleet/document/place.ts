/** A position in a file, as editors count: the first character is 1:1, columns are UTF-16 code units, a tab is one. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
