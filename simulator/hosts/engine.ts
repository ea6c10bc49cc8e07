import { formatFleetError } from '../fleet/fleet-error.ts';
import { BrokenFleet } from '../fleet/world/server-makers.ts';
import { partOf } from './browser/parts/part.ts';
import { latePart } from './browser/parts/late-part.ts';
import type { LatePart } from './browser/parts/late-part.ts';
import type * as AnswersPart from './browser/parts/answers.part.ts';
import type * as WorkshopPart from './browser/parts/workshop.part.ts';
import { Hurry } from './browser/hurry.ts';
import { madeReady, openRun, preparationBy, workshopBy } from './browser/open-run.ts';
import type { Preparation } from './browser/preparation.ts';
import type {
  EngineApi,
  ExploreRequest,
  ExploreResult,
  FleetTexts,
  Led,
  LoadRequest,
  LoadResult,
} from '../wire/engine-api.ts';
import type { ExploreProgress } from '../wire/view/runs/exploring.ts';
import type { FleetEdit, Rewritten } from '../wire/view/fleet-edit.ts';
import type { CheckReadings } from '../wire/view/check-reading.ts';
import type { EngineFrame, PastPicture } from '../wire/view/frame.ts';
import type { AnswerTo, Question } from '../wire/view/question.ts';
import type { Until } from '../wire/view/until.ts';
import type { RunDriver } from './browser/run-driver.ts';
import type * as ExplorePart from './browser/parts/explore.part.ts';
import type { Provide } from './browser/parts/provide.ts';
import type { Report } from '../telemetry/report.ts';
import type { Acted, Mistake } from '../wire/view/acted.ts';
import type { Action } from '../wire/actions.ts';
import type { Micros } from '../wire/packet.ts';
import type { RunMoment } from '../wire/view/runs/run-moment.ts';

const frameEveryMs = 100;
/** Without a limit, this much wall time goes by between two looks at messages from the page. */
const sliceMs = 40;
const leastStepUs = 5_000; // Where a step ends, windows of processes end too.
/** In one frame. */
const messagesMostUsually = 200;
/** From this speed on, messages between workers are what a run waits for. */
const hurrySpeed = 10;

/** The engine in a browser: one fleet, moved through time at a chosen speed, seen in frames. */
export class Engine implements EngineApi {
  #run: RunDriver | null = null;
  #workshop: LatePart<typeof WorkshopPart> | null = null;
  #answers: LatePart<typeof AnswersPart> | null = null;
  #preparation: Preparation | null = null;
  #host: LoadRequest['host'] = 'workers';
  readonly #hurry = new Hurry();
  #show: ((frame: EngineFrame) => void) | null = null;
  #speed = 1;
  #messagesMost = messagesMostUsually;
  #until: Until | null = null;
  /** Why time stands, where nobody stopped it. */
  #stopped: string | null = null;
  #playing = false;
  /** How often somebody had time move, or move otherwise. */
  #plays = 0;
  #led: Led | null = null;
  #pacing = 0;
  #stops = 0;
  #lastFrameMs = 0;
  /** A window of far processes takes real time, and nothing else may touch the run meanwhile. */
  #lastTurn: Promise<unknown> = Promise.resolve();

  async load(request: LoadRequest, provide: Provide): Promise<LoadResult> {
    this.pause();
    return this.#inTurn(async () => {
      this.#run?.dispose();
      this.#run = null;
      const workshop = (this.#workshop ??= workshopBy(provide));
      const answers = (this.#answers ??= latePart(provide, 'answers'));
      const made = await madeReady(request, provide, workshop);
      if (!made.ok) return { ok: false, errors: made.errors.map(formatFleetError) };
      const preparation = (this.#preparation = preparationBy(workshop, provide));
      try {
        this.#run = await openRun(made.ready, { preparation, answers }, request, provide);
      } catch (error) {
        if (error instanceof BrokenFleet) return { ok: false, errors: [error.message] };
        throw error;
      }
      this.#host = request.host;
      this.#hurry.begin({ ready: made.ready, request, provide, workshop, answers });
      for (const action of request.actions ?? []) await this.#plan(action);
      await this.#run.watchMessages(this.#messagesMost);
      return { ok: true, map: await this.#run.map() };
    });
  }

  onFrame(show: (frame: EngineFrame) => void): void {
    this.#show = show;
  }

  watchMessages(most: number): void {
    this.#messagesMost = most;
    void this.#inTurn(async () => this.#run?.watchMessages(most));
  }

  /** Virtual seconds per second; Infinity is as fast as it goes. */
  play(speed: number, until: Until | null = null): void {
    this.#led = null;
    this.#plays++;
    this.#speed = speed;
    this.#until = until;
    this.#stopped = null;
    if (speed >= hurrySpeed) this.#goFaster(this.#loaded());
    if (this.#playing) return;
    this.#loaded();
    this.#playing = true;
    // Out of the promise, so that whoever holds this worker hears of it.
    this.#pace(++this.#pacing).catch((error: unknown) => reportError(error));
  }

  pause(): void {
    this.#playing = false;
    this.#pacing++;
    void this.#inTurn(() => this.#frame());
  }

  advance(untilUs: Micros, led: Led | null = null): Promise<string | null> {
    return this.#inTurn(async () => {
      this.#led = led;
      const reached = await this.#loaded().advance(untilUs, led?.until ?? null);
      await this.#frame();
      return reached;
    });
  }

  bring(untilUs: Micros): Promise<void> {
    return this.#inTurn(async () => void (await this.#loaded().advance(untilUs, null)));
  }

  nextUs(): Promise<Micros> {
    return this.#inTurn(() => this.#loaded().nextUs());
  }

  async step(by: 'event' | 'hop'): Promise<void> {
    this.#stopped = null;
    await this.#inTurn(async () => {
      await this.#loaded().step(by);
      await this.#frame();
    });
  }

  act(action: Omit<Action, 'atUs'>): Promise<Acted> {
    return this.#inTurn(async () => {
      const run = this.#loaded();
      await run.prepare(await this.#preparation!.ofAction(action));
      const acted = await run.act({ ...action, atUs: run.nowUs });
      // So that it is done: a run that is had again up to where it stands has only what lies behind.
      this.#reached(await run.advance(run.nowUs + 1, this.#playing ? this.#until : null));
      await this.#frame();
      return acted;
    });
  }

  schedule(action: Action): Promise<void> {
    return this.#inTurn(() => this.#plan(action));
  }

  async #plan(action: Action): Promise<void> {
    const run = this.#loaded();
    this.#hurry.giveUp();
    await run.prepare(await this.#preparation!.ofAction(action));
    await run.schedule(action);
  }

  undo(id: number): Promise<Acted> {
    return this.act({ verb: 'undo', target: '', sizes: { fault: id } });
  }

  async ask<Asked extends Question>(question: Asked, atUs?: Micros): Promise<AnswerTo<Asked>> {
    // Time does not stand while it comes.
    await this.#answers?.();
    return this.#inTurn(() => this.#loaded().ask(question, atUs ?? null));
  }

  past(atUs: Micros): Promise<PastPicture | null> {
    return this.#inTurn(() => this.#loaded().past(atUs));
  }

  async check(texts: FleetTexts, provide: Provide): Promise<readonly Mistake[]> {
    this.#workshop ??= workshopBy(provide);
    return (await this.#workshop()).check(texts);
  }

  async rewrite(texts: FleetTexts, edit: FleetEdit, provide: Provide): Promise<Rewritten> {
    this.#workshop ??= workshopBy(provide);
    return (await this.#workshop()).rewrite(texts, edit);
  }

  checks(): Promise<CheckReadings> {
    return this.#inTurn(() => this.#loaded().checks());
  }

  report(): Promise<Report> {
    return this.#inTurn(() => this.#loaded().report());
  }

  moment(): Promise<RunMoment> {
    return this.#inTurn(() => this.#loaded().moment());
  }

  async explore(
    request: ExploreRequest,
    tell: (progress: ExploreProgress) => void,
    provide: Provide,
  ): Promise<ExploreResult> {
    const workshop = (this.#workshop ??= workshopBy(provide));
    const made = await madeReady(request, provide, workshop);
    if (!made.ok) return { ok: false, errors: made.errors.map(formatFleetError) };
    const { explore } = partOf<typeof ExplorePart>((await provide('part/explore.js')) as string);
    this.#stops = 0;
    const preparation = preparationBy(workshop, provide);
    const explored = await explore({ ...made, preparation, provide }, request, { tell, stops: () => this.#stops });
    return { ok: true, explored };
  }

  stopExploring(): void {
    this.#stops++;
  }

  host(): LoadRequest['host'] {
    return this.#host;
  }

  isAlive(): true {
    return true;
  }

  #loaded(): RunDriver {
    if (!this.#run) throw new Error('no fleet is loaded');
    return this.#run;
  }

  #inTurn<Result>(move: () => Promise<Result>): Promise<Result> {
    const done = this.#lastTurn.then(move);
    this.#lastTurn = done.catch(() => {});
    return done;
  }

  #goFaster(slow: RunDriver): void {
    void this.#hurry.overtake(slow, {
      messagesMost: this.#messagesMost,
      inTurn: (move) => this.#inTurn(move),
      isWanted: () => this.#run === slow,
      take: async ({ run, preparation }) => {
        await run.watchMessages(this.#messagesMost);
        this.#run = run;
        this.#host = 'group';
        this.#preparation = preparation;
      },
    });
  }

  async #pace(pacing: number): Promise<void> {
    let lastMs = performance.now();
    while (pacing === this.#pacing) {
      const nowMs = performance.now();
      // A tab that slept does not make the fleet rush to catch up.
      const passedMs = Math.min(nowMs - lastMs, 250);
      lastMs = nowMs;
      const speed = this.#hurry.paced(this.#speed);
      const wholeUs = speed === Infinity ? 1_000_000 : Math.max(1, Math.round(passedMs * 1000 * speed));
      await this.#inTurn(() => this.#advanceAtMost(wholeUs, pacing));
      if (nowMs - this.#lastFrameMs >= frameEveryMs) await this.#inTurn(() => this.#frame());
      await new Promise((resolve) => setTimeout(resolve, speed === Infinity ? 0 : 16));
    }
  }

  /** Slower than asked is better than a page that waits. */
  async #advanceAtMost(wholeUs: Micros, pacing: number): Promise<void> {
    const run = this.#loaded();
    const stopMs = performance.now() + sliceMs;
    const untilUs = run.nowUs + wholeUs;
    const stepUs = Math.max(leastStepUs, Math.ceil(wholeUs / 20));
    while (pacing === this.#pacing && run.nowUs < untilUs && performance.now() < stopMs) {
      this.#reached(await run.advance(Math.min(untilUs, run.nowUs + stepUs), this.#until));
    }
  }

  /** What was waited for has come: time stands, and a frame tells why. */
  #reached(what: string | null): void {
    if (what === null) return;
    this.#stopped = what;
    this.#until = null;
    this.pause();
  }

  async #frame(): Promise<void> {
    if (!this.#show || !this.#run) return;
    this.#lastFrameMs = performance.now();
    const { speed, playing } = this.#led
      ? { ...this.#led, playing: true }
      : { speed: this.#speed, playing: this.#playing };
    this.#show(await this.#run.frame({ playing, speed, stopped: this.#stopped, plays: this.#plays }));
  }
}
