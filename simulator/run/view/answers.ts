import { epochMs } from '../../fleet/world/epoch.ts';
import { explain } from '../../telemetry/explain/explain.ts';
import { otlpOf } from '../../telemetry/otlp.ts';
import { isOk } from '../../telemetry/request-tally.ts';
import { comparisonOf } from '../../telemetry/compare/compare.ts';
import { counterpartOf } from '../compare/counterpart.ts';
import { deployedFiles } from './deployed-files.ts';
import { messagesFromSpans } from './messages/messages-from-spans.ts';
import type { Accounts, Known } from './known/known.ts';
import type { LogRow } from '../../telemetry/report.ts';
import type { LogLevel, RequestFact, SpanFact } from '../../wire/facts.ts';
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

export type Look = (server: string, question: ServerQuestion) => unknown;

type AnswerTable = { readonly [Asked in Question as Asked['about']]: (question: Asked) => AnswerTo<Asked> };

/** Answers from what the run has told so far. Asking touches neither time nor chance. */
export class Answers {
  readonly #known: Known;
  readonly #look: Look;
  readonly #answers: AnswerTable;

  /** `look` asks a store or a broker, which may remember what it held. */
  constructor(known: Known, look: Look) {
    this.#known = known;
    this.#look = look;
    const { folds } = known;
    this.#answers = {
      map: () => known.map,
      requests: (question) => this.#requests(question),
      trace: ({ traceId }) => this.#trace(traceId),
      logs: (question) => this.#logs(question),
      happenings: ({ sinceUs = 0 }) => folds.happenings.since(sinceUs),
      series: (question) => known.series(question)?.answer(known.nowUs) ?? { binUs: 250_000, bins: [] },
      table: ({ store, table, newest }) => this.#table(store, table, bounded(newest)),
      query: ({ store, sql }) => this.#rows(store, { kind: 'query', sql, rowsMax: newestMax }),
      topic: (question) => this.#topic(question),
      machines: () => ({ breakers: folds.breakers.machines(), ...folds.sagas.machines() }),
      account: () => this.#accounts().account(),
      comparison: ({ left, names }) => comparisonOf(left, this.#accounts().account(), names),
      boundaries: () => this.#accounts().boundaries(),
      counterpart: ({ of, there }) => counterpartOf(of, there, known.map),
      files: () => deployedFiles(known.fleet),
      'crash lines': ({ path }) => crashLines(known, path),
      otlp: ({ traceId }) => otlpOf(traceId === undefined ? known.traces() : [known.spansOf(traceId)], epochMs),
    };
  }

  to<Asked extends Question>(question: Asked): AnswerTo<Asked> {
    const answer = this.#answers[question.about] as (question: Asked) => AnswerTo<Asked>;
    return answer(question);
  }

  #accounts(): Accounts {
    const { accounts } = this.#known;
    if (!accounts) throw new Error('accounts are kept of now alone');
    return accounts;
  }

  #requests(question: RequestsQuestion): RequestLine[] {
    const { requests } = this.#known;
    return requests.matching({ ...question, newest: bounded(question.newest) }).map((fact) => this.#line(fact));
  }

  #line(fact: RequestFact): RequestLine {
    const { traceId, flow, route, startUs, endUs, status, failure } = fact;
    const ok = isOk(fact);
    const cause = ok ? null : explain(fact, this.#known.spansOf(traceId), this.#known.evidence);
    return { traceId, flow, route, startUs, endUs, status, failure, ok, cause };
  }

  #trace(traceId: string): TraceAnswer {
    const known = this.#known;
    const spans = [...known.spansOf(traceId)].sort((left, right) => left.startUs - right.startUs);
    const request = known.requests.of(traceId);
    const seen = known.messagesOf(traceId);
    const messages = seen.length > 0 ? seen : messagesFromSpans(spans);
    return {
      spans,
      logs: known.logsOf(traceId).map(lineOf),
      messages: [...messages].sort((left, right) => left.sentUs - right.sentUs),
      request: request ? this.#line(request) : null,
    };
  }

  #logs({ newest, service, level, traceId, text }: LogsQuestion): LogsAnswer {
    const gravity = level === undefined ? 0 : levels.indexOf(level);
    const wanted = text?.toLowerCase();
    const matches = (row: LogRow): boolean =>
      (service === undefined || row.service === service) &&
      (traceId === undefined || row.traceId === traceId) &&
      levels.indexOf(row.level as LogLevel) >= gravity &&
      (wanted === undefined || row.message.toLowerCase().includes(wanted));
    const lines = this.#known.logs().filter(matches).slice(-bounded(newest)).reverse();
    return { lines: lines.map(lineOf), dropped: this.#known.logsDropped };
  }

  #table(store: string, table: string, newest: number): RowsAnswer {
    const answer = this.#rows(store, { kind: 'table', table, newest });
    if (!answer.ok || !answer.traceIds) return answer;
    const lineIn = (traceId: string): string | null =>
      this.#known.spansOf(traceId).findLast((span) => hasWritten(span, store, table))?.line ?? null;
    return { ...answer, lines: answer.traceIds.map((traceId) => (traceId === null ? null : lineIn(traceId))) };
  }

  #rows(store: string, question: Extract<ServerQuestion, { kind: 'table' | 'query' }>): RowsAnswer {
    const { past, fleet } = this.#known;
    if (!fleet.stores.some(({ name }) => name === store)) return { ok: false, reason: `nothing is called ${store}` };
    const answer = this.#look(store, past ? { ...question, past } : question);
    return (answer as RowsAnswer | undefined) ?? { ok: false, reason: `${store} has no tables` };
  }

  #topic({ topic, partition, from, count }: TopicQuestion): TopicAnswer {
    const { past, evidence } = this.#known;
    const then = past && this.#known.recordsOf(topic, partition);
    const asked = { kind: 'records', topic, partition, from, count: bounded(count) } as const;
    const broker = evidence.brokerOf(topic);
    const question = past && then ? { ...asked, past: { ...past, ...then } } : asked;
    const answer = broker === null ? undefined : this.#look(broker, question);
    return (answer as TopicAnswer | undefined) ?? { start: 0, end: 0, records: [] };
  }
}

const writing: readonly unknown[] = ['INSERT', 'UPDATE'];

function hasWritten({ ok, attributes }: SpanFact, store: string, table: string): boolean {
  const { 'server.address': address, 'db.collection.name': written, 'db.operation.name': operation } = attributes;
  return ok && address === store && written === table && writing.includes(operation);
}

function crashLines({ fleet, compile }: Known, path: string): readonly number[] {
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
