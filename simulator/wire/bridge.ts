import type { AttributeValue, Fact, SpanKind } from './facts.ts';
import type { HttpRequest, HttpResponse } from './http.ts';
import type { FailureCode, Micros, Protocol } from './packet.ts';
import type { RandomStream } from './node-context.ts';
import type { TraceContext } from './trace-context.ts';

export type CallOutcome =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly code: FailureCode; readonly why: string };

export type RequestHandler = (
  request: HttpRequest,
  respond: (response: HttpResponse) => void,
  /** Registers what to do when the caller stops waiting. */
  onAbort: (run: () => void) => void,
) => void;

export interface OpenSpan {
  readonly context: TraceContext;
  set(key: string, value: AttributeValue): void;
  /** Ends it as failed when `error` is given. `attributes` are all it has: one literal is cheaper than to set each. */
  end(error?: string, attributes?: Readonly<Record<string, AttributeValue>>): void;
}

export interface CallOptions {
  /** The trace context that travels with the call; the current one when left out. */
  readonly trace?: TraceContext | null;
}

/**
 * What a library on the shelf (pg, kafkajs, express, fetch) may ask of the process it runs in.
 * Shelf code imports it as `import { bridge } from 'flotilla:bridge'`; service code cannot.
 * Callbacks run in a turn of their own, under the trace context of the code that made the call.
 */
export interface Bridge {
  /** The service whose code imported the library. */
  readonly service: string;
  /** `orders#2`. */
  readonly replica: string;
  /** Virtual time of the simulation, whole microseconds, not touched by clock skew. */
  nowUs(): Micros;
  /** Virtual wall clock in whole milliseconds since 1970, skewed as the process is: what `Date.now()` says. */
  wallMs(): number;
  random(purpose: string): RandomStream;
  /** A unique number of this process that no restart repeats. */
  nextId(): number;

  /** Sends a call to a host by name. The callback comes once, unless cancelled. Returns the exchange's number. */
  call(
    host: string,
    protocol: Protocol,
    payload: unknown,
    done: (outcome: CallOutcome) => void,
    options?: CallOptions,
  ): number;
  cancel(exchange: number): void;
  /** Virtual timers; the callback is its own turn. */
  after(delayUs: Micros, run: () => void): number;
  clear(timer: number): void;
  /** Runs `run` in a turn of its own at the present time under `context`: use it where one request's end lets another one go on (a pool's waiters). */
  resume(context: TraceContext | null, run: () => void): void;

  currentTrace(): TraceContext | null;
  /** Runs `run` with another trace context in hand, at once. */
  withTrace<Result>(context: TraceContext | null, run: () => Result): Result;
  /** A new span: child of `parent`, or of the current one. `links` are `traceId/spanId` strings. */
  startSpan(
    name: string,
    kind: SpanKind,
    options?: { parent?: TraceContext | null; attributes?: Readonly<Record<string, AttributeValue>>; links?: string[] },
  ): OpenSpan;
  /** `services/orders.ts:12` of the call of service code that led here, or null where a later job sends by itself. */
  callerLine(): string | null;
  /** What `run` sends, whenever that is, counts as sent by the line that calls now: use it where a call has to wait for its turn. */
  keepLine<Given extends unknown[]>(run: (...given: Given) => void): (...given: Given) => void;
  fact(fact: Fact): void;

  /** Spends CPU of this process (queues for a core), then goes on in a turn of its own. `route` picks the declared cost. */
  work(route: string, then: () => void): void;
  /** Asks the process to listen: `handle` gets each request in a turn of its own and calls `respond` once. */
  listen(handle: RequestHandler): { close(): void };
  /** Ends this process as an uncaught error would. */
  crash(error: unknown): void;
}
