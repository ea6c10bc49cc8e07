import type { Answers } from '../answers.ts';
import type { answering } from '../answering.ts';
import type { Memory } from './memory.ts';
import type { World } from '../../../fleet/world/world.ts';
import type { Live, LiveNames } from '../../../telemetry/live/live.ts';
import type { Micros } from '../../../wire/packet.ts';
import type { EngineFrame, PastPicture, PastReach } from '../../../wire/view/frame.ts';
import type { Message } from '../../../wire/view/message.ts';
import type { RememberedMoment, ServerQuestion } from '../../../wire/view/server-question.ts';

/** So fine is the past, and coarser in fleets of hundreds of things, whose frames are large. */
const finestUs = 100_000;
const thingsOfOneStep = 150;
/** So many moments are over before what only they showed is let go. */
const forgetEvery = 256;
/** As much of what was before as rates are taken over. */
const beforeUs = 5_000_000;
const beforeEveryUs = 500_000;
/** No message is on its way for longer. */
const longestWayUs = 2_000_000;

interface Remembering {
  readonly memory: Memory;
  readonly names: LiveNames;
  readonly live: Live;
}

/** A run as it was: pictures and answers of moments that were remembered, at even distances in virtual time. */
export class Past {
  readonly #world: World;
  readonly #remembering: Remembering;
  readonly #everyUs: Micros;
  #forgotten = 0;
  /** The moment that was asked about last, and its answers: whoever looks asks several things of one moment. */
  #then: { readonly moment: number; readonly answers: Answers } | null = null;

  constructor(world: World, remembering: Remembering) {
    this.#world = world;
    this.#remembering = remembering;
    const { services, stores, brokers, links } = world.fleet;
    const things = services.length + stores.length + brokers.length + links.length;
    for (const server of world.servers.values()) server.remember(null);
    this.#everyUs = finestUs * Math.ceil((things + 1) / thingsOfOneStep);
  }

  get take(): Memory['take'] {
    return this.#memory.take;
  }

  /** When the next moment is to be remembered. */
  dueUs(nowUs: Micros): Micros {
    return (Math.floor(nowUs / this.#everyUs) + 1) * this.#everyUs;
  }

  /** As everything is now. */
  remember(frame: EngineFrame): void {
    for (const server of this.#world.servers.values()) server.remember(this.#memory.next);
    this.#memory.record(frame, this.#world.fleet);
    this.#forget();
  }

  /** Seldom: stores go through all their rows. */
  #forget(): void {
    const { start } = this.#memory;
    if (start < this.#forgotten + forgetEvery) return;
    this.#forgotten = start;
    this.#memory.forgetBefore(start);
    for (const server of this.#world.servers.values()) server.forget(start);
  }

  get reach(): PastReach | null {
    const { firstUs } = this.#memory;
    return firstUs === null ? null : { fromUs: firstUs, everyUs: this.#everyUs, bytes: this.#memory.bytes };
  }

  picture(atUs: Micros): PastPicture | null {
    const moment = this.#memory.momentAt(atUs);
    if (moment === null) return null;
    const messages = this.#messagesAt(moment);
    return {
      frame: { ...this.#memory.frameOf(moment), messages },
      before: this.#before(this.#memory.marksOf(moment).atUs),
    };
  }

  answers(atUs: Micros, { back }: typeof answering): Answers | null {
    const moment = this.#memory.momentAt(atUs);
    if (moment === null) return null;
    if (this.#then?.moment === moment) return this.#then.answers;
    const { compile, servers } = this.#world;
    const look = (server: string, question: ServerQuestion): unknown => servers.get(server)?.look(question);
    const tablesOf = (store: string, past: RememberedMoment): readonly string[] =>
      (look(store, { kind: 'tables', past }) as readonly string[] | undefined) ?? [];
    const answers = back(moment, { ...this.#remembering, compile, tablesOf }, look);
    this.#then = { moment, answers };
    return answers;
  }

  get #memory(): Memory {
    return this.#remembering.memory;
  }

  /** Frames of the last few seconds, oldest first. */
  #before(nowUs: Micros): EngineFrame[] {
    const frames: EngineFrame[] = [];
    let last = -1;
    for (let atUs = Math.max(0, nowUs - beforeUs); atUs < nowUs; atUs += beforeEveryUs) {
      const moment = this.#memory.momentAt(atUs);
      if (moment === null || moment === last || this.#memory.marksOf(moment).atUs >= nowUs) continue;
      last = moment;
      frames.push(this.#memory.frameOf(moment));
    }
    return frames;
  }

  /** Those that were on their way. */
  #messagesAt(moment: number): Message[] {
    const { atUs, messages } = this.#memory.marksOf(moment);
    const under: Message[] = [];
    for (const [, message] of this.#memory.messages.backFrom(messages)) {
      if (message.sentUs < atUs - longestWayUs) break;
      if (message.arrivesUs > atUs) under.push(message);
    }
    return under.reverse();
  }
}
