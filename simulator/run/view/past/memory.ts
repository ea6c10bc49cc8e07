import { Archive } from '../../../telemetry/past/archive.ts';
import { Carried } from '../../../telemetry/past/carried.ts';
import { Moments } from '../../../telemetry/past/moments.ts';
import { Journals } from '../../../telemetry/past/series-journal.ts';
import { Series } from '../../../telemetry/live/series.ts';
import { logRowOf } from '../../../telemetry/log-store.ts';
import { rootSpanOf } from '../../../telemetry/trace-store.ts';
import type { Fleet } from '../../../fleet/fleet.ts';
import type { Names } from '../../../telemetry/telemetry.ts';
import type { LogRow } from '../../../telemetry/report.ts';
import type { Marks } from '../../../telemetry/past/moments.ts';
import type { MomentNumber } from '../../../telemetry/past/series-journal.ts';
import type { RequestFact, SpanFact, Stamped } from '../../../wire/facts.ts';
import type { Micros } from '../../../wire/packet.ts';
import type { EngineFrame } from '../../../wire/view/frame.ts';
import type { Message } from '../../../wire/view/message.ts';

/** How many bytes of each may be kept, packed: together less than what a page may hold for a run of any length. */
export interface Room {
  readonly frames: number;
  readonly requests: number;
  readonly spans: number;
  readonly logs: number;
  readonly messages: number;
  readonly told: number;
}

const megabyte = 1_048_576;
const journalsEvery = 256;
const usualRoom: Room = {
  frames: 40 * megabyte,
  requests: 6 * megabyte,
  spans: 48 * megabyte,
  logs: 12 * megabyte,
  messages: 16 * megabyte,
  told: 8 * megabyte,
};

/**
 * What a run has told, kept so that it can be told again as it was at every recorded moment. A moment is a frame, and how much
 * of everything there was by then: everything only grows, so whoever looks back reads the same rows up to another mark. Where
 * the room of one thing is used up, its oldest go, and moments that would need them go, too.
 */
export class Memory {
  readonly requests: Archive<RequestFact>;
  readonly spans: Archive<SpanFact>;
  readonly logs: Archive<LogRow>;
  readonly messages: Archive<Message>;
  readonly #frames: Archive<EngineFrame>;
  /** Whatever is told seldom. */
  readonly #told: Archive<Stamped>;
  readonly #carried = new Carried();
  readonly #journals = new Journals();
  readonly #moments = new Moments();
  /** What the fleet was from a moment on. */
  #fleets: { readonly from: MomentNumber; readonly fleet: Fleet }[] = [];
  #journalsStart: MomentNumber = 0;
  readonly #names: Names;

  constructor(names: Names, room: Room = usualRoom) {
    this.#names = names;
    this.requests = new Archive(1_024, room.requests);
    this.spans = new Archive(1_024, room.spans, { keyOf: ({ traceId }) => traceId });
    this.logs = new Archive(512, room.logs, { keyOf: ({ traceId }) => traceId });
    this.messages = new Archive(512, room.messages, { keyOf: ({ traceId }) => traceId });
    this.#frames = new Archive(16, room.frames);
    this.#told = new Archive(512, room.told, { dropped: (facts) => this.#carried.take(facts) });
  }

  readonly newSeries = (): Series => new Series(this.#journals.begin());

  readonly take = (stamped: Stamped): void => {
    const { atUs, node, fact } = stamped;
    switch (fact.kind) {
      case 'request':
        this.requests.add(fact);
        return this.spans.add(rootSpanOf(fact));
      case 'span':
        return this.spans.add(fact);
      case 'log':
        return this.logs.add(logRowOf(atUs, this.#names.nodeName(node), fact));
      case 'tally':
      case 'request-tally':
      case 'log-broker':
      case 'sql':
      case 'link-policy':
        return;
      default:
        this.#told.add(stamped);
    }
  };

  /** Number of the moment that is recorded next. */
  get next(): MomentNumber {
    return this.#moments.next;
  }

  /** The oldest moment that can still be looked back at. */
  get start(): MomentNumber {
    return this.#moments.start;
  }

  record(frame: EngineFrame, fleet: Fleet): void {
    const { requests, spans, logs, messages } = this;
    if (this.#fleets.at(-1)?.fleet !== fleet) this.#fleets.push({ from: this.next, fleet });
    this.#moments.add({
      ...{ atUs: frame.virtualUs, requests: requests.length, spans: spans.length, logs: logs.length },
      ...{ messages: messages.length, told: this.#told.length },
    });
    this.#frames.add(frame);
    this.#journals.record();
    this.#forget();
  }

  /** The newest recorded moment that is not later, of those that are still there. */
  momentAt(atUs: Micros): MomentNumber | null {
    return this.#moments.at(atUs);
  }

  marksOf(moment: MomentNumber): Marks {
    return this.#moments.of(moment);
  }

  fleetOf(moment: MomentNumber): Fleet {
    return this.#fleets.findLast(({ from }) => from <= moment)!.fleet;
  }

  frameOf(moment: MomentNumber): EngineFrame {
    const [frame] = this.#frames.between(moment, moment + 1);
    return frame!;
  }

  /** What was told seldom by that moment; of what is gone by now, that which still held. */
  *toldBy(moment: MomentNumber): Iterable<Stamped> {
    yield* this.#carried.facts();
    yield* this.#told.between(0, this.#moments.of(moment).told);
  }

  /** Of a trace, what was told before so many spans were. */
  spansOf(traceId: string, until = this.spans.length): readonly SpanFact[] {
    return [...this.spans.of(traceId, 0, until)];
  }

  /** Traces with a span that was told since then, as far as they were told since then. */
  tracesSince(us: Micros, until = this.spans.length): readonly (readonly SpanFact[])[] {
    const since = this.momentAt(us);
    const traces = new Map<string, SpanFact[]>();
    for (const span of this.spans.between(since === null ? 0 : this.marksOf(since).spans, until)) {
      const spans = traces.get(span.traceId);
      if (spans) spans.push(span);
      else traces.set(span.traceId, [span]);
    }
    return [...traces.values()];
  }

  get firstUs(): Micros | null {
    const { start, next } = this.#moments;
    return start === next ? null : this.#moments.of(start).atUs;
  }

  /** What is kept, packed. */
  get bytes(): number {
    const { requests, spans, logs, messages } = this;
    const archives = [this.#frames, requests, spans, logs, messages, this.#told];
    return archives.reduce((sum, { bytes }) => sum + bytes, this.#moments.bytes + this.#journals.bytes);
  }

  /** Seldom: to do words once and for all takes its time. */
  #dropJournals(start: MomentNumber): void {
    if (start < this.#journalsStart + journalsEvery) return;
    this.#journalsStart = start;
    this.#journals.dropBefore(start);
  }

  #forget(): void {
    const { requests, spans, logs, messages } = this;
    let start = Math.max(this.#moments.start, this.#frames.start);
    for (; start < this.#moments.next - 1; start++) {
      const marks = this.#moments.of(start);
      const isThere =
        (marks.requests > requests.start || requests.start === 0) &&
        (marks.spans > spans.start || spans.start === 0) &&
        (marks.logs > logs.start || logs.start === 0) &&
        (marks.messages > messages.start || messages.start === 0) &&
        marks.told >= this.#told.start;
      if (isThere) break;
    }
    if (start === this.#moments.start) return;
    this.#moments.dropBefore(start);
    this.#dropJournals(start);
    const held = this.#fleets.findLastIndex(({ from }) => from <= start);
    if (held > 0) this.#fleets = this.#fleets.slice(held);
  }
}
