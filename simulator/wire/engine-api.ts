import type { Acted, Mistake } from './view/acted.ts';
import type { Action } from './actions.ts';
import type { CheckReadings } from './view/check-reading.ts';
import type { Micros } from './packet.ts';
import type { Explored, ExploreOrder, ExploreProgress } from './view/runs/exploring.ts';
import type { RunMoment } from './view/runs/run-moment.ts';
import type { FleetEdit, Rewritten } from './view/fleet-edit.ts';
import type { FleetMap } from './view/fleet-map.ts';
import type { EngineFrame, PastPicture } from './view/frame.ts';
import type { AnswerTo, Question } from './view/question.ts';
import type { Until } from './view/until.ts';

/** How the engine asks the page for a part of itself: a text, or bytes where its name ends with `.wasm`. */
type Provide = (asset: string) => Promise<ArrayBuffer | string>;

/** What a page says to the engine in its frame, by one message port. */
export interface EngineApi {
  load(request: LoadRequest, provide: Provide): Promise<LoadResult>;
  onFrame(show: (frame: EngineFrame) => void): void;
  /** How many messages a frame may carry, 200 unless told; with 0 the engine does not look at them at all. */
  watchMessages(most: number): void;
  /** Virtual seconds per second; Infinity is as fast as it goes. Pauses by itself when `until` comes true, and the frame says why. */
  play(speed: number, until?: Until): void;
  pause(): void;
  /** Says what came true where that was waited for; then time stands right behind it, and not where it was to go. */
  advance(untilUs: Micros, led?: Led): Promise<string | null>;
  /** The same while nobody looks: no frame is made, which is what takes long on the way to a moment that somebody wants to see. */
  bring(untilUs: Micros): Promise<void>;
  /** When anything is to happen next, at the earliest; Infinity where the whole fleet has come to rest. */
  nextUs(): Promise<Micros>;
  /**
   * One event of the fleet, whatever it is; or on to the next message of a client's request that arrives somewhere (a hop).
   * Time then stands right behind it. It moves even where nothing happens any more: a hop gives up after a virtual minute.
   */
  step(by: 'event' | 'hop'): Promise<void>;
  /**
   * Now; a fleet that stands still moves on by one microsecond, so that the consequence shows. It is part of the run and of its
   * record even where it is refused. What breaks: the kinds of the map. What changes the fleet: `deploy`, `scale`, `set`, `move`, `merge`, `keep`.
   */
  act(action: Omit<Action, 'atUs'>): Promise<Acted>;
  /** At its own time, which is still to come. */
  schedule(action: Action): Promise<void>;
  /** Undoes one fault or change by the id that the frame gives it. It is an action of its own. */
  undo(id: number): Promise<Acted>;
  /** Evidence, only when somebody looks: of now, or as it was at a time that is over. */
  ask<Asked extends Question>(question: Asked, atUs?: Micros): Promise<AnswerTo<Asked>>;
  /** The newest moment that was remembered by then, as it was; null where the run remembers none. */
  past(atUs: Micros): Promise<PastPicture | null>;
  /** What the checks of the lesson say now; none where the run is of no lesson. Asking changes nothing. */
  checks(): Promise<CheckReadings>;
  /** What would hinder these texts from running; the run that is there goes on. */
  check(texts: FleetTexts, provide: Provide): Promise<readonly Mistake[]>;
  /** Writes a change of the structure into the fleet file; the run that is there goes on as it was. */
  rewrite(texts: FleetTexts, edit: FleetEdit, provide: Provide): Promise<Rewritten>;
  report(): Promise<unknown>;
  /** With the files and the seed its actions are the run so far; its digest tells whether another had the same. */
  moment(): Promise<RunMoment>;
  /**
   * Runs a fleet of its own many times, beside the run that is there, and finds the smallest run in which a truth of it fails.
   * The first `stopExploring` stops the search and has what was found made smaller; the second ends that too.
   */
  explore(request: ExploreRequest, tell: (progress: ExploreProgress) => void, provide: Provide): Promise<ExploreResult>;
  stopExploring(): void;
  /** Where the processes of the run are computed by now: one that is to go fast goes on in one worker. */
  host(): 'workers' | 'group';
  /** Answers at once, if anybody is there. */
  isAlive(): true;
}

/** How time goes for those who look, where the engine does not move it by itself: one clock may lead several engines. */
export interface Led {
  readonly speed: number;
  readonly until?: Until;
}

export type LoadRequest = RunRequest & (FleetTexts | FleetByName);

export interface FleetTexts {
  /** Texts by path: the fleet file, what it extends, code, SQL. */
  readonly files: Readonly<Record<string, string>>;
  readonly entry: string;
}

interface FleetByName {
  /** A fleet that was read and compiled when the page was built. */
  readonly ready: string;
}

interface RunRequest {
  readonly seed: string;
  /** What is to be done to it beside its script: how a run is had again. */
  readonly actions?: readonly Action[];
  /** It can be looked back at. */
  readonly remembers?: boolean;
  /** The lesson whose checks are held against it, by the name that the page has it under. */
  readonly checks?: string;
  /** A worker for each process, or one realm for all. */
  readonly host: 'workers' | 'group';
}

export type ExploreRequest = ExploreOrder & (FleetTexts | FleetByName);

export type ExploreResult =
  | { readonly ok: true; readonly explored: Explored }
  | { readonly ok: false; readonly errors: readonly string[] };

export type LoadResult =
  | { readonly ok: true; readonly map: FleetMap }
  | { readonly ok: false; readonly errors: readonly string[] };
