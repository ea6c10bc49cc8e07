import { Ledger } from '../../telemetry/compare/ledger.ts';
import { Live } from '../../telemetry/live/live.ts';
import { changeVerbs } from '../../wire/view/change-verbs.ts';
import { mapOf } from './fleet-map.ts';
import { frameOf } from './frame-of.ts';
import { MessageWatch } from './messages/message-watch.ts';
import { advanceUntil, nextMoment, stepEvent } from './moves.ts';
import { namesOf } from './names.ts';
import { momentText, UntilWatch } from './until-watch.ts';
import type { Answers } from './answers.ts';
import type { Pace } from './frame-of.ts';
import type { LiveNames } from '../../telemetry/live/live.ts';
import type { Run } from '../run.ts';
import type { Stamped } from '../../wire/facts.ts';
import type { Micros } from '../../wire/packet.ts';
import type { FleetMap } from '../../wire/view/fleet-map.ts';
import type { EngineFrame } from '../../wire/view/frame.ts';
import type { AnswerTo, Question } from '../../wire/view/question.ts';
import type { Until } from '../../wire/view/until.ts';

/** A hop that does not come within this time does not come. */
const hopWithinUs = 60_000_000;

type Breathe = () => Promise<void> | null;

/** Whoever hosts the run has what answers, or brings it when somebody first asks. */
export type BringAnswers = () => Promise<typeof Answers>;

/**
 * Somebody who watches a run: frames of it, answers about it, and moves through its time that stop where something happens. Who
 * makes none of these pays nothing; who does changes nothing of the run.
 */
export class View {
  readonly #run: Run;
  readonly #names: LiveNames;
  readonly #live: Live;
  readonly #ledger: Ledger;
  readonly #messages: MessageWatch;
  readonly #bringAnswers: BringAnswers;
  #answers: Answers | null = null;
  readonly #until: UntilWatch;
  #mapVersion = 1;

  constructor(run: Run, bringAnswers: BringAnswers) {
    this.#run = run;
    this.#bringAnswers = bringAnswers;
    const { world } = run;
    this.#names = namesOf(world);
    this.#live = new Live(this.#names);
    this.#ledger = new Ledger(this.#names.processOf);
    this.#messages = new MessageWatch(world);
    this.#until = new UntilWatch((node) => world.simulation.nameOf(node));
    world.simulation.facts.subscribe(this.#take);
  }

  map(): FleetMap {
    const { fleet, servers } = this.#run.world;
    const tablesOf = (store: string): readonly string[] =>
      (servers.get(store)?.look({ kind: 'tables' }) as readonly string[] | undefined) ?? [];
    return mapOf(fleet, this.#mapVersion, tablesOf);
  }

  watchMessages(most: number): void {
    this.#messages.watch(most);
  }

  /** Up to `untilUs`, or to what is to come true before; then it says what that was. */
  async advance(untilUs: Micros, until: Until | null, breathe: Breathe = () => null): Promise<string | null> {
    if (!until) {
      await this.#run.advance(untilUs, breathe);
      return null;
    }
    if (until.kind === 'time') {
      await this.#run.advance(Math.min(untilUs, until.atUs), breathe);
      return untilUs < until.atUs ? null : `it is ${momentText(until.atUs)}`;
    }
    if (until.kind === 'hop') return this.#advanceToHop(untilUs, breathe);
    this.#until.begin(until);
    await advanceUntil(this.#run, untilUs, () => this.#until.reached !== null, breathe);
    this.#until.end();
    return this.#until.reached;
  }

  async step(by: 'event' | 'hop', breathe: Breathe = () => null): Promise<void> {
    this.#messages.leaveNoneOut();
    if (by === 'event') {
      await stepEvent(this.#run);
      return;
    }
    await this.#advanceToHop(this.#run.nowUs + hopWithinUs, breathe);
  }

  async #advanceToHop(untilUs: Micros, breathe: Breathe): Promise<string | null> {
    let hasArrived = false;
    const stop = this.#messages.watchHops(() => (hasArrived = true));
    await advanceUntil(this.#run, untilUs, () => hasArrived, breathe);
    stop();
    return hasArrived ? `a message arrived at ${momentText(this.#run.nowUs)}` : null;
  }

  nextUs(): Promise<Micros> {
    return nextMoment(this.#run);
  }

  frame(pace: Pace): Promise<EngineFrame> {
    const { messages, leftOut } = this.#messages.take();
    const seen = { run: this.#run, live: this.#live, pace, mapVersion: this.#mapVersion };
    return frameOf({ ...seen, messages, messagesLeftOut: leftOut });
  }

  async ask<Asked extends Question>(question: Asked): Promise<AnswerTo<Asked>> {
    if (!this.#answers) {
      const Answering = await this.#bringAnswers();
      const { kept } = this.#messages;
      this.#answers = new Answering({
        ...{ run: this.#run, live: this.#live, ledger: this.#ledger, names: this.#names, kept },
        map: () => this.map(),
      });
    }
    return this.#answers.to(question);
  }

  readonly #take = (stamped: Stamped): void => {
    this.#live.take(stamped);
    this.#ledger.take(stamped);
    this.#until.take(stamped);
    const { fact } = stamped;
    if (fact.kind === 'action' && fact.what !== 'refused' && changeVerbs.has(fact.verb)) this.#mapVersion++;
  };
}
