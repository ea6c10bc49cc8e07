/** A state machine as it is to be drawn. */
export interface Diagram {
  /** For those who cannot see it. */
  readonly label: string;
  readonly initial: string;
  readonly states: readonly DiagramState[];
  readonly edges: readonly DiagramEdge[];
}

export interface DiagramState {
  readonly name: string;
  readonly isFinal: boolean;
  /** It is in it now. */
  readonly isLit: boolean;
  /** It has been in it. */
  readonly isVisited: boolean;
}

export interface DiagramEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** It has gone this way. */
  readonly isTaken: boolean;
}
