import type { Outcome, RunPlan } from '../explore/judge.ts';
import type { FromGroup, GroupMove, GroupStart, Moved, ToGroup } from './group-protocol.ts';
import type { Prepared } from './browser/preparation.ts';
import type { RunDriver } from './browser/run-driver.ts';
import type { Pace } from '../run/view/frame-of.ts';
import type { Report } from '../telemetry/report.ts';
import type { Acted } from '../wire/view/acted.ts';
import type { Action } from '../wire/actions.ts';
import type { CheckReadings } from '../wire/view/check-reading.ts';
import type { EngineFrame, PastPicture } from '../wire/view/frame.ts';
import type { Micros } from '../wire/packet.ts';
import type { RunMoment } from '../wire/view/runs/run-moment.ts';
import type { FleetMap } from '../wire/view/fleet-map.ts';
import type { AnswerTo, Question } from '../wire/view/question.ts';
import type { Until } from '../wire/view/until.ts';

/** Silence of this long while it works means that it hangs. */
const silenceMs = 1_000;
/** To load and compile everything, or to sum up a long run, takes as long as it takes on this machine. */
const ownWorkMs = 20_000;
/** Where code of services runs, that could hang; all else the engine does by itself. */
const moves: ReadonlySet<ToGroup['kind']> = new Set(['advance', 'step', 'judge']);

class Hung extends Error {}

/**
 * Keeps a group worker: kernel and all processes in one hardened realm. One that goes silent is ended and the run is
 * done again from its seed, twice: once watching whose turn it is, and once with that process's end as part of the run.
 */
export class GroupDriver implements RunDriver {
  readonly #script: string;
  readonly #start: Omit<GroupStart, 'watchFromUs'>;
  /** Everything done to the run so far; the worker that knew it may be gone. */
  readonly #actions: Action[] = [];
  readonly #prepared: Prepared[] = [];
  #worker: Worker | null = null;
  #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #ids = 0;
  #aliveUs = 0;
  #turn: { readonly replica: string; readonly fromUs: Micros } | null = null;
  #messagesMost = 0;
  nowUs: Micros = 0;

  private constructor(script: string, start: Omit<GroupStart, 'watchFromUs'>) {
    this.#script = script;
    this.#start = start;
  }

  static async open(script: string, start: Omit<GroupStart, 'watchFromUs'>): Promise<GroupDriver> {
    const driver = new GroupDriver(script, start);
    await driver.#begin(Infinity);
    return driver;
  }

  advance(untilUs: Micros, until: Until | null): Promise<string | null> {
    return this.#move({ kind: 'advance', untilUs, until });
  }

  async step(by: 'event' | 'hop'): Promise<void> {
    await this.#move({ kind: 'step', by });
  }

  async nextUs(): Promise<Micros> {
    return (await this.#ask({ kind: 'next' })) as Micros;
  }

  async prepare(more: Prepared): Promise<void> {
    this.#prepared.push(more);
    await this.#ask({ kind: 'prepare', more });
  }

  async act(action: Action): Promise<Acted> {
    this.#actions.push(action);
    return (await this.#ask({ kind: 'act', action })) as Acted;
  }

  async schedule(action: Action): Promise<void> {
    this.#actions.push(action);
    await this.#ask({ kind: 'schedule', action });
  }

  async map(): Promise<FleetMap> {
    return (await this.#ask({ kind: 'map' })) as FleetMap;
  }

  async frame(pace: Pace): Promise<EngineFrame> {
    return (await this.#ask({ kind: 'frame', pace })) as EngineFrame;
  }

  async watchMessages(most: number): Promise<void> {
    this.#messagesMost = most;
    await this.#ask({ kind: 'watch messages', most });
  }

  async ask<Asked extends Question>(question: Asked, atUs: Micros | null): Promise<AnswerTo<Asked>> {
    return (await this.#ask({ kind: 'ask', question, atUs })) as AnswerTo<Asked>;
  }

  async past(atUs: Micros): Promise<PastPicture | null> {
    return (await this.#ask({ kind: 'past', atUs })) as PastPicture | null;
  }

  async checks(): Promise<CheckReadings> {
    return (await this.#ask({ kind: 'checks' })) as CheckReadings;
  }

  async report(): Promise<Report> {
    return (await this.#ask({ kind: 'report' })) as Report;
  }

  async moment(): Promise<RunMoment> {
    return (await this.#ask({ kind: 'moment' })) as RunMoment;
  }

  /** The whole of a run at once; null when its code did not come back, of which nothing is known then. */
  async judge(plan: RunPlan): Promise<Outcome | null> {
    // A machine that was busy is not a process that hangs: once more, before it is said to.
    for (const isLast of [false, true]) {
      try {
        return (await this.#ask({ kind: 'judge', plan })) as Outcome;
      } catch (error) {
        if (!(error instanceof Hung)) throw error;
        if (!isLast) await this.#begin(Infinity);
      }
    }
    return null;
  }

  dispose(): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const asked of this.#waiting.values()) asked.reject(new Error('the run was ended'));
    this.#waiting.clear();
  }

  async #move(by: GroupMove): Promise<string | null> {
    let moved: Moved | null = null;
    try {
      moved = (await this.#ask(by)) as Moved;
    } catch (error) {
      if (!(error instanceof Hung)) throw error;
      moved = await this.#findTheOneThatHangs(by);
    }
    if (!moved) return this.#move(by);
    this.nowUs = moved.nowUs;
    return moved.reached;
  }

  /** With the hang as part of the run, the run stands where it stood before; null asks to move on again from there. */
  async #findTheOneThatHangs(by: GroupMove): Promise<Moved | null> {
    this.#turn = null;
    try {
      await this.#begin(this.#aliveUs);
      // It came back this time: the machine was busy, and nobody hangs.
      return (await this.#ask(by)) as Moved;
    } catch (error) {
      if (!(error instanceof Hung)) throw error;
    }
    const turn = this.#turn as { readonly replica: string; readonly fromUs: Micros } | null;
    if (!turn) throw new Error('the engine stopped answering, and it was no process of the fleet');
    const reason = `did not come back within ${silenceMs / 1000} s of real time`;
    this.#actions.push({ atUs: turn.fromUs, verb: 'hung', target: turn.replica, sizes: { reason } });
    await this.#begin(Infinity);
    return null;
  }

  /** A new worker, brought to where the run stands. */
  async #begin(watchFromUs: Micros): Promise<void> {
    this.#worker?.terminate();
    const url = URL.createObjectURL(new Blob([this.#script], { type: 'text/javascript' }));
    const worker = new Worker(url, { name: 'group' });
    this.#worker = worker;
    worker.onmessage = (event: MessageEvent<FromGroup>) => this.#hear(event.data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#failAll(new Error(`the engine's worker failed: ${event.message}`));
    };
    await this.#ask({ ...this.#start, watchFromUs });
    URL.revokeObjectURL(url);
    for (const more of this.#prepared) await this.#ask({ kind: 'prepare', more });
    for (const action of this.#actions) await this.#ask({ kind: 'schedule', action });
    if (this.nowUs > 0) await this.#ask({ kind: 'advance', untilUs: this.nowUs, until: null });
    if (this.#messagesMost > 0) await this.#ask({ kind: 'watch messages', most: this.#messagesMost });
  }

  #ask(message: ToGroup): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = this.#ids++;
      this.#waiting.set(id, { resolve, reject });
      this.#watch(moves.has(message.kind) ? silenceMs : ownWorkMs);
      this.#worker!.postMessage({ id, message });
    });
  }

  #hear(message: FromGroup): void {
    if (message.kind === 'turn') {
      this.#turn = message;
      return;
    }
    if (message.kind === 'alive') {
      this.#aliveUs = message.nowUs;
      return this.#watch(silenceMs);
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (this.#waiting.size === 0 && this.#timer !== null) clearTimeout(this.#timer);
    if (message.kind === 'done') waiting?.resolve(message.value);
    else waiting?.reject(new Error(message.reason));
  }

  #watch(ms: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#failAll(new Hung('the engine went silent')), ms);
  }

  #failAll(error: Error): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#worker?.terminate();
    for (const asked of waiting) asked.reject(error);
  }
}
