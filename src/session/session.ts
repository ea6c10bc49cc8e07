import { createActor, fromPromise } from 'xstate';
import type { ActorRefFrom, SnapshotFrom } from 'xstate';
import type { Action, AnswerTo, EngineFrame, Question } from '../../simulator/index.ts';
import { painted } from '../browser/painted.ts';
import { isReady } from './engine/engine-assets.ts';
import { problemOf } from './engine/engine-problem.ts';
import { WorldClient } from './engine/world-client.ts';
import { sessionMachine } from './session-machine.ts';
import type { BootOrder } from './session-machine.ts';
import type { RunSeed } from './run-seed.ts';
import { createBreakingStore } from './stores/breaking-store.ts';
import type { BreakingStore } from './stores/breaking-store.ts';
import { createFrameStore } from './stores/frame-store.ts';
import type { FrameStore } from './stores/frame-store.ts';
import { MessageStream } from './stores/message-stream.ts';
import { createMomentStore } from './stores/moment-store.ts';
import type { MomentStore } from './stores/moment-store.ts';
import { createScreenStore } from './stores/screen-store.ts';
import type { Screen, ScreenStore } from './stores/screen-store.ts';
import { createSelectionStore } from './stores/selection-store.ts';
import type { SelectionStore } from './stores/selection-store.ts';
import type { FleetSource } from './work/fleet-source.ts';
import { openSource } from './work/open-source.ts';
import { browserStorage, onSavedElsewhere } from './work/saved-work.ts';
import { WorkStore } from './work/work-store.ts';

export type SessionSnapshot = SnapshotFrom<typeof sessionMachine>;

/** What is done to a fleet; the engine knows when. */
export type Deed = Omit<Action, 'atUs' | 'sizes'> & { readonly sizes?: Action['sizes'] };

/** One person's fleet: what may happen, what is shown, and what can be done to it. */
export interface Session {
  readonly actor: ActorRefFrom<typeof sessionMachine>;
  readonly frames: FrameStore;
  readonly messages: MessageStream;
  readonly selection: SelectionStore;
  /** Where in time somebody points. */
  readonly moment: MomentStore;
  readonly screen: ScreenStore;
  /** What the fleet is made of, and what this person made of it. */
  readonly work: WorkStore;
  /** How the next fault is to be. */
  readonly breaking: BreakingStore;
  /** Breaks something, sends something, changes something. */
  readonly act: (...deeds: readonly Deed[]) => void;
  /** Takes back one applied fault, by the id that the frame gives it. */
  readonly undo: (...faultIds: readonly number[]) => void;
  /** Null when there is no fleet to ask. */
  readonly ask: <Asked extends Question>(question: Asked) => Promise<AnswerTo<Asked> | null>;
}

export function createSession(run: RunSeed, remembered: Partial<Screen> = {}): Session {
  const work = new WorkStore(browserStorage());
  onSavedElsewhere(work.heard);
  const engine = new EngineInUse(work);
  const { frames, messages } = engine;
  const selection = createSelectionStore();
  const moment = createMomentStore();
  const machine = sessionMachine.provide({
    actors: {
      boot: fromPromise<void, BootOrder>(({ input, signal }) => engine.boot(input, signal)),
    },
    actions: {
      playEngine: (_, { speed, until }) => engine.play(speed, until),
      pauseEngine: () => engine.move((client) => client.engine.pause()),
      stepEngine: (_, { by }) => engine.move((client) => client.engine.step(by)),
      dropEngine: () => {
        engine.drop();
        selection.clear();
        moment.clear();
      },
    },
  });
  const actor: Session['actor'] = createActor(machine, { input: { run } });
  engine.onLost = (reason) => actor.send({ type: 'engine lost', reason });
  engine.onStopped = (reason) => actor.send({ type: 'engine stopped', reason });
  actor.start();
  return {
    actor,
    frames,
    messages,
    selection,
    work,
    moment,
    screen: createScreenStore(remembered),
    breaking: createBreakingStore(),
    act: (...deeds) => {
      for (const deed of deeds) engine.move((client) => client.engine.act({ sizes: {}, ...deed }));
    },
    undo: (...ids) => {
      for (const id of ids) engine.move((client) => client.engine.undo(id));
    },
    ask: (question) => engine.ask(question),
  };
}

type FleetToLoad = { readonly ready: string } | Pick<FleetSource, 'files' | 'entry'>;

/** The engine of the moment, and what it fills. */
class EngineInUse {
  readonly frames = createFrameStore();
  readonly messages = new MessageStream();
  onLost: (reason: string) => void = () => {};
  onStopped: (reason: string) => void = () => {};
  readonly #work: WorkStore;
  #client: WorldClient | null = null;
  #isDrawing = false;
  /** Plays that were sent and not yet heard of: until then, frames tell of a time before. */
  #playsOnTheirWay = 0;

  constructor(work: WorkStore) {
    this.#work = work;
  }

  async boot({ run, isPressed }: BootOrder, signal: AbortSignal): Promise<void> {
    const { fleet, seed, isQuiet } = run;
    const toLoad = await this.#toLoad(fleet, isPressed, signal);
    const opened = await WorldClient.open(
      { ...toLoad, seed, host: 'workers' },
      { frame: (frame) => this.#take(frame), lost: (reason) => this.onLost(reason) },
      signal,
    );
    this.#client = opened;
    this.frames.setState({ map: opened.map });
    if (this.#work.getState().source?.id !== fleet) void this.#openLater(fleet, opened);
    if (isQuiet) await silence(opened);
  }

  /** A fleet of ours that nobody has changed runs as the page brings it: read and compiled. */
  async #toLoad(fleet: string, isPressed: boolean, signal: AbortSignal): Promise<FleetToLoad> {
    if (this.#work.getState().source?.id !== fleet) {
      this.#work.close();
      if (isReady(fleet) && this.#work.isUntouched(fleet)) return { ready: fleet };
      const source = await openSource(fleet);
      signal.throwIfAborted();
      this.#work.open(source);
    }
    const { files, entry } = this.#work.toRun({ isPressed })!;
    const isAsBuilt = isReady(fleet) && Object.keys(this.#work.getState().deployed).length === 0;
    return isAsBuilt ? { ready: fleet } : { files, entry };
  }

  #firstFrame(): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.frames.subscribe(({ frame }) => {
        if (!frame) return;
        stop();
        resolve();
      });
    });
  }

  /** Its texts are for whoever wants to read or change them, and the first picture does not wait for them. */
  async #openLater(fleet: string, client: WorldClient): Promise<void> {
    await this.#firstFrame();
    await painted();
    const source = await openSource(fleet).catch(() => null);
    if (source && client === this.#client) this.#work.open(source);
  }

  play(...order: Parameters<WorldClient['play']>): void {
    this.#playsOnTheirWay++;
    this.move((client) => client.play(...order).finally(() => this.#playsOnTheirWay--));
  }

  /** An engine that refuses an order is as good as lost. */
  move(order: (client: WorldClient) => Promise<unknown>): void {
    const client = this.#client;
    if (!client) return;
    order(client).catch((error: unknown) => client === this.#client && this.onLost(problemOf(error).message));
  }

  async ask<Asked extends Question>(question: Asked): Promise<AnswerTo<Asked> | null> {
    const client = this.#client;
    const answer = await client?.ask(question);
    return client === this.#client ? (answer ?? null) : null;
  }

  drop(): void {
    this.#client?.dispose();
    this.#client = null;
    this.#playsOnTheirWay = 0;
    this.frames.clear();
    this.messages.clear();
  }

  /** Somebody changed the fleet: the map is drawn anew. */
  async #keepMap(version: number): Promise<void> {
    const { map } = this.frames.getState();
    if (!map || map.version >= version || this.#isDrawing) return;
    this.#isDrawing = true;
    const drawn = await this.ask({ about: 'map' }).finally(() => (this.#isDrawing = false));
    if (drawn) this.frames.setState({ map: drawn });
  }

  #take(frame: EngineFrame): void {
    this.frames.take(frame, performance.now());
    void this.#keepMap(frame.mapVersion);
    this.messages.take(frame);
    if (frame.stopped !== null && !frame.playing && this.#playsOnTheirWay === 0) this.onStopped(frame.stopped);
  }
}

/** Long enough for every process to start and for consumers to find their groups: who comes first finds all open. */
const settledUs = 1_000_000;

async function silence({ engine, map }: WorldClient): Promise<void> {
  for (const { name } of map.flows) await engine.act({ verb: 'quiet', target: name, sizes: {} });
  await engine.advance(settledUs);
}
