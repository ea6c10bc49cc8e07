import type { Action } from '../wire/actions.ts';
import type { Micros } from '../wire/packet.ts';
import type { CheckUnit } from '../wire/view/check-reading.ts';
import type { Block, Inline } from './text/prose.ts';
import type { FilePlace } from './text/pointer.ts';

/** A lesson as data: what a screen shows of it. Nothing in it refers to files any more. */
export interface Lesson {
  /** The name of its folder: `12-circuit-breaker`. */
  readonly id: string;
  readonly title: string;
  readonly track: string;
  readonly minutes: number;
  readonly teaches: readonly string[];
  /** Lessons that it stands on. */
  readonly after: readonly string[];
  /** Whether the learner begins with something that is broken on purpose. */
  readonly start: 'meant-to-fail' | 'works';
  readonly intro: readonly Block[];
  readonly steps: readonly Step[];
  /** Shown when the last step is done. */
  readonly debrief: readonly Block[];
  /** What the terms in its text mean. */
  readonly glossary: Readonly<Record<string, readonly Inline[]>>;
}

export interface Step {
  /** Of its title: `three-seconds-every-time`. */
  readonly id: string;
  readonly title: string;
  readonly line: number;
  readonly parts: readonly Part[];
}

export type Part = ProsePart | Task | Prediction | Reveal | Checkpoint | Quiz;

export interface ProsePart {
  readonly kind: 'prose';
  readonly blocks: readonly Block[];
}

export interface Task {
  readonly kind: 'task';
  /** Something to look at, to press, to write, or to try until it fits. */
  readonly asks: 'show' | 'do' | 'edit' | 'explore';
  readonly blocks: readonly Block[];
  /** What is to be edited. */
  readonly file: FilePlace | null;
  /** Shown one by one, on request. */
  readonly hints: readonly (readonly Block[])[];
}

/** The learner says a number before the run does. */
export interface Prediction {
  readonly kind: 'prediction';
  /** Whose value it is compared with. */
  readonly check: string;
  /** In which the learner says it: the field is there before the run has measured anything. */
  readonly unit: CheckUnit;
  readonly blocks: readonly Block[];
}

/** What was predicted beside what was measured. */
export interface Reveal {
  readonly kind: 'reveal';
  readonly check: string;
  readonly unit: CheckUnit;
  readonly blocks: readonly Block[];
}

export interface Checkpoint {
  readonly kind: 'check';
  readonly check: string;
  readonly title: string;
  /** How many runs must agree before it counts. */
  readonly seeds: number;
  readonly line: number;
}

export interface Quiz {
  readonly kind: 'quiz';
  readonly question: readonly Block[];
  readonly answers: readonly {
    readonly right: boolean;
    readonly blocks: readonly Block[];
    readonly why: readonly Block[];
  }[];
}

/** A lesson as a page fetches it: what is shown, what it begins with, and the way through it. */
export interface LessonData {
  readonly lesson: Lesson;
  /** Its own files, by their paths beside its fleet file; every other one is the shop's. */
  readonly files: Readonly<Record<string, string>>;
  /** Files of the solution that differ from the start. */
  readonly solution: Readonly<Record<string, string>>;
  /** What a learner does, step by step, and when each step is over. */
  readonly walk: readonly LearnerStep[];
}

export interface LearnerStep {
  readonly step: string;
  readonly actions: readonly Action[];
  readonly untilUs: Micros;
}
