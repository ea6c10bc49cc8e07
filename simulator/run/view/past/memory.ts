import { Archive } from '../../../telemetry/past/archive.ts';
import { Journals, SeriesJournal } from '../../../telemetry/past/series-journal.ts';
import { Series } from '../../../telemetry/live/series.ts';
import { logRowOf } from '../../../telemetry/log-store.ts';
import { rootSpanOf } from '../../../telemetry/trace-store.ts';
import type { Fleet } from '../../../fleet/fleet.ts';
import type { Names } from '../../../telemetry/telemetry.ts';
import type { LogRow } from '../../../telemetry/report.ts';
import type { MomentNumber } from '../../../telemetry/past/series-journal.ts';
import type { RequestFact, SpanFact, Stamped } from '../../../wire/facts.ts';
import type { Micros } from '../../../wire/packet.ts';
import type { EngineFrame } from '../../../wire/view/frame.ts';
import type { Message } from '../../../wire/view/message.ts';

const megabyte = 1_048_576;

/** How much of everything had been told at a moment. */
export interface Marks {
  readonly atUs: Micros;
  readonly requests: number;
  readonly spans: number;
  readonly logs: number;
  readonly messages: number;
  readonly told: number;
  readonly fleet: Fleet;
}

/**
 * What a run has told, kept so that it can be told again as it was at every recorded moment. A moment is a frame, and how much
 * of everything there was by then: everything only grows, so whoever looks back reads the same rows up to another mark.
 */
export class Memory {
  readonly frames = new Archive<EngineFrame>(16, 96 * megabyte);
  readonly requests = new Archive<RequestFact>(1_024, 16 * megabyte);
  readonly spans = new Archive<SpanFact>(1_024, 128 * megabyte, ({ traceId }) => [traceId]);
  readonly logs = new Archive<LogRow>(512, 32 * megabyte, ({ traceId }) => (traceId === null ? [] : [traceId]));
  readonly messages = new Archive<Message>(512, 64 * megabyte, ({ traceId }) => (traceId === null ? [] : [traceId]));
  /** Whatever is told seldom: all of it, from the start. */
  readonly told: Stamped[] = [];
  readonly #journals = new Journals();
  readonly #moments: Marks[] = [];
  readonly #names: Names;

  constructor(names: Names) {
    this.#names = names;
  }

  readonly newSeries = (): Series => new Series(new SeriesJournal(this.#journals));

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
        this.told.push(stamped);
    }
  };

  /** Number of the moment that is recorded next. */
  get next(): MomentNumber {
    return this.#journals.next;
  }

  record(frame: EngineFrame, fleet: Fleet): void {
    const { requests, spans, logs, messages, told } = this;
    this.#moments.push({
      ...{ atUs: frame.virtualUs, requests: requests.length, spans: spans.length, logs: logs.length },
      ...{ messages: messages.length, told: told.length, fleet },
    });
    this.frames.add(frame);
    this.#journals.record();
  }

  /** The newest recorded moment that is not later, of those that are still there. */
  momentAt(atUs: Micros): MomentNumber | null {
    const after = this.#firstAfter(atUs);
    if (this.#moments.length === 0) return null;
    return Math.max(this.frames.start, after - 1);
  }

  marksOf(moment: MomentNumber): Marks {
    return this.#moments[moment]!;
  }

  frameOf(moment: MomentNumber): EngineFrame {
    const [frame] = this.frames.between(moment, moment + 1);
    return frame!;
  }

  get firstUs(): Micros | null {
    return this.#moments[this.frames.start]?.atUs ?? null;
  }

  /** What is kept, packed. */
  get bytes(): number {
    const { frames, requests, spans, logs, messages } = this;
    return [frames, requests, spans, logs, messages].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  #firstAfter(atUs: Micros): MomentNumber {
    let low = 0;
    let high = this.#moments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#moments[middle]!.atUs <= atUs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
