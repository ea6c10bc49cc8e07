import type { BreakerState, ProcessState } from '../../../wire/facts.ts';

/** What `flotilla:checks` gives to a lesson's checks.ts: `export const opens = check('it opens', (run) => ...)`. */
export interface Checks {
  /** `title` completes "shown when": it is what the learner reads. Nothing runs here: the words are only put together. */
  check(title: string, expected: (run: RunWords) => Expectation): Check;
}

/** Made by `check` alone. */
export interface Check {
  readonly title: string;
}

/** Whatever can come out passed, failed or not yet. */
export interface Expectation {
  readonly isExpectation: true;
}

/** One request of a client, when it is over. */
export interface CheckedRequest {
  /** `POST /orders`. */
  readonly route: string;
  /** null when no answer came. */
  readonly status: number | null;
  /** Answered, and with no 5xx. */
  readonly ok: boolean;
  readonly ms: number;
}

/** One call of a service, seen by the caller (`link`) or by the service itself (`service`). */
export interface CheckedCall {
  /** Of the span: `POST /charges`. */
  readonly name: string;
  readonly ok: boolean;
  readonly ms: number;
}

export interface RunWords {
  flow(name: string): Samples<CheckedRequest>;
  service(name: string): Samples<CheckedCall>;
  /** `orders -> payments`. */
  link(name: string): Samples<CheckedCall>;
  /** Any of the service's, or the one of this name: of code by its own, of a link by `orders -> payments`. */
  breaker(service: string, name?: string): States<BreakerState>;
  process(name: string): ProcessWords;
  topic(name: string): TopicWords;
  store(name: string): StoreWords;
  /** A fault by its verb and target: `fault('hang', 'payments')`. It holds until it is undone. */
  fault(verb: string, target: string): Condition;
  /** `orders -> payments`: whether one calls the other or tells it by an event. */
  mode(link: string): ModeWords;
  /** Holds as long as each of them does, whichever came first. */
  all(...conditions: readonly Condition[]): Condition;
  /** Comes each time that one of them comes. */
  any(...moments: readonly Moment[]): Moment;
  /** A moment, each time that it comes after another has come: the second deploy, and those after it. */
  following(first: Moment, moment: Moment): Moment;
  /** Anything that was done to the fleet: `action('traffic', 'checkout')`. */
  action(verb: string, target: string): Moment;
  restore(target: string): Moment;
  /** One after the other, whatever happens in between. */
  order(...moments: readonly Moment[]): Happening;
}

export type LinkMode = 'sync' | 'async';

export interface ModeWords {
  is(mode: LinkMode): Condition;
}

/** A point in time, each time it comes. */
export interface Moment {
  happens(): Happening;
}

/** Holds for a while; as a moment it is its beginning. */
export interface Condition extends Moment {
  ends(): Moment;
}

export interface States<State extends string> {
  /** In any replica. */
  is(state: State): Condition;
  becomes(state: State): Happening;
  /** These, one right after the other, in one replica. */
  passes(states: readonly State[]): Happening;
}

export interface Happening extends Expectation {
  after(moment: Moment): Happening;
  /** Of the moment named by `after`, or of the run's start. */
  within(duration: string): Happening;
}

export interface Samples<Sample> {
  where(matches: (sample: Sample) => boolean): Samples<Sample>;
  count(): Measure;
  /** Per second. */
  rate(): Measure;
  ratio(matches: (sample: Sample) => boolean): Measure;
  /** `percentile(0.99)`, in ms. */
  percentile(share: number): Measure;
}

export interface ProcessWords extends States<ProcessState> {
  /** All replicas together, in MB. */
  heap(): Level;
  /** Requests before its door. */
  queued(): Level;
  /** Requests that hold one of its slots. */
  inHand(): Level;
}

export interface TopicWords {
  /** Records of the topic that the group has not committed. */
  lag(group: string): Level;
  /** Members of the group that have a partition of the topic to read. */
  readers(group: string): Level;
  /** Records appended. */
  sent(): Measure;
  /** Records that the group was given once more. */
  redelivered(group: string): Measure;
}

export interface StoreWords {
  /** The number in the first column of a query's only row, as it is when somebody looks. */
  row(sql: string): Measure;
  /** By how much that number has changed since the window began. */
  change(sql: string): Measure;
}

/** Something that goes up and down. */
export interface Level {
  now(): Measure;
  highest(): Measure;
  lowest(): Measure;
}

/**
 * A number taken over a window of the run: the whole of it, or what `while` and `after` leave. Each time they come true
 * a new window begins, and what counts is the newest that could be decided. A request belongs to the window it began in.
 */
export interface Measure extends Expectation {
  while(condition: Condition): Measure;
  after(moment: Moment): Measure;
  /** What begins later counts no more: for a number that shall stay what it was before something was changed. */
  before(moment: Moment): Measure;
  /** Decided from so many samples on; 20 for ratios and percentiles, unless said otherwise. */
  over(samples: number): Measure;
  /** Leaves out what was, or began, in the first so long of a window: what was waiting already is still served then. */
  settling(duration: string): Measure;
  /** Decided once the window has lasted so long. */
  lasting(duration: string): Measure;
  minus(other: Measure): Measure;
  per(other: Measure): Measure;
  atLeast(target: number): Measure;
  atMost(target: number): Measure;
  exactly(target: number): Measure;
}
