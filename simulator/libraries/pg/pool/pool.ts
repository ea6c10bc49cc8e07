import type { Bridge, OpenSpan } from '../../../wire/bridge.ts';
import type { TraceContext } from '../../../wire/trace-context.ts';
import type { PgClient } from '../client.ts';
import { connectionParameters } from '../connection-parameters.ts';
import { poolOptions, type PoolConfig, type PoolOptions } from './pool-options.ts';
import { EventEmitter } from '../event-emitter.ts';
import { IdleClients } from './idle-clients.ts';
import { later } from '../later.ts';
import type { Member } from './member.ts';
import { queryWithLoan, type LoanCallback, type Release } from './pool-query.ts';
import type { QueryCallback } from '../query.ts';
import type { Result } from '../result.ts';

interface Pending {
  readonly trace: TraceContext | null;
  readonly callback: LoanCallback;
  readonly span: OpenSpan | null;
  settled: boolean;
}

/** The pool of `pg`, by the rules of pg-pool: the last client given back is the first to go out again. */
export class PgPool extends EventEmitter {
  readonly options: PoolOptions;
  ending = false;
  ended = false;
  readonly #bridge: Bridge;
  readonly #newClient: (config: PoolConfig) => PgClient;
  readonly #host: string;
  #members: Member[] = [];
  readonly #idle: IdleClients;
  readonly #pending: Pending[] = [];
  #onEnded: () => void = () => {};
  readonly #loan = (callback: LoanCallback): void => this.#connect(this.#bridge.keepLine(callback));

  constructor(bridge: Bridge, newClient: (config: PoolConfig) => PgClient, config: PoolConfig = {}) {
    super();
    this.#bridge = bridge;
    this.#newClient = newClient;
    this.options = poolOptions(config);
    this.#idle = new IdleClients(bridge, {
      timeoutMs: this.options.idleTimeoutMillis,
      mayClose: () => this.#members.length > this.options.min,
      close: (member) => this.#remove(member, () => this.#pulse()),
    });
    this.#host = connectionParameters(this.options).host;
  }

  get totalCount(): number {
    return this.#members.length;
  }

  get idleCount(): number {
    return this.#idle.size;
  }

  get waitingCount(): number {
    return this.#pending.length;
  }

  get expiredCount(): number {
    return this.#members.filter(({ isExpired }) => isExpired).length;
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
    if (this.#idle.size > 0) {
      const newcomer: Pending = { trace, callback, span: null, settled: false };
      this.#wait(newcomer);
      later(() => this.#pulse(newcomer));
      return;
    }
    const span = this.#bridge.startSpan('pg-pool.connect', 'internal', {
      attributes: { 'db.system.name': 'postgresql', 'server.address': this.#host },
    });
    const pending: Pending = { trace, callback, span, settled: false };
    if (this.#isFull()) this.#wait(pending);
    else this.#addClient(pending);
  }

  #isFull(): boolean {
    return this.#members.length >= this.options.max;
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

  /** Serves the next who waits, if there is anything to serve. The `newcomer` is still in the turn in which it asked. */
  #pulse(newcomer: Pending | null = null): void {
    if (this.ended) return;
    if (this.ending) {
      for (const member of this.#idle.all()) this.#remove(member);
      if (this.#members.length === 0) {
        this.ended = true;
        this.#onEnded();
      }
      return;
    }
    if (this.#pending.length === 0 || (this.#idle.size === 0 && this.#isFull())) return;
    const pending = this.#pending.shift()!;
    const member = this.#idle.take();
    if (pending === newcomer && pending.trace === this.#bridge.currentTrace()) return this.#serve(pending, member);
    // What follows belongs to the request that waited, not to the one that has just given its client back.
    this.#bridge.resume(pending.trace, () => this.#serve(pending, member));
  }

  #serve(pending: Pending, member: Member | undefined): void {
    if (member?.client.usable) return this.#lend(member, pending, false);
    if (!this.#isFull()) return this.#addClient(pending);
    this.#pending.unshift(pending);
    this.#pulse();
  }

  #addClient(pending: Pending): void {
    const client = this.#newClient(this.options);
    const whenLost = (error: Error): void => this.#onIdleError(member, error);
    const member: Member = { client, whenLost, uses: 0, isExpired: false, idleUntilUs: null };
    this.#members.push(member);
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
      client.whenLost = whenLost;
      if (error) {
        this.#forget(member);
        this.#pulse();
        const shown = timeoutHit
          ? new Error('Connection terminated due to connection timeout', { cause: error })
          : error;
        return this.#refuse(pending, shown);
      }
      this.#greet(member, pending);
    });
  }

  #greet(member: Member, pending: Pending): void {
    const { client } = member;
    const { onConnect, maxLifetimeSeconds } = this.options;
    if (maxLifetimeSeconds > 0) {
      const timer = this.#bridge.after(maxLifetimeSeconds * 1_000_000, () => this.#expire(member));
      client.once('end', () => this.#bridge.clear(timer));
    }
    if (!onConnect) return this.#lend(member, pending, true);
    Promise.resolve()
      .then(() => onConnect(client))
      .then(
        () => this.#lend(member, pending, true),
        (error: Error) => {
          this.#forget(member);
          client.end(() => {
            this.#pulse();
            this.#refuse(pending, error);
          });
        },
      );
  }

  #expire(member: Member): void {
    member.isExpired = true;
    if (this.#idle.includes(member)) this.#remove(member, () => this.#pulse());
  }

  #lend(member: Member, pending: Pending, isNew: boolean): void {
    const { client } = member;
    if (isNew) this.emit('connect', client);
    this.emit('acquire', client);
    let released = false;
    const release: Release = (error) => {
      if (released) throw new Error('Release called on client which has already been released to the pool.');
      released = true;
      this.#takeBack(member, error);
    };
    client.release = release;
    client.whenLost = null;
    if (pending.settled) return release();
    pending.settled = true;
    pending.span?.end();
    pending.callback(undefined, client, release);
  }

  #takeBack(member: Member, error?: Error | boolean): void {
    const { client, whenLost } = member;
    client.whenLost = whenLost;
    member.uses += 1;
    this.emit('release', error, client);
    const isSpent = member.uses >= this.options.maxUses || member.isExpired;
    if (error || this.ending || !client.usable || isSpent) {
      this.#remove(member, () => this.#pulse());
      return;
    }
    this.#idle.add(member);
    this.#pulse();
  }

  #onIdleError(member: Member, error: Error): void {
    const { client } = member;
    Object.assign(error, { client });
    client.whenLost = null;
    client.on('error', () => {});
    this.#remove(member);
    // Without a listener on the pool this ends the process, as it does in Node.
    this.emit('error', error, client);
  }

  #forget(member: Member): void {
    this.#members = this.#members.filter((other) => other !== member);
  }

  #remove(member: Member, done?: () => void): void {
    const { client } = member;
    this.#idle.remove(member);
    this.#forget(member);
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
