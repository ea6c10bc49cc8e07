import type { RunPlan } from '../explore/judge.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { ChecksParts } from './browser/parts/checks-parts.ts';
import type { ServerParts } from './browser/parts/server-parts.ts';
import type { Prepared } from './browser/preparation.ts';
import type { Pace } from '../run/view/frame-of.ts';
import type { Action } from '../wire/actions.ts';
import type { Micros } from '../wire/packet.ts';
import type { Question } from '../wire/view/question.ts';
import type { Until } from '../wire/view/until.ts';

/** What the keeper of a group worker says to it; each is answered by `done` or `failed` with its number. */
export type ToGroup =
  | GroupStart
  | GroupMove
  | { readonly kind: 'next' }
  | { readonly kind: 'prepare'; readonly more: Prepared }
  | { readonly kind: 'act'; readonly action: Action }
  | { readonly kind: 'schedule'; readonly action: Action }
  | { readonly kind: 'map' }
  | { readonly kind: 'frame'; readonly pace: Pace }
  | { readonly kind: 'watch messages'; readonly most: number }
  | { readonly kind: 'ask'; readonly question: Question; readonly atUs: Micros | null }
  | { readonly kind: 'past'; readonly atUs: Micros }
  | { readonly kind: 'checks' }
  | { readonly kind: 'report' }
  | { readonly kind: 'moment' }
  /** Moves the run to its end; answered with an `Outcome`. */
  | { readonly kind: 'judge'; readonly plan: RunPlan };

/** Moves time on; answered with `Moved`. */
export type GroupMove =
  | { readonly kind: 'advance'; readonly untilUs: Micros; readonly until: Until | null }
  | { readonly kind: 'step'; readonly by: 'event' | 'hop' };

export interface Moved {
  readonly nowUs: Micros;
  readonly reached: string | null;
}

export interface GroupStart {
  readonly kind: 'start';
  readonly fleet: Fleet;
  readonly seed: string;
  readonly prepared: Prepared;
  readonly servers: ServerParts;
  readonly remembers: boolean;
  /** Nobody watches this run: all that it is asked is to be judged. */
  readonly isJudged?: true;
  readonly checks: ChecksParts | null;
  /** From this moment on it says whose turn it is, so that the one that does not come back is found. */
  readonly watchFromUs: Micros;
}

export type FromGroup =
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string }
  /** While it works for long: it has not hung, and has come so far. */
  | { readonly kind: 'alive'; readonly nowUs: Micros }
  | { readonly kind: 'turn'; readonly replica: string; readonly fromUs: Micros };
