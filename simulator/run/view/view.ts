import { Live } from '../../telemetry/live/live.ts';
import { changeVerbs } from '../../wire/view/change-verbs.ts';
import { mapOf } from './fleet-map.ts';
import { frameOf } from './frame-of.ts';
import { MessageWatch } from './messages/message-watch.ts';
import { advanceUntil, nextMoment } from './moves.ts';
import { namesOf } from './names.ts';
import { momentText, UntilWatch } from './until-watch.ts';
import type { Answers } from './answers.ts';
import type { answering } from './answering.ts';
import type { Pace } from './frame-of.ts';
import type { Memory } from './past/memory.ts';
import type { Past } from './past/past.ts';
import type { remembering } from './past/remembering.ts';
import type { Ledger } from '../../telemetry/compare/ledger.ts';
import type { LiveNames } from '../../telemetry/live/live.ts';
import type { Run } from '../run.ts';
import type { Stamped } from '../../wire/facts.ts';
import type { Micros } from '../../wire/packet.ts';
import type { FleetMap } from '../../wire/view/fleet-map.ts';
import type { EngineFrame, PastPicture } from '../../wire/view/frame.ts';
import type { Message } from '../../wire/view/message.ts';
import type { AnswerTo, Question } from '../../wire/view/question.ts';
import type { Until } from '../../wire/view/until.ts';

/** A hop that does not come within this time does not come. */
const hopWithinUs = 60_000_000;

const still: Pace = { playing: false, speed: 1, stopped: null, plays: 0 };

type Breathe = () => Promise<void> | null;

/** Whoever hosts the run has what answers, or brings it when somebody first asks. */
export type BringAnswers = () => Promise<typeof answering>;

/** What of a run is kept beside what is shown of it now. */
export interface History {
  /** So that it can be asked how everything was at any time since. */
  readonly remembering: typeof remembering | null;
  /** So that it can be asked what everything came to. */
  readonly Ledger: typeof Ledger | null;
}

const none: History = { remembering: null, Ledger: null };

/**
 * Somebody who watches a run: frames of it, answers about it, and moves through its time that stop where something happens. Who
 * makes none of these pays nothing; who does changes nothing of the run.
 */
export class View {
  readonly #run: Run;
  readonly #names: LiveNames;
  readonly #live: Live;
  readonly #ledger: Ledger | null;
  readonly #messages: MessageWatch;
  readonly #bringAnswers: BringAnswers;
  #answers: Answers | null = null;
  readonly #until: UntilWatch;
  readonly #past: Past | null;
  readonly #memory: Memory | null;
  #mapVersion = 1;

  constructor(run: Run, bringAnswers: BringAnswers, { remembering: by, Ledger: Kept }: History = none) {
    this.#run = run;
    this.#bringAnswers = bringAnswers;
    const { world } = run;
    this.#names = namesOf(world);
    const memory = by && new by.Memory(this.#names);
    this.#live = new Live(this.#names, memory?.newSeries);
    this.#ledger = Kept && new Kept(this.#names.processOf);
    if (this.#ledger) world.network.weigh(this.#ledger.weights.take);
    this.#messages = new MessageWatch(world, memory ? (message) => memory.messages.add(message) : undefined);
    this.#memory = memory;
    if (memory) run.telemetry.traces.letGoOfEnded();
    this.#until = new UntilWatch((node) => world.simulation.nameOf(node));
    this.#past = memory && new by.Past(world, { memory, names: this.#names, live: this.#live });
    world.simulation.facts.subscribe(this.#take);
  }

  map(): FleetMap {
    const { fleet, servers, compile } = this.#run.world;
    const tablesOf = (store: string): readonly string[] =>
      (servers.get(store)?.look({ kind: 'tables' }) as readonly string[] | undefined) ?? [];
    return mapOf(fleet, this.#mapVersion, tablesOf, compile);
  }

  watchMessages(most: number): void {
    this.#messages.watch(most);
  }

  /** Up to `untilUs`, or to what is to come true before; then it says what that was. */
  async advance(untilUs: Micros, until: Until | null, breathe: Breathe = () => null): Promise<string | null> {
    if (!until) {
      await this.#move(untilUs, (stopUs) => this.#advance(stopUs, breathe));
      return null;
    }
    if (until.kind === 'time') {
      await this.#move(Math.min(untilUs, until.atUs), (stopUs) => this.#advance(stopUs, breathe));
      return untilUs < until.atUs ? null : `it is ${momentText(until.atUs)}`;
    }
    if (until.kind === 'hop') return this.#advanceToHop(untilUs, breathe);
    this.#until.begin(until);
    await this.#moveUntil(untilUs, () => this.#until.reached !== null, breathe);
    this.#until.end();
    return this.#until.reached;
  }

  async step(by: 'event' | 'hop', breathe: Breathe = () => null): Promise<void> {
    this.#messages.leaveNoneOut();
    if (by === 'event') {
      const nextUs = await nextMoment(this.#run);
      if (nextUs < Infinity) await this.#move(nextUs + 1, (stopUs) => this.#advance(stopUs, breathe));
      return;
    }
    await this.#advanceToHop(this.#run.nowUs + hopWithinUs, breathe);
  }

  async #advanceToHop(untilUs: Micros, breathe: Breathe): Promise<string | null> {
    let hasArrived = false;
    const stop = this.#messages.watchHops(() => (hasArrived = true));
    await this.#moveUntil(untilUs, () => hasArrived, breathe);
    stop();
    return hasArrived ? `a message arrived at ${momentText(this.#run.nowUs)}` : null;
  }

  nextUs(): Promise<Micros> {
    return nextMoment(this.#run);
  }

  #moveUntil(untilUs: Micros, isReached: () => boolean, breathe: Breathe): Promise<void> {
    return this.#move(untilUs, (stopUs) => advanceUntil(this.#run, stopUs, isReached, breathe));
  }

  async #advance(untilUs: Micros, breathe: Breathe): Promise<boolean> {
    await this.#run.advance(untilUs, breathe);
    return false;
  }

  /** Up to `untilUs` or to where `go` says that it is enough, with a stop wherever a moment is to be remembered. */
  async #move(untilUs: Micros, go: (stopUs: Micros) => Promise<boolean>): Promise<void> {
    for (;;) {
      const dueUs = this.#past?.dueUs(this.#run.nowUs) ?? Infinity;
      const stopUs = Math.min(untilUs, dueUs);
      const isEnough = await go(stopUs);
      if (this.#run.nowUs === dueUs) this.#past?.remember(await this.#frameNow(still, []));
      if (isEnough || stopUs === untilUs) return;
    }
  }

  /** What somebody sees while time stands is remembered, too: they may come back to it. */
  async frame(pace: Pace): Promise<EngineFrame> {
    const { messages, leftOut } = this.#messages.take();
    const frame = await this.#frameNow(pace, messages, leftOut);
    if (!pace.playing) this.#past?.remember({ ...frame, messages: [], messagesLeftOut: 0 });
    return { ...frame, past: this.#past?.reach ?? null };
  }

  #frameNow(pace: Pace, messages: readonly Message[], messagesLeftOut = 0): Promise<EngineFrame> {
    const seen = { run: this.#run, live: this.#live, pace, mapVersion: this.#mapVersion };
    return frameOf({ ...seen, messages, messagesLeftOut });
  }

  /** As it was, at the newest moment that was remembered by then; null where none was. */
  past(atUs: Micros): PastPicture | null {
    return this.#past?.picture(atUs) ?? null;
  }

  /** As things are, or as they were when the past shows them. */
  async ask<Asked extends Question>(question: Asked, atUs: Micros | null = null): Promise<AnswerTo<Asked>> {
    const answering = await this.#bringAnswers();
    const then = atUs === null ? null : (this.#past?.answers(atUs, answering) ?? null);
    return (then ?? (this.#answers ??= this.#answersNow(answering))).to(question);
  }

  #answersNow({ now }: typeof answering): Answers {
    const { kept } = this.#messages;
    const watching = {
      run: this.#run,
      live: this.#live,
      ledger: this.#ledger,
      names: this.#names,
      kept,
      memory: this.#memory,
      map: () => this.map(),
    };
    return now(watching, (server, question) => this.#run.world.servers.get(server)?.look(question));
  }

  readonly #take = (stamped: Stamped): void => {
    this.#live.take(stamped);
    this.#ledger?.take(stamped);
    this.#until.take(stamped);
    this.#past?.take(stamped);
    const { fact } = stamped;
    if (fact.kind === 'action' && fact.what !== 'refused' && changeVerbs.has(fact.verb)) this.#mapVersion++;
  };
}
