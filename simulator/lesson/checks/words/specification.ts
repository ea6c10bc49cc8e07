import type { CheckTarget } from '../../../wire/view/check-reading.ts';
import type { Micros } from '../../../wire/packet.ts';
import type { CheckedCall, CheckedRequest, LinkMode } from './vocabulary.ts';

/** What a check is made of, as data: the words of the vocabulary put together. Only `matches` is code. */
export type ExpectationSpec = HappeningSpec | MeasuredSpec;

export interface HappeningSpec {
  readonly kind: 'happening';
  readonly what: SequenceSpec;
  readonly after: MomentSpec | null;
  readonly withinUs: Micros | null;
}

export type SequenceSpec =
  /** One after the other, whatever happens in between. */
  | { readonly kind: 'order'; readonly moments: readonly MomentSpec[] }
  /** One right after the other. */
  | { readonly kind: 'passes'; readonly subject: StateSubject; readonly states: readonly string[] };

export type StateSubject =
  | { readonly kind: 'breaker'; readonly service: string; readonly name: string | null }
  | { readonly kind: 'process'; readonly process: string };

export type ConditionSpec =
  | { readonly kind: 'state'; readonly subject: StateSubject; readonly state: string }
  | { readonly kind: 'fault'; readonly verb: string; readonly target: string }
  | ModeSpec
  | { readonly kind: 'all'; readonly of: readonly ConditionSpec[] };

export type MomentSpec =
  | { readonly kind: 'begins' | 'ends'; readonly condition: ConditionSpec }
  | { readonly kind: 'action'; readonly verb: string; readonly target: string }
  /** Comes with each of them. */
  | { readonly kind: 'any'; readonly of: readonly MomentSpec[] }
  /** Comes with `moment`, from when `first` has come on. */
  | { readonly kind: 'following'; readonly first: MomentSpec; readonly moment: MomentSpec };

/** A link is on this mode. */
export interface ModeSpec {
  readonly kind: 'mode';
  readonly from: string;
  readonly to: string;
  readonly mode: LinkMode;
  /** What the fleet file says. */
  readonly atFirst: LinkMode;
}

export interface MeasuredSpec {
  readonly kind: 'measured';
  readonly quantity: QuantitySpec;
  readonly while: ConditionSpec | null;
  readonly after: MomentSpec | null;
  /** null: to its end. */
  readonly before: MomentSpec | null;
  /** null: as usual for the quantity. */
  readonly samplesMin: number | null;
  readonly settlingUs: Micros;
  readonly lastingUs: Micros;
  /** null for what is measured only. */
  readonly target: TargetSpec | null;
}

export type TargetSpec = CheckTarget;

export type QuantitySpec = LeafSpec | CombinedSpec;

interface CombinedSpec {
  readonly kind: 'minus' | 'per';
  readonly left: QuantitySpec;
  readonly right: QuantitySpec;
}

/** What is counted by itself in each window. */
export type LeafSpec = SampledSpec | ReadLevelSpec | RowSpec;

export interface SampledSpec {
  readonly kind: 'sampled';
  readonly source: SourceSpec;
  readonly as: Aggregate;
}

export interface ReadLevelSpec {
  readonly kind: 'level';
  readonly level: LevelSpec;
  readonly as: 'now' | 'highest' | 'lowest';
}

export interface RowSpec {
  readonly kind: 'row';
  readonly as: 'now' | 'change';
  readonly store: string;
  readonly sql: string;
}

export type Aggregate =
  | { readonly kind: 'count' }
  | { readonly kind: 'rate' }
  | { readonly kind: 'ratio'; readonly matches: (sample: never) => boolean }
  | { readonly kind: 'percentile'; readonly share: number };

export type SourceSpec =
  | { readonly kind: 'flow'; readonly flow: string; readonly where: readonly ((sample: CheckedRequest) => boolean)[] }
  | {
      readonly kind: 'service';
      readonly service: string;
      readonly where: readonly ((sample: CheckedCall) => boolean)[];
    }
  | {
      readonly kind: 'link';
      readonly from: string;
      readonly to: string;
      readonly where: readonly ((sample: CheckedCall) => boolean)[];
    }
  | { readonly kind: 'sent'; readonly topic: string }
  | { readonly kind: 'redelivered'; readonly topic: string; readonly group: string };

export type LevelSpec = ProcessLevelSpec | TopicLevelSpec;

export interface ProcessLevelSpec {
  readonly kind: 'heap' | 'queued' | 'in hand';
  readonly process: string;
}

export interface TopicLevelSpec {
  readonly kind: 'lag' | 'readers';
  readonly topic: string;
  readonly group: string;
}
