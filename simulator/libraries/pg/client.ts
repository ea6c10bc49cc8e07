import type { Bridge, CallOutcome } from '../../wire/bridge.ts';
import type { SqlAnswer, SqlCall, SqlTransactionStatus } from '../../wire/sql-protocol.ts';
import { connectionParameters, type ClientConfig, type ConnectionParameters } from './connection-parameters.ts';
import { databaseErrorOf } from './database-error.ts';
import { EventEmitter } from './event-emitter.ts';
import { escapeIdentifier, escapeLiteral } from './values/escape.ts';
import { makeQuery, normalizeQuery, objectionTo, wireValues, type Query, type QueryConfig } from './query.ts';
import { endQuerySpan } from './query-span.ts';
import { later } from './later.ts';
import { Result } from './result.ts';
import { connectError } from './socket-error.ts';
import { getTypeParser, type TypeParser } from './values/type-parsers.ts';

type ConnectCallback = (error: Error | null, client?: PgClient) => void;

/** A connection to the server: queries run one at a time, in the order in which they were asked. */
export class PgClient extends EventEmitter {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly escapeIdentifier = escapeIdentifier;
  readonly escapeLiteral = escapeLiteral;
  processID: number | null = null;
  /** Set by the pool that lends it. */
  release?: (error?: Error | boolean) => void;
  /** The pool's own listener, changed with each loan: an emitter would make that dear. */
  whenLost: ((error: Error) => void) | null = null;
  readonly #bridge: Bridge;
  readonly #parameters: ConnectionParameters;
  readonly #connection: number;
  readonly #connectTimeoutMs: number;
  readonly #typeOverrides: ClientConfig['types'];
  readonly #parsers = new Map<number, TypeParser>();
  readonly #parserOf = (typeId: number): TypeParser => this.getTypeParser(typeId, 'text');
  readonly #prepared = new Map<string, string>();
  readonly #queue: Query[] = [];
  #active: Query | null = null;
  #state: 'new' | 'connecting' | 'ready' | 'ended' = 'new';
  #ending = false;
  #exchange: number | null = null;
  #watch: number | null = null;
  #connected: ConnectCallback | null = null;
  #connectTimer: number | null = null;
  #status: SqlTransactionStatus | null = null;
  #onEnd: (() => void)[] = [];

  constructor(bridge: Bridge, config?: ClientConfig | string) {
    super();
    this.#bridge = bridge;
    this.#parameters = connectionParameters(config);
    ({ host: this.host, port: this.port, user: this.user, database: this.database } = this.#parameters);
    this.#connection = bridge.nextId();
    this.#connectTimeoutMs = typeof config === 'object' ? (config.connectionTimeoutMillis ?? 0) : 0;
    this.#typeOverrides = typeof config === 'object' ? config.types : undefined;
  }

  /** Whether a pool may lend it out again. */
  get usable(): boolean {
    return this.#state !== 'ended' && !this.#ending;
  }

  connect(): Promise<PgClient>;
  connect(callback: ConnectCallback): void;
  connect(callback?: ConnectCallback): Promise<PgClient> | undefined {
    if (callback) {
      this.#connect(callback);
      return undefined;
    }
    return new Promise((resolve, reject) => {
      this.#connect((error) => (error ? reject(error) : resolve(this)));
    });
  }

  #connect(callback: ConnectCallback): void {
    if (this.#state !== 'new') {
      later(() => callback(new Error('Client has already been connected. You cannot reuse a client.')));
      return;
    }
    this.#state = 'connecting';
    this.#connected = callback;
    if (this.#connectTimeoutMs > 0) {
      this.#connectTimer = this.#bridge.after(this.#connectTimeoutMs * 1000, () =>
        this.destroy(new Error('timeout expired')),
      );
    }
    const { user, database, settings } = this.#parameters;
    const call: SqlCall = { kind: 'connect', connection: this.#connection, user, database, settings };
    this.#exchange = this.#bridge.call(this.host, 'sql', call, (outcome) => this.#onConnectAnswer(outcome));
  }

  #onConnectAnswer(outcome: CallOutcome): void {
    this.#exchange = null;
    if (!outcome.ok) return this.#die(connectError(outcome.code, this.host, this.port));
    const answer = outcome.payload as SqlAnswer;
    if (answer.kind === 'refused') return this.#die(databaseErrorOf(answer.error));
    if (answer.kind !== 'connected') return this.#die(new Error('Connection terminated unexpectedly'));
    this.#state = 'ready';
    this.#status = 'I';
    this.processID = answer.processId;
    // An idle client hears of the server's end this way, as it would from its socket. It belongs to no request.
    this.#bridge.withTrace(null, () => {
      const call: SqlCall = { kind: 'watch', connection: this.#connection };
      this.#watch = this.#bridge.call(this.host, 'sql', call, () => this.#onServerGone());
    });
    this.#stopConnectTimer();
    const connected = this.#connected;
    this.#connected = null;
    connected?.(null, this);
    this.emit('connect');
    this.#sendNext();
  }

  #onServerGone(): void {
    this.#watch = null;
    this.#die(new Error('Connection terminated unexpectedly'));
  }

  #stopConnectTimer(): void {
    if (this.#connectTimer !== null) this.#bridge.clear(this.#connectTimer);
    this.#connectTimer = null;
  }

  /** Drops the connection on the floor: the server rolls back what was open. */
  destroy(error: Error): void {
    this.#die(error);
  }

  #die(error: Error): void {
    if (this.#state === 'ended') return;
    const wasConnecting = this.#state === 'connecting';
    this.#state = 'ended';
    this.#stopConnectTimer();
    for (const exchange of [this.#exchange, this.#watch]) if (exchange !== null) this.#bridge.cancel(exchange);
    this.#exchange = null;
    this.#watch = null;
    const given = this.#ending ? new Error('Connection terminated') : error;
    const waiting = this.#active ? [this.#active, ...this.#queue] : [...this.#queue];
    this.#active = null;
    this.#queue.length = 0;
    for (const query of waiting) later(() => this.#settle(query, given));
    later(() => {
      this.emit('end');
      for (const run of this.#onEnd) run();
    });
    const connected = this.#connected;
    this.#connected = null;
    if (wasConnecting && connected) connected(error);
    else if (!this.#ending) this.#reportLoss(error);
  }

  #reportLoss(error: Error): void {
    const { whenLost } = this;
    // Without a listener this ends the process, as it does in Node.
    if (whenLost === null || this.listenerCount('error') > 0) this.emit('error', error);
    whenLost?.(error);
  }

  query(given: unknown, values?: unknown, callback?: unknown): Promise<Result | Result[]> | undefined {
    const config = normalizeQuery(given, values, callback);
    if (config.callback) {
      this.#enqueue(config, config.callback);
      return undefined;
    }
    return new Promise((resolve, reject) => {
      this.#enqueue(config, (error, result) => (error ? reject(error) : resolve(result!)));
    });
  }

  #enqueue(config: QueryConfig, callback: Query['callback']): void {
    const query = makeQuery(this.#bridge, config, this.#prepared, this.#parameters, callback);
    const problem = this.#objection(config);
    if (problem) {
      later(() => this.#settle(query, problem));
      return;
    }
    if (query.name !== null) this.#prepared.set(query.name, query.text);
    const timeoutMs = config.query_timeout ?? this.#parameters.queryTimeoutMs;
    if (timeoutMs > 0) this.#startReadTimeout(query, timeoutMs);
    this.#queue.push(query);
    this.#sendNext();
  }

  #objection(config: QueryConfig): Error | null {
    if (this.#state === 'ended') return new Error('Client has encountered a connection error and is not queryable');
    if (this.#ending) return new Error('Client was closed and is not queryable');
    return objectionTo(config, this.#prepared);
  }

  /** The server goes on with a query that was sent; only its answer is not waited for. */
  #startReadTimeout(query: Query, timeoutMs: number): void {
    const timer = this.#bridge.after(timeoutMs * 1000, () => {
      const index = this.#queue.indexOf(query);
      if (index >= 0) this.#queue.splice(index, 1);
      this.#settle(query, new Error('Query read timeout'));
    });
    const { callback } = query;
    query.callback = (error, result) => {
      this.#bridge.clear(timer);
      callback(error, result);
    };
  }

  #sendNext(): void {
    if (this.#state !== 'ready' || this.#active !== null) return;
    const query = this.#queue.shift();
    if (query === undefined) {
      this.emit('drain');
      return;
    }
    this.#active = query;
    let values: (string | null)[] | null;
    try {
      values = wireValues(query);
    } catch (error) {
      this.#active = null;
      later(() => {
        this.#settle(query, error);
        this.#sendNext();
      });
      return;
    }
    const call: SqlCall = { kind: 'query', connection: this.#connection, text: query.text, values };
    this.#bridge.withTrace(query.trace, () => {
      const trace = query.span.context;
      this.#exchange = this.#bridge.call(this.host, 'sql', call, (outcome) => this.#onAnswer(query, outcome), {
        trace,
      });
    });
  }

  #onAnswer(query: Query, outcome: CallOutcome): void {
    this.#exchange = null;
    const answer = outcome.ok ? (outcome.payload as SqlAnswer) : null;
    if (answer?.kind !== 'results') return this.#die(new Error('Connection terminated unexpectedly'));
    this.#active = null;
    this.#status = answer.transaction;
    if (answer.error) {
      this.#settle(query, databaseErrorOf(answer.error));
    } else {
      const parserOf = query.parserOf ?? this.#parserOf;
      const results = answer.results.map((result) => Result.of(result, parserOf, query.asArrays));
      this.#settle(query, null, results.length > 1 ? results : (results[0] ?? new Result()));
    }
    this.#sendNext();
  }

  #settle(query: Query, error: unknown, result?: Result | Result[]): void {
    if (query.over) return;
    query.over = true;
    endQuerySpan(query.span, error);
    query.callback(error, result);
  }

  end(): Promise<void>;
  end(callback: () => void): void;
  end(callback?: () => void): Promise<void> | undefined {
    if (callback) {
      this.#end(callback);
      return undefined;
    }
    return new Promise((resolve) => this.#end(resolve));
  }

  #end(callback: () => void): void {
    if (this.#state === 'new' || this.#state === 'ended') {
      this.#ending = true;
      later(callback);
      return;
    }
    this.#onEnd.push(callback);
    if (this.#ending) return;
    this.#ending = true;
    // A query in hand could keep the end waiting for ever.
    if (this.#state === 'connecting' || this.#active !== null) return this.#die(new Error('Connection terminated'));
    const call: SqlCall = { kind: 'terminate', connection: this.#connection };
    this.#exchange = this.#bridge.call(this.host, 'sql', call, () => {
      this.#exchange = null;
      this.#die(new Error('Connection terminated'));
    });
  }

  setTypeParser(typeId: number, format: string | TypeParser, parser?: TypeParser): void {
    const chosen = typeof format === 'function' ? format : parser;
    if (chosen) this.#parsers.set(typeId, chosen);
  }

  getTypeParser(typeId: number, format: 'text' | 'binary' = 'text'): TypeParser {
    return this.#parsers.get(typeId) ?? this.#typeOverrides?.getTypeParser(typeId, format) ?? getTypeParser(typeId);
  }

  getTransactionStatus(): SqlTransactionStatus | null {
    return this.#status;
  }

  /** Node's event loop is not kept alive by anything here. */
  ref(): void {}
  unref(): void {}
}
