import type { Bridge, OpenSpan } from '../../../wire/bridge.ts';
import type { TraceContext } from '../../../wire/trace-context.ts';
import type { PgClient } from '../client.ts';
import { connectionParameters } from '../connection-parameters.ts';
import { poolOptions, type PoolConfig, type PoolOptions } from './pool-options.ts';
import { EventEmitter } from '../event-emitter.ts';
import { later } from '../later.ts';
import { queryWithLoan, type LoanCallback, type Release } from './pool-query.ts';
import type { QueryCallback } from '../query.ts';
import type { Result } from '../result.ts';

interface Pending {
  readonly trace: TraceContext | null;
  readonly callback: LoanCallback;
  readonly span: OpenSpan | null;
  settled: boolean;
}

interface Idle {
  readonly client: PgClient;
  readonly timer: number | null;
}

/** The pool of `pg`, by the rules of pg-pool: the last client given back is the first to go out again. */
export class PgPool extends EventEmitter {
  readonly options: PoolOptions;
  ending = false;
  ended = false;
  readonly #bridge: Bridge;
  readonly #newClient: (config: PoolConfig) => PgClient;
  #clients: PgClient[] = [];
  #idle: Idle[] = [];
  readonly #pending: Pending[] = [];
  readonly #uses = new Map<PgClient, number>();
  readonly #expired = new Set<PgClient>();
  readonly #idleListeners = new Map<PgClient, (error: Error) => void>();
  #onEnded: () => void = () => {};
  readonly #loan = (callback: LoanCallback): void => this.#connect(callback);

  constructor(bridge: Bridge, newClient: (config: PoolConfig) => PgClient, config: PoolConfig = {}) {
    super();
    this.#bridge = bridge;
    this.#newClient = newClient;
    this.options = poolOptions(config);
  }

  get totalCount(): number {
    return this.#clients.length;
  }

  get idleCount(): number {
    return this.#idle.length;
  }

  get waitingCount(): number {
    return this.#pending.length;
  }

  get expiredCount(): number {
    return this.#expired.size;
  }

  connect(): Promise<PgClient>;
  connect(callback: LoanCallback): void;
  connect(callback?: LoanCallback): Promise<PgClient> | undefined {
    if (callback) {
      this.#connect(callback);
      return undefined;
    }
    return new Promise((resolve, reject) => {
      this.#connect((error, client) => (error ? reject(error) : resolve(client!)));
    });
  }

  #connect(callback: LoanCallback): void {
    if (this.ending) return callback(new Error('Cannot use a pool after calling end on the pool'), undefined, () => {});
    const trace = this.#bridge.currentTrace();
    if (this.#idle.length > 0) {
      this.#wait({ trace, callback, span: null, settled: false });
      later(() => this.#pulse());
      return;
    }
    const span = this.#bridge.startSpan('pg-pool.connect', 'internal', {
      attributes: { 'db.system.name': 'postgresql', 'server.address': connectionParameters(this.options).host },
    });
    const pending: Pending = { trace, callback, span, settled: false };
    if (this.#isFull()) this.#wait(pending);
    else this.#addClient(pending);
  }

  #isFull(): boolean {
    return this.#clients.length >= this.options.max;
  }

  #wait(pending: Pending): void {
    this.#pending.push(pending);
    const timeoutMs = this.options.connectionTimeoutMillis;
    if (!timeoutMs) return;
    this.#bridge.after(timeoutMs * 1000, () => {
      const index = this.#pending.indexOf(pending);
      if (index < 0) return;
      this.#pending.splice(index, 1);
      this.#refuse(pending, new Error('timeout exceeded when trying to connect'));
    });
  }

  #refuse(pending: Pending, error: Error): void {
    if (pending.settled) return;
    pending.settled = true;
    pending.span?.set('error.type', 'Error');
    pending.span?.end(error.message);
    pending.callback(error, undefined, () => {});
  }

  /** Serves the next who waits, if there is anything to serve. */
  #pulse(): void {
    if (this.ended) return;
    if (this.ending) {
      for (const { client } of [...this.#idle]) this.#remove(client);
      if (this.#clients.length === 0) {
        this.ended = true;
        this.#onEnded();
      }
      return;
    }
    if (this.#pending.length === 0 || (this.#idle.length === 0 && this.#isFull())) return;
    const pending = this.#pending.shift()!;
    const idle = this.#idle.pop();
    // What follows belongs to the request that waited, not to the one that has just given its client back.
    this.#bridge.resume(pending.trace, () => {
      if (idle && idle.client.usable) return this.#lend(idle.client, pending, false);
      if (this.#isFull()) {
        this.#pending.unshift(pending);
        return this.#pulse();
      }
      this.#addClient(pending);
    });
    if (idle?.timer != null) this.#bridge.clear(idle.timer);
  }

  #addClient(pending: Pending): void {
    const client = this.#newClient(this.options);
    this.#clients.push(client);
    const idleListener = (error: Error): void => this.#onIdleError(client, error);
    this.#idleListeners.set(client, idleListener);
    let timeoutHit = false;
    const timeoutMs = this.options.connectionTimeoutMillis;
    const timer = timeoutMs
      ? this.#bridge.after(timeoutMs * 1000, () => {
          timeoutHit = true;
          client.destroy(new Error('Connection terminated unexpectedly'));
        })
      : null;
    client.connect((error) => {
      if (timer !== null) this.#bridge.clear(timer);
      client.on('error', idleListener);
      if (error) {
        this.#forget(client);
        this.#pulse();
        const shown = timeoutHit
          ? new Error('Connection terminated due to connection timeout', { cause: error })
          : error;
        return this.#refuse(pending, shown);
      }
      this.#greet(client, pending);
    });
  }

  #greet(client: PgClient, pending: Pending): void {
    const { onConnect, maxLifetimeSeconds } = this.options;
    if (maxLifetimeSeconds > 0) {
      const timer = this.#bridge.after(maxLifetimeSeconds * 1_000_000, () => this.#expire(client));
      client.once('end', () => this.#bridge.clear(timer));
    }
    if (!onConnect) return this.#lend(client, pending, true);
    Promise.resolve()
      .then(() => onConnect(client))
      .then(
        () => this.#lend(client, pending, true),
        (error: Error) => {
          this.#forget(client);
          client.end(() => {
            this.#pulse();
            this.#refuse(pending, error);
          });
        },
      );
  }

  #expire(client: PgClient): void {
    this.#expired.add(client);
    if (this.#idle.some((idle) => idle.client === client)) this.#remove(client, () => this.#pulse());
  }

  #lend(client: PgClient, pending: Pending, isNew: boolean): void {
    if (isNew) this.emit('connect', client);
    this.emit('acquire', client);
    let released = false;
    const release: Release = (error) => {
      if (released) throw new Error('Release called on client which has already been released to the pool.');
      released = true;
      this.#takeBack(client, error);
    };
    client.release = release;
    client.removeListener('error', this.#idleListeners.get(client)!);
    if (pending.settled) return release();
    pending.settled = true;
    pending.span?.end();
    pending.callback(undefined, client, release);
  }

  #takeBack(client: PgClient, error?: Error | boolean): void {
    client.on('error', this.#idleListeners.get(client) ?? (() => {}));
    const uses = (this.#uses.get(client) ?? 0) + 1;
    this.#uses.set(client, uses);
    this.emit('release', error, client);
    const spent = uses >= this.options.maxUses || this.#expired.has(client);
    if (error || this.ending || !client.usable || spent) {
      this.#remove(client, () => this.#pulse());
      return;
    }
    this.#idle.push({ client, timer: this.#startIdleTimer(client) });
    this.#pulse();
  }

  #startIdleTimer(client: PgClient): number | null {
    const timeoutMs = this.options.idleTimeoutMillis;
    if (!timeoutMs || this.#clients.length <= this.options.min) return null;
    return this.#bridge.withTrace(null, () =>
      this.#bridge.after(timeoutMs * 1000, () => {
        if (this.#clients.length > this.options.min) this.#remove(client, () => this.#pulse());
      }),
    );
  }

  #onIdleError(client: PgClient, error: Error): void {
    Object.assign(error, { client });
    client.removeListener('error', this.#idleListeners.get(client)!);
    client.on('error', () => {});
    this.#remove(client);
    // Without a listener on the pool this ends the process, as it does in Node.
    this.emit('error', error, client);
  }

  #forget(client: PgClient): void {
    this.#clients = this.#clients.filter((other) => other !== client);
    this.#uses.delete(client);
    this.#expired.delete(client);
    this.#idleListeners.delete(client);
  }

  #remove(client: PgClient, done?: () => void): void {
    const idle = this.#idle.find((item) => item.client === client);
    if (idle?.timer != null) this.#bridge.clear(idle.timer);
    this.#idle = this.#idle.filter((item) => item !== idle);
    this.#forget(client);
    client.end(() => {
      this.emit('remove', client);
      done?.();
    });
  }

  query(text: unknown, values?: unknown, callback?: unknown): Promise<Result | Result[]> | undefined {
    if (typeof text === 'function') {
      const error = new Error('Passing a function as the first parameter to pool.query is not supported');
      later(() => (text as QueryCallback)(error));
      return undefined;
    }
    const given = typeof values === 'function' ? values : callback;
    if (typeof given === 'function') {
      queryWithLoan(this.#loan, text, typeof values === 'function' ? undefined : values, given as QueryCallback);
      return undefined;
    }
    return new Promise((resolve, reject) => {
      queryWithLoan(this.#loan, text, values, (error, result) => (error ? reject(error) : resolve(result!)));
    });
  }

  end(): Promise<void>;
  end(callback: (error?: Error) => void): void;
  end(callback?: (error?: Error) => void): Promise<void> | undefined {
    if (this.ending) {
      const error = new Error('Called end on pool more than once');
      if (!callback) return Promise.reject(error);
      callback(error);
      return undefined;
    }
    this.ending = true;
    if (!callback) {
      return new Promise((resolve) => {
        this.#onEnded = resolve;
        this.#pulse();
      });
    }
    this.#onEnded = callback;
    this.#pulse();
    return undefined;
  }
}
