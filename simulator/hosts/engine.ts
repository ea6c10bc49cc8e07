import { formatFleetError } from '../fleet/fleet-error.ts';
import { readReady } from '../fleet/ready/ready-fleet.ts';
import { BrokenFleet } from '../fleet/world/server-makers.ts';
import { World } from '../fleet/world/world.ts';
import { compileBy } from '../fleet/ready/compiled-service.ts';
import { PreparedFiles } from '../fleet/ready/compiled-file.ts';
import { Run } from '../run/run.ts';
import { LocalDriver } from './local-driver.ts';
import { partOf } from './browser/parts/part.ts';
import { neededChecks, openChecks } from './browser/parts/checks-parts.ts';
import { neededServers, openServers } from './browser/parts/server-parts.ts';
import { latePart } from './browser/parts/late-part.ts';
import type { LatePart } from './browser/parts/late-part.ts';
import type * as AnswersPart from './browser/parts/answers.part.ts';
import type * as ChangesPart from './browser/parts/changes.part.ts';
import type * as WorkshopPart from './browser/parts/workshop.part.ts';
import { Preparation } from './browser/preparation.ts';
import { createNestedWorkerHost } from './browser/nested-worker-host.ts';
import type { EngineApi, FleetTexts, Led, LoadRequest, LoadResult } from '../wire/engine-api.ts';
import type { FleetEdit, Rewritten } from '../wire/view/fleet-edit.ts';
import type { CheckReadings } from '../wire/view/check-reading.ts';
import type { EngineFrame } from '../wire/view/frame.ts';
import type { AnswerTo, Question } from '../wire/view/question.ts';
import type { Until } from '../wire/view/until.ts';
import type { Prepared } from './browser/preparation.ts';
import type { RunDriver } from './browser/run-driver.ts';
import type * as GroupDriverPart from './browser/parts/group-driver.part.ts';
import type { ChangeOf } from '../fleet/changes/change.ts';
import type { Provide } from './browser/parts/provide.ts';
import type { MadeReady } from '../fleet/ready/make-ready.ts';
import type { ReadyFleet } from '../fleet/ready/ready-fleet.ts';
import type { Report } from '../telemetry/report.ts';
import type { Acted, Mistake } from '../wire/view/acted.ts';
import type { Action } from '../wire/actions.ts';
import type { Micros } from '../wire/packet.ts';
import type { RunMoment } from '../wire/view/run-moment.ts';

const frameEveryMs = 100;
/** Without a limit, this much wall time goes by between two looks at messages from the page. */
const sliceMs = 40;
/** In one frame. */
const messagesMostUsually = 200;

/** The engine in a browser: one fleet, moved through time at a chosen speed, seen in frames. */
export class Engine implements EngineApi {
  #run: RunDriver | null = null;
  #workshop: LatePart<typeof WorkshopPart> | null = null;
  #answers: LatePart<typeof AnswersPart> | null = null;
  #preparation: Preparation | null = null;
  #show: ((frame: EngineFrame) => void) | null = null;
  #speed = 1;
  #messagesMost = messagesMostUsually;
  #until: Until | null = null;
  /** Why time stands, where nobody stopped it. */
  #stopped: string | null = null;
  #playing = false;
  #led: Led | null = null;
  #pacing = 0;
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
      const preparation = new Preparation({
        compile: async (path, source) => (await workshop()).compileFile(path, source),
        library: async (name) => (await provide(`shelf/${name}`)) as string,
        changes: async () => (await provide('part/changes.js')) as string,
      });
      this.#preparation = preparation;
      try {
        this.#run = await runOf(made.ready, { preparation, answers }, request, provide);
      } catch (error) {
        if (error instanceof BrokenFleet) return { ok: false, errors: [error.message] };
        throw error;
      }
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
    this.#speed = speed;
    this.#until = until;
    this.#stopped = null;
    if (this.#playing) return;
    const run = this.#loaded();
    this.#playing = true;
    // Out of the promise, so that whoever holds this worker hears of it.
    this.#pace(run, ++this.#pacing).catch((error: unknown) => reportError(error));
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
      if (!this.#playing) await run.advance(run.nowUs + 1, null);
      await this.#frame();
      return acted;
    });
  }

  schedule(action: Action): Promise<void> {
    return this.#inTurn(() => this.#plan(action));
  }

  async #plan(action: Action): Promise<void> {
    const run = this.#loaded();
    await run.prepare(await this.#preparation!.ofAction(action));
    await run.schedule(action);
  }

  undo(id: number): Promise<Acted> {
    return this.act({ verb: 'undo', target: '', sizes: { fault: id } });
  }

  async ask<Asked extends Question>(question: Asked): Promise<AnswerTo<Asked>> {
    // Time does not stand while it comes.
    await this.#answers?.();
    return this.#inTurn(() => this.#loaded().ask(question));
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

  async #pace(run: RunDriver, pacing: number): Promise<void> {
    let lastMs = performance.now();
    while (pacing === this.#pacing) {
      const nowMs = performance.now();
      // A tab that slept does not make the fleet rush to catch up.
      const passedMs = Math.min(nowMs - lastMs, 250);
      lastMs = nowMs;
      const wholeUs = this.#speed === Infinity ? 1_000_000 : Math.max(1, Math.round(passedMs * 1000 * this.#speed));
      await this.#inTurn(() => this.#advanceAtMost(run, wholeUs, pacing));
      if (nowMs - this.#lastFrameMs >= frameEveryMs) await this.#inTurn(() => this.#frame());
      await new Promise((resolve) => setTimeout(resolve, this.#speed === Infinity ? 0 : 16));
    }
  }

  /** Slower than asked is better than a page that waits. */
  async #advanceAtMost(run: RunDriver, wholeUs: Micros, pacing: number): Promise<void> {
    const stopMs = performance.now() + sliceMs;
    const untilUs = run.nowUs + wholeUs;
    const stepUs = Math.max(1, Math.ceil(wholeUs / 20));
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
    this.#show(await this.#run.frame({ playing, speed, stopped: this.#stopped }));
  }
}

const workshopBy = (provide: Provide): LatePart<typeof WorkshopPart> => latePart(provide, 'workshop');

async function madeReady(
  request: LoadRequest,
  provide: Provide,
  workshop: LatePart<typeof WorkshopPart>,
): Promise<MadeReady> {
  if ('ready' in request) return { ok: true, ready: readReady((await provide(`ready/${request.ready}`)) as string) };
  const { makeReady } = await workshop();
  return makeReady({ path: request.entry, readFile: (path) => request.files[path] ?? null });
}

async function runOf(
  ready: ReadyFleet,
  { preparation, answers }: { readonly preparation: Preparation; readonly answers: LatePart<typeof AnswersPart> },
  { seed, host: kind, checks: lesson }: LoadRequest,
  provide: Provide,
): Promise<RunDriver> {
  const { fleet } = ready;
  const hasCode = fleet.services.some(({ model }) => model === null);
  const [prepared, servers, checks, script] = await Promise.all([
    preparation.ofFleet(ready),
    neededServers(fleet, provide),
    neededChecks(lesson, provide),
    kind === 'group' ? provide('group.js') : hasCode ? provide('instance.js') : '',
  ]);
  if (kind === 'group') {
    const { GroupDriver } = partOf<typeof GroupDriverPart>((await provide('part/group-driver.js')) as string);
    return GroupDriver.open(script as string, { kind: 'start', fleet, seed, prepared, servers, checks });
  }
  let run: Run | null = null;
  const files = new PreparedFiles();
  const shelf: Record<string, string> = {};
  let changes: typeof ChangesPart | null = null;
  const prepare = (more: Prepared): void => {
    files.add(more.files);
    Object.assign(shelf, more.shelf);
    if (more.changes !== null) changes = partOf<typeof ChangesPart>(more.changes);
  };
  prepare(prepared);
  const host = createNestedWorkerHost(script as string, shelf, (node, atUs, reason) =>
    run?.actions.noteHang(node, atUs, reason),
  );
  const compile = compileBy(files.of);
  const changeOf: ChangeOf = (verb) => changes?.changeOf(verb);
  run = new Run(new World({ fleet, seed, host, compile, changeOf, servers: await openServers(servers) }));
  return new LocalDriver(run, {
    bringAnswers: async () => (await answers()).Answers,
    prepare,
    checks: openChecks(checks, run),
  });
}
