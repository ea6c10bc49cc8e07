export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target: number | null;
  /** The least and the most that was measured, where `value` is the middle of several. */
  readonly range?: readonly [number, number];
  /** How many measurements don't count, of how many: the machine was slow during these. */
  readonly leftOut?: readonly [number, number];
  /** What it was at first, before the host's compilers had seen enough of the code. */
  readonly cold?: { readonly value: number; readonly seconds: number; readonly warmUpSeconds: number };
  /** What makes it worth less than it seems. */
  readonly caution?: string;
}
