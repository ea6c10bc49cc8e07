export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target: number | null;
  /** What makes it worth less than it seems. */
  readonly caution?: string;
}
