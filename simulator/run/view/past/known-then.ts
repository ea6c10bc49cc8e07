import { Live } from '../../../telemetry/live/live.ts';
import { NewestRequests, requestsKeptMax } from '../../../telemetry/live/newest-requests.ts';
import { logLinesKeptMax } from '../../../telemetry/log-store.ts';
import { mapOf } from '../fleet-map.ts';
import { evidenceOf } from '../evidence-of.ts';
import type { Memory } from './memory.ts';
import type { Marks } from '../../../telemetry/past/moments.ts';
import type { Known } from '../known/known.ts';
import type { LiveNames } from '../../../telemetry/live/live.ts';
import type { LogRow } from '../../../telemetry/report.ts';
import type { MomentNumber } from '../../../telemetry/past/series-journal.ts';
import type { SpanFact } from '../../../wire/facts.ts';
import type { Micros } from '../../../wire/packet.ts';
import type { EngineFrame } from '../../../wire/view/frame.ts';
import type { FleetMap } from '../../../wire/view/fleet-map.ts';
import type { Message } from '../../../wire/view/message.ts';
import type { SeriesQuestion } from '../../../wire/view/question.ts';
import type { RememberedMoment } from '../../../wire/view/server-question.ts';
import type { Series } from '../../../telemetry/live/series.ts';

export interface Remembering {
  readonly memory: Memory;
  readonly names: LiveNames;
  /** The folds of now: their charts know how they grew. */
  readonly live: Live;
  readonly compile: Known['compile'];
  readonly tablesOf: (store: string, past: RememberedMoment) => readonly string[];
}

/** What a run had told by a moment that is over. Each part is had again when somebody first asks for it. */
export class KnownThen implements Known {
  readonly past: RememberedMoment;
  readonly nowUs: Micros;
  readonly #frame: EngineFrame;
  readonly evidence: Known['evidence'];
  readonly accounts = null;
  readonly #moment: MomentNumber;
  readonly #marks: Marks;
  readonly #remembering: Remembering;
  #requests: NewestRequests | null = null;
  #folds: Live | null = null;
  #logs: readonly LogRow[] | null = null;

  constructor(moment: MomentNumber, remembering: Remembering) {
    const { memory, names } = remembering;
    this.#moment = moment;
    this.#remembering = remembering;
    this.#marks = memory.marksOf(moment);
    this.#frame = memory.frameOf(moment);
    this.nowUs = this.#marks.atUs;
    this.past = { moment, atUs: this.nowUs };
    this.evidence = evidenceOf({
      names,
      // Not told before somebody asks: to fold again takes its time.
      folds: lazily(() => this.folds),
      links: () => Object.keys(this.#frame.links),
      fleet: () => this.fleet,
      versionOf: (name) => this.#frame.replicas.find((replica) => replica.name === name)?.version ?? null,
      tracesSince: (us) => memory.tracesSince(us, this.#marks.spans),
      logsOf: (traceId) => this.logsOf(traceId),
    });
  }

  get fleet(): Known['fleet'] {
    return this.#memory.fleetOf(this.#moment);
  }

  get compile(): Known['compile'] {
    return this.#remembering.compile;
  }

  get map(): FleetMap {
    const tablesOf = (store: string): readonly string[] => this.#remembering.tablesOf(store, this.past);
    return mapOf(this.fleet, this.#frame.mapVersion, tablesOf, this.compile);
  }

  get folds(): Live {
    return (this.#folds ??= this.#folded());
  }

  get requests(): NewestRequests {
    if (this.#requests) return this.#requests;
    const requests = new NewestRequests();
    const until = this.#marks.requests;
    for (const fact of this.#memory.requests.between(until - requestsKeptMax, until)) requests.add(fact);
    return (this.#requests = requests);
  }

  get logsDropped(): number {
    return Math.max(0, this.#marks.logs - logLinesKeptMax);
  }

  logs(): readonly LogRow[] {
    const { logs } = this.#marks;
    return (this.#logs ??= [...this.#memory.logs.between(logs - logLinesKeptMax, logs)]);
  }

  logsOf(traceId: string): readonly LogRow[] {
    return [...this.#memory.logs.of(traceId, this.logsDropped, this.#marks.logs)];
  }

  spansOf(traceId: string): readonly SpanFact[] {
    return this.#memory.spansOf(traceId, this.#marks.spans);
  }

  traces(): readonly (readonly SpanFact[])[] {
    const [oldest] = this.#memory.requests.between(this.#marks.requests - requestsKeptMax, this.#marks.requests);
    return this.#memory.tracesSince(oldest?.startUs ?? 0, this.#marks.spans);
  }

  messagesOf(traceId: string): readonly Message[] {
    return [...this.#memory.messages.of(traceId, 0, this.#marks.messages)];
  }

  series(question: SeriesQuestion): Series | null {
    if (question.kind === 'process') return this.folds.series(question);
    return this.#remembering.live.series(question)?.journal?.at(this.#moment) ?? null;
  }

  recordsOf(topic: string, partition: number): { readonly start: number; readonly end: number } | null {
    return this.#frame.topics[topic]?.partitions[partition] ?? { start: 0, end: 0 };
  }

  get #memory(): Memory {
    return this.#remembering.memory;
  }

  #folded(): Live {
    const { memory, names, live } = this.#remembering;
    const folds = new Live(names);
    for (const stamped of memory.toldBy(this.#moment)) folds.take(stamped);
    // Whom a breaker in code guards is told by calls, and it guards the same all the time.
    for (const { service, name, to, where } of live.breakers.machines())
      if (where === 'code' && to !== null) folds.breakers.guards(service, name, to);
    return folds;
  }
}

function lazily(folds: () => Live): Pick<Live, 'happenings' | 'breakers'> {
  return {
    get happenings() {
      return folds().happenings;
    },
    get breakers() {
      return folds().breakers;
    },
  };
}
