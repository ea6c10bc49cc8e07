import { momentOf } from '../run/run-moment.ts';
import { View } from '../run/view/view.ts';
import type { BringAnswers, History } from '../run/view/view.ts';
import type { RunDriver } from './browser/run-driver.ts';
import type { Prepared } from './browser/preparation.ts';
import type { WatchedChecks } from '../lesson/checks/watched-checks.ts';
import type { Run } from '../run/run.ts';
import type { Pace } from '../run/view/frame-of.ts';
import type { Report } from '../telemetry/report.ts';
import type { Acted } from '../wire/view/acted.ts';
import type { Action } from '../wire/actions.ts';
import type { Micros } from '../wire/packet.ts';
import type { RunMoment } from '../wire/view/runs/run-moment.ts';
import type { FleetMap } from '../wire/view/fleet-map.ts';
import type { CheckReadings } from '../wire/view/check-reading.ts';
import type { EngineFrame, PastPicture } from '../wire/view/frame.ts';
import type { AnswerTo, Question } from '../wire/view/question.ts';
import type { Until } from '../wire/view/until.ts';

/** What a run is watched and fed by. */
interface Beside {
  readonly bringAnswers: BringAnswers;
  /** Takes in code that was compiled elsewhere, where the world does not compile by itself. */
  readonly prepare?: (more: Prepared) => void;
  readonly checks?: WatchedChecks | null;
  readonly history?: History;
}

/** A run whose kernel is right here, watched. */
export class LocalDriver implements RunDriver {
  readonly #run: Run;
  readonly #view: View;
  readonly #prepare: (more: Prepared) => void;
  readonly #checks: WatchedChecks | null;

  constructor(run: Run, { bringAnswers, prepare = () => {}, checks = null, history }: Beside) {
    this.#run = run;
    this.#checks = checks;
    this.#prepare = prepare;
    this.#view = new View(run, bringAnswers, history);
  }

  get nowUs(): Micros {
    return this.#run.nowUs;
  }

  advance(untilUs: Micros, until: Until | null = null): Promise<string | null> {
    return this.#view.advance(untilUs, until);
  }

  step(by: 'event' | 'hop'): Promise<void> {
    return this.#view.step(by);
  }

  nextUs(): Promise<Micros> {
    return this.#view.nextUs();
  }

  async prepare(more: Prepared): Promise<void> {
    this.#prepare(more);
  }

  async act(action: Action): Promise<Acted> {
    return this.#run.act(action);
  }

  async schedule(action: Action): Promise<void> {
    this.#run.actions.schedule(action);
  }

  async map(): Promise<FleetMap> {
    return this.#view.map();
  }

  frame(pace: Pace): Promise<EngineFrame> {
    return this.#view.frame(pace);
  }

  async watchMessages(most: number): Promise<void> {
    this.#view.watchMessages(most);
  }

  async ask<Asked extends Question>(question: Asked, atUs: Micros | null = null): Promise<AnswerTo<Asked>> {
    return this.#view.ask(question, atUs);
  }

  async past(atUs: Micros): Promise<PastPicture | null> {
    return this.#view.past(atUs);
  }

  async checks(): Promise<CheckReadings> {
    return this.#checks?.readAll() ?? {};
  }

  async report(): Promise<Report> {
    return this.#run.report({ wallMs: 0 });
  }

  async moment(): Promise<RunMoment> {
    return momentOf(this.#run);
  }

  dispose(): void {
    this.#run.dispose();
  }
}
