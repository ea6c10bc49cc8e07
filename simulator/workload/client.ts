import type { DistributionSpec } from '../wire/distribution-spec.ts';
import type { HttpBody } from '../wire/http.ts';
import type { RandomStream } from '../wire/node-context.ts';

/** What the generated parts of one journey's requests are filled from. */
export class ClientValues {
  /** The flow's own count of its journeys, from 1. */
  readonly sequence: number;
  readonly random: RandomStream;

  constructor(sequence: number, random: RandomStream) {
    this.sequence = sequence;
    this.random = random;
  }

  /** A thousand users take turns. */
  get user(): string {
    return `u${((this.sequence - 1) % 1000) + 1}`;
  }
}

export interface StepPlan {
  readonly to: string;
  readonly method: string;
  /** For counting: the path with its generated parts still named. */
  readonly route: string;
  readonly think: DistributionSpec | null;
  request(values: ClientValues): {
    readonly path: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly body: HttpBody | null;
  };
}
