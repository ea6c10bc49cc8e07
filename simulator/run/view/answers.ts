import { epochMs } from '../../fleet/world/epoch.ts';
import { explain } from '../../telemetry/explain/explain.ts';
import { otlpOf } from '../../telemetry/otlp.ts';
import { isOk } from '../../telemetry/request-tally.ts';
import { accountOf } from '../../telemetry/compare/account.ts';
import { boundariesOf } from '../../telemetry/compare/boundaries.ts';
import { comparisonOf } from '../../telemetry/compare/compare.ts';
import { counterpartOf } from '../compare/counterpart.ts';
import { deployedFiles } from './deployed-files.ts';
import { evidenceOf } from './evidence-of.ts';
import { messagesFromSpans } from './messages/messages-from-spans.ts';
import type { KeptMessages } from './messages/kept-messages.ts';
import type { Run } from '../run.ts';
import type { Live, LiveNames } from '../../telemetry/live/live.ts';
import type { Ledger } from '../../telemetry/compare/ledger.ts';
import type { LogRow } from '../../telemetry/report.ts';
import type { LogLevel, RequestFact, SpanFact } from '../../wire/facts.ts';
import type { Account } from '../../wire/view/comparison.ts';
import type { FleetMap } from '../../wire/view/fleet-map.ts';
import type {
  AnswerTo,
  LogLine,
  LogsAnswer,
  LogsQuestion,
  Question,
  RequestLine,
  RequestsQuestion,
  RowsAnswer,
  TopicAnswer,
  TopicQuestion,
  TraceAnswer,
} from '../../wire/view/question.ts';
import type { ServerQuestion } from '../../wire/view/server-question.ts';

const newestMax = 1_000;
const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

interface Known {
  readonly run: Run;
  readonly live: Live;
  readonly ledger: Ledger;
  readonly names: LiveNames;
  readonly kept: KeptMessages;
  readonly map: () => FleetMap;
}

type AnswerTable = { readonly [Asked in Question as Asked['about']]: (question: Asked) => AnswerTo<Asked> };

/** Answers from what the run has told so far. Asking touches neither time nor chance. */
export class Answers {
  readonly #known: Known;
  readonly #answers: AnswerTable;

  constructor(known: Known) {
    this.#known = known;
    const { run, live, map } = known;
    this.#answers = {
      map,
      requests: (question) => this.#requests(question),
      trace: ({ traceId }) => this.#trace(traceId),
      logs: (question) => this.#logs(question),
      happenings: ({ sinceUs = 0 }) => live.happenings.since(sinceUs),
      series: (question) => live.series(question)?.answer(run.nowUs) ?? { binUs: 250_000, bins: [] },
      table: ({ store, table, newest }) => this.#table(store, table, bounded(newest)),
      query: ({ store, sql }) => this.#rows(store, { kind: 'query', sql, rowsMax: newestMax }),
      topic: (question) => this.#topic(question),
      machines: () => ({ breakers: live.breakers.machines(), ...live.sagas.machines() }),
      account: () => this.#account(),
      comparison: ({ left, names }) => comparisonOf(left, this.#account(), names),
      boundaries: () => boundariesOf(map(), known.ledger, live.requests.total),
      counterpart: ({ of, there }) => counterpartOf(of, there, map()),
      files: () => deployedFiles(run.world.fleet),
      'crash lines': ({ path }) => crashLines(run.world, path),
      otlp: ({ traceId }) => {
        const { traces } = run.telemetry;
        return otlpOf(traceId === undefined ? traces.all() : [traces.spansOf(traceId)], epochMs);
      },
    };
  }

  to<Asked extends Question>(question: Asked): AnswerTo<Asked> {
    const answer = this.#answers[question.about] as (question: Asked) => AnswerTo<Asked>;
    return answer(question);
  }

  #account(): Account {
    const { run, ledger, map } = this.#known;
    return accountOf({ atUs: run.nowUs, map: map(), report: run.report({ wallMs: 0, digest: false }), ledger });
  }

  #requests(question: RequestsQuestion): RequestLine[] {
    const { live } = this.#known;
    return live.requests.matching({ ...question, newest: bounded(question.newest) }).map((fact) => this.#line(fact));
  }

  #line(fact: RequestFact): RequestLine {
    const { traceId, flow, route, startUs, endUs, status, failure } = fact;
    const ok = isOk(fact);
    const { run, live, names } = this.#known;
    const spans = run.telemetry.traces.spansOf(traceId);
    const cause = ok ? null : explain(fact, spans, evidenceOf(run, live, names));
    return { traceId, flow, route, startUs, endUs, status, failure, ok, cause };
  }

  #trace(traceId: string): TraceAnswer {
    const { run, live, kept } = this.#known;
    const spans = [...run.telemetry.traces.spansOf(traceId)].sort((left, right) => left.startUs - right.startUs);
    const request = live.requests.of(traceId);
    const seen = kept.of(traceId);
    const messages = seen.length > 0 ? seen : messagesFromSpans(spans);
    return {
      spans,
      logs: run.telemetry.logs
        .rows()
        .filter((row) => row.traceId === traceId)
        .map(lineOf),
      messages: [...messages].sort((left, right) => left.sentUs - right.sentUs),
      request: request ? this.#line(request) : null,
    };
  }

  #logs({ newest, service, level, traceId, text }: LogsQuestion): LogsAnswer {
    const { logs } = this.#known.run.telemetry;
    const gravity = level === undefined ? 0 : levels.indexOf(level);
    const wanted = text?.toLowerCase();
    const matches = (row: LogRow): boolean =>
      (service === undefined || row.service === service) &&
      (traceId === undefined || row.traceId === traceId) &&
      levels.indexOf(row.level as LogLevel) >= gravity &&
      (wanted === undefined || row.message.toLowerCase().includes(wanted));
    const lines = logs.rows().filter(matches).slice(-bounded(newest)).reverse();
    return { lines: lines.map(lineOf), dropped: logs.dropped };
  }

  #table(store: string, table: string, newest: number): RowsAnswer {
    const answer = this.#rows(store, { kind: 'table', table, newest });
    if (!answer.ok || !answer.traceIds) return answer;
    const { traces } = this.#known.run.telemetry;
    const lineIn = (traceId: string): string | null =>
      traces.spansOf(traceId).findLast((span) => hasWritten(span, store, table))?.line ?? null;
    return { ...answer, lines: answer.traceIds.map((traceId) => (traceId === null ? null : lineIn(traceId))) };
  }

  #rows(store: string, question: ServerQuestion): RowsAnswer {
    const server = this.#known.run.world.servers.get(store);
    if (!server) return { ok: false, reason: `nothing is called ${store}` };
    return (server.look(question) as RowsAnswer | undefined) ?? { ok: false, reason: `${store} has no tables` };
  }

  #topic({ topic, partition, from, count }: TopicQuestion): TopicAnswer {
    const { run, names } = this.#known;
    const broker = run.world.servers.get(names.brokerOf(topic)?.name ?? '');
    const asked = { kind: 'records', topic, partition, from, count: bounded(count) } as const;
    return (broker?.look(asked) as TopicAnswer | undefined) ?? { start: 0, end: 0, records: [] };
  }
}

const writing: readonly unknown[] = ['INSERT', 'UPDATE'];

function hasWritten({ ok, attributes }: SpanFact, store: string, table: string): boolean {
  const { 'server.address': address, 'db.collection.name': written, 'db.operation.name': operation } = attributes;
  return ok && address === store && written === table && writing.includes(operation);
}

function crashLines({ fleet, compile }: Run['world'], path: string): readonly number[] {
  const service = fleet.services.find(({ files }) => Object.hasOwn(files, path));
  return (service && compile(service).lines[path]) ?? [];
}

function bounded(count: number): number {
  return Math.max(0, Math.min(newestMax, Math.floor(count) || 0));
}

function lineOf({ atMs, service, replica, level, message, traceId, line, place }: LogRow): LogLine {
  return {
    ...{ atUs: Math.round(atMs * 1000), service, replica, level: level as LogLevel, message, traceId },
    line: line ?? null,
    place: place ?? null,
  };
}
