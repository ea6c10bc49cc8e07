import { proxy, releaseProxy } from 'comlink';
import type { Remote } from 'comlink';
import type {
  AnswerTo,
  EngineApi,
  EngineFrame,
  FleetEdit,
  FleetMap,
  FleetTexts,
  LoadRequest,
  Mistake,
  Question,
  Rewritten,
  Until,
} from '../../../simulator/index.ts';
import { connected, tooLate } from './connection.ts';
import { engineAsset, fetchNeeds } from './engine-assets.ts';
import { EngineProblem } from './engine-problem.ts';
import type { SandboxFrame } from './sandbox-frame.ts';

const loadedWithinMs = 30_000;
const lookEveryMs = 1_000;
/** A frame comes every tenth of a second while time moves; this long without any is worth a question. */
const silenceMs = 3_000;
const answerWithinMs = 4_000;

export interface WorldListener {
  frame(frame: EngineFrame): void;
  /** The engine is gone or hangs: nothing will come of it any more. */
  lost(reason: string): void;
}

/** One engine in one sandboxed frame, from its start to its end. The only place in the app that makes either. */
export class WorldClient {
  readonly engine: Remote<EngineApi>;
  readonly map: FleetMap;
  /** Comes when the engine is gone, which leaves questions that are open without an answer. */
  readonly over: Promise<null>;
  readonly #sandbox: SandboxFrame;
  readonly #listener: WorldListener;
  readonly #heartbeat: number;
  #heardMs = performance.now();
  #isAsking = false;
  #isOver = false;
  #end: () => void = () => {};

  /** What would hinder the texts from running; none of them is run. */
  static async check(texts: FleetTexts): Promise<readonly Mistake[]> {
    const { sandbox, engine, failed } = await connected(new AbortController().signal);
    try {
      return await Promise.race([engine.check(texts, proxy(engineAsset)), failed, tooLate(loadedWithinMs)]);
    } finally {
      engine[releaseProxy]();
      sandbox.remove();
    }
  }

  static async open(request: LoadRequest, listener: WorldListener, signal: AbortSignal): Promise<WorldClient> {
    if ('ready' in request) void fetchNeeds(request.ready);
    const { sandbox, engine, failed } = await connected(signal);
    try {
      const loaded = await Promise.race([engine.load(request, proxy(engineAsset)), failed, tooLate(loadedWithinMs)]);
      if (!loaded.ok)
        throw new EngineProblem('The fleet file has mistakes.', 'Mend them and try again.', loaded.errors);
      signal.throwIfAborted();
      return new WorldClient(sandbox, engine, loaded.map, listener);
    } catch (error) {
      sandbox.remove();
      throw error;
    }
  }

  private constructor(sandbox: SandboxFrame, engine: Remote<EngineApi>, map: FleetMap, listener: WorldListener) {
    this.#sandbox = sandbox;
    this.#listener = listener;
    this.engine = engine;
    this.map = map;
    this.over = new Promise((resolve) => (this.#end = () => resolve(null)));
    sandbox.onFailed((reason) => this.#lose(`the engine stopped: ${reason}`));
    void engine.onFrame(proxy((frame) => this.#take(frame)));
    this.#heartbeat = window.setInterval(() => void this.#look(), lookEveryMs);
  }

  play(speed: number, until: Until | null): Promise<void> {
    return until === null ? this.engine.play(speed) : this.engine.play(speed, until);
  }

  /** Comlink forgets which answer belongs to which question. */
  ask<Asked extends Question>(question: Asked, atUs: number | null): Promise<AnswerTo<Asked>> {
    const answer = atUs === null ? this.engine.ask(question) : this.engine.ask(question, atUs);
    return answer as Promise<AnswerTo<Asked>>;
  }

  check(texts: FleetTexts): Promise<readonly Mistake[]> {
    return this.engine.check(texts, proxy(engineAsset));
  }

  rewrite(texts: FleetTexts, edit: FleetEdit): Promise<Rewritten> {
    return this.engine.rewrite(texts, edit, proxy(engineAsset));
  }

  dispose(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#heartbeat);
    this.engine[releaseProxy]();
    this.#sandbox.remove();
    this.#end();
  }

  #take(frame: EngineFrame): void {
    this.#heardMs = performance.now();
    if (!this.#isOver) this.#listener.frame(frame);
  }

  /** A frame whose process died says nothing at all: only silence tells. */
  async #look(): Promise<void> {
    if (this.#isAsking || document.hidden || performance.now() - this.#heardMs < silenceMs) return;
    this.#isAsking = true;
    const answered = await Promise.race([
      this.engine.isAlive(),
      new Promise<false>((resolve) => setTimeout(() => resolve(false), answerWithinMs)),
    ]);
    this.#isAsking = false;
    if (answered) this.#heardMs = performance.now();
    else if (!this.#isOver) this.#lose(`it gave no answer for ${answerWithinMs / 1000} s`);
  }

  #lose(reason: string): void {
    this.dispose();
    this.#listener.lost(reason);
  }
}
