import type {
  Acted,
  Action,
  AnswerTo,
  CheckReadings,
  EngineFrame,
  FleetEdit,
  FleetMap,
  Led,
  Mistake,
  PastPicture,
  Question,
  Rewritten,
} from '../../../simulator/index.ts';
import type { Deed } from '../session.ts';
import type { Booted, BootOrder } from '../session-machine.ts';
import { createFrameStore, firstFrame } from '../stores/frame-store.ts';
import { MessageStream } from '../stores/message-stream.ts';
import type { FleetSource } from '../work/fleet-source.ts';
import type { Sources, ToBoot } from '../fleets/sources.ts';
import type { Standing } from '../sharing/share.ts';
import type { SharedRun } from '../sharing/shared-run.ts';
import { lessonIdOf } from '../lessons/lesson-ids.ts';
import { painted } from '../../browser/painted.ts';
import { problemOf } from './engine-problem.ts';
import { BackwardLook } from './past/backward-look.ts';
import { OpenCalls } from './open-calls.ts';
import type { OnOtherSeed } from './other-seed.ts';
import { Replay } from './replay/replay.ts';
import { silence } from './silence.ts';
import { WorldClient } from './world-client.ts';

/** How an engine is used that is not the only one. */
export interface Use {
  readonly host?: 'workers' | 'group';
  /** Its run can be looked back at. */
  readonly remembers?: () => boolean;
  /** Shows a picture, now or when others are ready to be shown with it. */
  readonly curtain?: (atUs: number, show: () => void) => void;
}

/** What the run of the moment began with. */
interface Begun {
  readonly fleet: string;
  /** Null where it was brought along ready. */
  readonly source: FleetSource | null;
  readonly seed: string;
  readonly load: ToBoot['load'];
}

/** The engine of the moment, and what it fills. */
export class EngineInUse {
  readonly frames = createFrameStore();
  readonly messages = new MessageStream();
  onLost: (reason: string) => void = () => {};
  onStopped: (reason: string) => void = () => {};
  readonly replay = new Replay();
  readonly #back = new BackwardLook(this.frames, this.messages, () => void this.#keepMap());
  readonly #sources: Sources;
  readonly #host: 'workers' | 'group';
  readonly #remembers: () => boolean;
  readonly #curtain: (atUs: number, show: () => void) => void;
  #begun: Begun | null = null;
  #client: WorldClient | null = null;
  #calls: OpenCalls | null = null;
  #isDrawing = false;
  /** Orders to play that were sent: frames of before the last one tell of a time before. */
  #plays = 0;

  constructor(
    sources: Sources,
    { host = 'workers', remembers = () => true, curtain = (_atUs, show) => show() }: Use = {},
  ) {
    this.#sources = sources;
    this.#host = host;
    this.#remembers = remembers;
    this.#curtain = curtain;
  }

  async boot(order: BootOrder, signal: AbortSignal): Promise<Booted> {
    const { client, replayed } = await this.#open(order, signal);
    if (replayed) return { stands: true, notice: await this.replay.run(client, replayed, signal) };
    if (order.run.isQuiet) await silence(client);
    return { stands: order.run.isQuiet, notice: null };
  }

  /** At its beginning, for somebody else to move; what is to be had again of it is known to it. */
  async begin(order: BootOrder, signal: AbortSignal): Promise<void> {
    await this.#open(order, signal);
  }

  async #open({ run, isPressed }: BootOrder, signal: AbortSignal) {
    const { load, source, replayed } = await this.#sources.toBoot(run.fleet, isPressed, signal);
    const { fleet, seed } = run;
    const lesson = lessonIdOf(fleet);
    const client = await WorldClient.open(
      {
        ...load,
        seed,
        // What is had again is code that ran before, and is to be there soon.
        host: replayed ? 'group' : this.#host,
        remembers: this.#remembers(),
        ...(lesson !== null && { checks: lesson }),
        ...(replayed && { actions: replayed.actions }),
      },
      { frame: (frame) => this.#take(frame), lost: (reason) => this.onLost(reason) },
      signal,
    );
    this.#client = client;
    this.#calls = new OpenCalls(client.over);
    this.#begun = { fleet, source, seed, load };
    this.frames.setState({ map: client.map });
    if (source === null) void this.#openLater(fleet, client);
    return { client, replayed };
  }

  get map(): FleetMap | null {
    return this.frames.getState().map;
  }

  /** Moves time, for a clock that leads several engines; says what came true where that was waited for. */
  async lead(untilUs: number, led: Led | null): Promise<string | null> {
    return this.#call(({ engine }) => (led ? engine.advance(untilUs, led) : engine.advance(untilUs)));
  }

  /** The same, unseen. */
  async bring(untilUs: number): Promise<void> {
    await this.#call(({ engine }) => engine.bring(untilUs));
  }

  async nextUs(): Promise<number> {
    return (await this.#call(({ engine }) => engine.nextUs())) ?? Infinity;
  }

  /** At its own time, which is still to come. */
  async schedule(action: Action): Promise<void> {
    await this.#call(({ engine }) => engine.schedule(action));
  }

  /** With what it began and what was done to it, where it stands; null while there is no fleet. */
  async moment(): Promise<Standing | null> {
    const client = this.#client;
    const begun = this.#begun;
    if (!client || !begun) return null;
    const [moment, source] = await Promise.all([
      this.#call(({ engine }) => engine.moment()),
      begun.source ?? this.#sources.open(begun.fleet),
    ]);
    return moment && client === this.#client ? { source, seed: begun.seed, moment } : null;
  }

  /** The run as it stands, as a value; null while there is none. */
  async shared(): Promise<SharedRun | null> {
    const [standing, { sharedRunOf }] = await Promise.all([this.moment(), import('../sharing/share.ts')]);
    return standing && sharedRunOf(standing);
  }

  /** The first picture does not wait for texts. */
  async #openLater(fleet: string, client: WorldClient): Promise<void> {
    await firstFrame(this.frames);
    await painted();
    await this.#sources.openLater(fleet, () => client === this.#client);
  }

  play(...order: Parameters<WorldClient['play']>): void {
    this.#plays++;
    this.move((client) => client.play(...order));
  }

  /** An engine that refuses an order is as good as lost. */
  move(order: (client: WorldClient) => Promise<unknown>): void {
    const client = this.#client;
    if (!client) return;
    order(client).catch((error: unknown) => client === this.#client && this.onLost(problemOf(error).message));
  }

  async ask<Asked extends Question>(question: Asked): Promise<AnswerTo<Asked> | null> {
    const { atUs } = this.#back;
    const answer = await this.#asked(question, atUs);
    return atUs === this.#back.atUs ? answer : null;
  }

  /** Of the run as it stands, whatever is shown of it. */
  askNow<Asked extends Question>(question: Asked): Promise<AnswerTo<Asked> | null> {
    return this.#asked(question, null);
  }

  async #asked<Asked extends Question>(question: Asked, atUs: number | null): Promise<AnswerTo<Asked> | null> {
    const client = this.#client;
    const answer = await this.#call((asked) => asked.ask(question, atUs));
    return client === this.#client ? answer : null;
  }

  /** Shows everything as it was then. */
  lookBack(atUs: number): void {
    this.move(() => this.#back.look(atUs, (wantedUs) => this.past(wantedUs)));
  }

  lookAtNow(): void {
    this.#back.end();
  }

  /** The newest moment that was remembered by then, for somebody else to show it; null where none was. */
  async past(atUs: number): Promise<PastPicture | null> {
    return this.#call(({ engine }) => engine.past(atUs));
  }

  showPast(picture: PastPicture): void {
    this.#back.show(picture);
  }

  /** What the checks of the lesson say; null while there is no fleet. */
  async checks(): Promise<CheckReadings | null> {
    const client = this.#client;
    const readings = await this.#call(({ engine }) => engine.checks());
    return client === this.#client ? readings : null;
  }

  /** The run as it stands now, to be had again on other seeds for what a check says there; null while there is none. */
  async onOtherSeed(): Promise<OnOtherSeed | null> {
    const begun = this.#begun;
    const lesson = begun && lessonIdOf(begun.fleet);
    if (!begun || lesson === null) return null;
    const asked = this.#call(({ engine }) => engine.moment());
    const [moment, { runOnOtherSeed }] = await Promise.all([asked, import('./other-seed.ts')]);
    return moment && ((seed, check) => runOnOtherSeed({ ...begun.load, seed, checks: lesson }, moment, check));
  }

  async attempt(deed: Deed): Promise<Acted | null> {
    return this.#call(({ engine }) => engine.act({ sizes: {}, ...deed }));
  }

  async undo(id: number): Promise<void> {
    await this.#call(({ engine }) => engine.undo(id));
  }

  /** Where no fleet runs an engine is made for the question alone; null where it went away meanwhile. */
  async check({ files, entry }: FleetSource): Promise<readonly Mistake[] | null> {
    const texts = { files, entry };
    return this.#client ? this.#call((client) => client.check(texts)) : WorldClient.check(texts);
  }

  async rewrite({ files, entry }: FleetSource, edit: FleetEdit): Promise<Rewritten | null> {
    return this.#call((client) => client.rewrite({ files, entry }, edit));
  }

  /** Every question to the engine goes by here: null while there is none, and where it goes away before it answers. */
  async #call<Answer>(question: (client: WorldClient) => Answer): Promise<Awaited<Answer> | null> {
    const [client, calls] = [this.#client, this.#calls];
    return client && calls && calls.answer(question(client));
  }

  drop(): void {
    this.#client?.dispose();
    this.#client = null;
    this.#calls = null;
    this.#begun = null;
    this.#plays = 0;
    this.#back.end();
    this.frames.clear();
    this.messages.clear();
  }

  /** Somebody changed the fleet, or looks at a time before that: the map is drawn anew. */
  async #keepMap(): Promise<void> {
    const { map, frame } = this.frames.getState();
    if (!map || !frame || map.version === frame.mapVersion || this.#isDrawing) return;
    this.#isDrawing = true;
    const drawn = await this.ask({ about: 'map' }).finally(() => (this.#isDrawing = false));
    if (drawn) this.frames.setState({ map: drawn });
  }

  #take(frame: EngineFrame): void {
    const client = this.#client;
    this.#curtain(frame.virtualUs, () => {
      // Behind a curtain a picture may outlive its fleet.
      if (client === this.#client) this.#show(frame);
    });
  }

  #show(frame: EngineFrame): void {
    this.frames.take(frame, performance.now());
    void this.#keepMap();
    if (this.#back.atUs === null) this.messages.take(frame);
    if (frame.stopped !== null && !frame.playing && frame.plays === this.#plays) this.onStopped(frame.stopped);
  }
}
