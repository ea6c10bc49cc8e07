import type { Outcome, RunPlan } from '../../../explore/judge.ts';
import type { Fleet } from '../../../fleet/fleet.ts';
import type { NodeSurroundings } from '../run-in.ts';

/** What a thread is made with. It is then sent plans, one at a time. */
export interface ExploreThreadData {
  readonly fleet: Fleet;
  readonly surroundings: NodeSurroundings;
}

export type ToExploreThread = RunPlan;

export type FromExploreThread =
  | { readonly kind: 'done'; readonly outcome: Outcome | null }
  | { readonly kind: 'failed'; readonly reason: string }
  /** While it works for long. */
  | { readonly kind: 'alive' };
