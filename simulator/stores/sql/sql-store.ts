import type { Fact } from '../../wire/facts.ts';
import type { NodeContext, ServerNode, TableRows, TimerHandle } from '../../wire/node-context.ts';
import type { CallPacket, CancelPacket, DisconnectPacket, Micros } from '../../wire/packet.ts';
import type { SqlAnswer, SqlCall } from '../../wire/sql-protocol.ts';
import type { ServerQuestion } from '../../wire/view/server-question.ts';
import { LentRandom } from './onlooker/lent-random.ts';
import { lookUp, newestRows, tablesOf } from './onlooker/look.ts';
import { newConnection, statusOf, type Connection } from './sessions/connection.ts';
import { Connections } from './sessions/connections.ts';
import { LockWaits, type Waiter } from './sessions/lock-waits.ts';
import { QueryJob, type JobSurroundings } from './sessions/query-job.ts';
import { StatementCache } from './sessions/statement-cache.ts';
import { StatementRunner } from './sessions/statement-runner.ts';
import { StoreFaults } from './sessions/store-faults.ts';
import { Workers } from './sessions/workers.ts';
import { fatal, SqlFailure } from './sql-failure.ts';
import type { SqliteEngine } from './sqlite-engine.ts';
import { replaceRows, rowsOf } from './sessions/table-rows.ts';
import { runScripts, type Script } from './run-scripts.ts';
import { Database } from './transactions/database.ts';
import type { Transaction } from './transactions/transaction.ts';

export interface SqlStoreConfig {
  readonly name: string;
  readonly scripts: readonly Script[];
  /** How many clients may be connected at once. */
  readonly connections: number;
  /** What `now()` says at virtual time zero. */
  readonly epochMs: number;
  /** The server's own time for one call; the network's is not counted here. */
  readonly latencyUs: () => Micros;
  /** How many statements are worked on at once. */
  readonly cores?: number;
}

const coresByDefault = 4;

export function createSqlStore(context: NodeContext, config: SqlStoreConfig, sqlite: SqliteEngine): ServerNode {
  return new SqlStore(context, config, sqlite);
}

class SqlStore implements ServerNode {
  readonly #context: NodeContext;
  readonly #config: SqlStoreConfig;
  readonly #database: Database;
  readonly #random: LentRandom;
  readonly #runner: StatementRunner;
  readonly #cache = new StatementCache();
  readonly #faults: StoreFaults;
  readonly #workers: Workers;
  readonly #waits = new LockWaits();
  readonly #connections = new Connections();
  /** Calls that came while the server was paused. */
  readonly #unread = new Set<CallPacket>();
  readonly #surroundings: JobSurroundings;
  #processes = 0;
  /** Timers of an earlier life do nothing any more. */
  #life = 0;

  constructor(context: NodeContext, config: SqlStoreConfig, sqlite: SqliteEngine) {
    this.#context = context;
    this.#config = config;
    this.#faults = new StoreFaults(context.random('faults'));
    this.#workers = new Workers(config.cores ?? coresByDefault);
    this.#random = new LentRandom(context.random('statements'));
    this.#database = new Database({
      engine: sqlite,
      random: this.#random,
      nowUs: () => context.now(),
      epochMs: config.epochMs,
      ended: (transaction) => this.#waits.wakeAfter(transaction),
    });
    this.#runner = new StatementRunner(this.#database, this.#cache, this.#faults, (fact) => context.fact(fact));
    this.#surroundings = this.#surroundingsOfJobs();
    runScripts(config.scripts, config.name, this.#runner, this.#cache);
  }

  call(packet: CallPacket): void {
    if (!this.#faults.paused) return this.#handle(packet, packet.payload as SqlCall);
    this.#unread.add(packet);
    this.#faults.unlessPaused(() => {
      // While the server was paused its client may have gone.
      if (this.#unread.delete(packet)) this.#handle(packet, packet.payload as SqlCall);
    });
  }

  #handle(packet: CallPacket, call: SqlCall): void {
    if (call.kind === 'connect') return this.#connect(packet, call);
    const connection = this.#connections.find(packet.from, call.connection);
    if (connection === undefined) {
      if (call.kind === 'terminate') return this.#context.answer(packet, { kind: 'terminated' } satisfies SqlAnswer);
      return this.#context.fail(packet, 'ECONNRESET', `${this.#config.name} no longer knows the connection`);
    }
    if (call.kind === 'query') return this.#query(packet, connection, call);
    if (call.kind === 'watch') {
      connection.watch = packet;
      return;
    }
    this.#close(connection);
    this.#context.answer(packet, { kind: 'terminated' } satisfies SqlAnswer);
  }

  #connect(packet: CallPacket, call: Extract<SqlCall, { kind: 'connect' }>): void {
    if (this.#connections.size >= this.#config.connections) {
      const error = fatal('53300', 'sorry, too many clients already');
      this.#after(this.#latencyUs(), () =>
        this.#context.answer(packet, { kind: 'refused', error } satisfies SqlAnswer),
      );
      return;
    }
    this.#processes += 1;
    const view = { processId: this.#processes, user: call.user, database: call.database };
    this.#connections.add(newConnection(call.connection, packet.from, packet.exchange, view, call.settings));
    const answer: SqlAnswer = { kind: 'connected', processId: view.processId };
    this.#after(this.#latencyUs(), () => this.#context.answer(packet, answer));
  }

  #query(packet: CallPacket, connection: Connection, call: Extract<SqlCall, { kind: 'query' }>): void {
    try {
      const statements = this.#cache.parse(call.text);
      if (call.values !== null && statements.length > 1) {
        throw new SqlFailure('42601', 'cannot insert multiple commands into a prepared statement');
      }
      const job = new QueryJob(packet, connection, statements, call.values ?? [], this.#surroundings);
      connection.jobs.push(job);
      job.start();
    } catch (error) {
      if (!(error instanceof SqlFailure)) throw error;
      this.#runner.abandon(connection, error);
      const { fields } = error;
      const transaction = statusOf(connection);
      const answer: SqlAnswer = { kind: 'results', results: [], error: fields, transaction };
      this.#after(this.#latencyUs(), () => this.#context.answer(packet, answer));
    }
  }

  #surroundingsOfJobs(): JobSurroundings {
    return {
      runner: this.#runner,
      workers: this.#workers,
      waits: this.#waits,
      now: () => this.#context.now(),
      after: (delayUs, run) => this.#after(delayUs, run),
      cancel: (timer) => this.#context.cancel(timer),
      latencyUs: () => this.#config.latencyUs(),
      slowed: (us) => this.#faults.slowed(us),
      strikes: () => this.#faults.strikes(),
      waiting: (job, by) => this.#reportWait(job.connection, by),
      finished: (job) => this.#answer(job),
    };
  }

  #reportWait(connection: Connection, by: Waiter['by']): void {
    const transaction = connection.transaction?.id ?? 0;
    const others = [...by].map((other: Transaction) => `transaction ${other.id}`).join(' and ');
    const fact: Fact = { kind: 'sql', what: 'wait', transaction, why: `waits for a lock of ${others}` };
    this.#context.fact(fact);
  }

  #answer(job: QueryJob): void {
    const { packet, connection, results, error } = job;
    connection.jobs.splice(connection.jobs.indexOf(job), 1);
    const answer: SqlAnswer = { kind: 'results', results, error, transaction: statusOf(connection) };
    this.#context.answer(packet, answer);
  }

  #latencyUs(): Micros {
    return this.#faults.slowed(this.#config.latencyUs());
  }

  #after(delayUs: Micros, run: () => void): TimerHandle {
    const life = this.#life;
    return this.#context.after(delayUs, () => {
      if (life === this.#life) this.#faults.unlessPaused(run);
    });
  }

  /** A client that stops waiting has closed its socket: the server rolls back and forgets it. */
  cancel(packet: CancelPacket): void {
    for (const call of this.#unread) {
      if (call.from === packet.from && call.exchange === packet.exchange) this.#unread.delete(call);
    }
    for (const connection of this.#connections.of(packet.from)) {
      if (connection.jobs.some((job) => job.packet.exchange === packet.exchange)) this.#close(connection);
      else if (connection.openedBy === packet.exchange || connection.watch?.exchange === packet.exchange)
        this.#abandon(connection);
    }
  }

  /** Nobody listens for the end of it. */
  #abandon(connection: Connection): void {
    connection.watch = null;
    this.#close(connection);
  }

  disconnect(packet: DisconnectPacket): void {
    for (const call of this.#unread) if (call.from === packet.from) this.#unread.delete(call);
    for (const connection of this.#connections.of(packet.from)) this.#abandon(connection);
  }

  #close(connection: Connection): void {
    this.#connections.remove(connection);
    for (const job of connection.jobs.splice(0)) job.drop();
    this.#runner.close(connection);
    const { watch } = connection;
    connection.watch = null;
    if (watch) this.#context.answer(watch, { kind: 'terminated' } satisfies SqlAnswer);
  }

  stop(): void {
    this.#life += 1;
    this.#faults.forgetHeld();
    this.#unread.clear();
    this.#waits.clear();
    this.#workers.reset();
    for (const connection of this.#connections.all()) this.#runner.close(connection);
    this.#connections.clear();
  }

  dispose(): void {
    this.#database.dispose();
  }

  /** What was committed is all there: PostgreSQL's log saw to it. */
  start(): void {
    this.#workers.reset();
  }

  fault(verb: string, sizes: Readonly<Record<string, unknown>>): () => void {
    return this.#faults.apply(verb, sizes);
  }

  dump(): unknown {
    return this.#database.dump();
  }

  rowsOf(tables: readonly string[]): readonly TableRows[] {
    return this.#random.setAside(() => rowsOf(this.#database, tables));
  }

  replaceRows(given: readonly TableRows[], empty: boolean): void {
    const store = { database: this.#database, runner: this.#runner, cache: this.#cache };
    replaceRows({ name: this.#config.name, ...store }, given, empty);
  }

  remember(moment: number | null): void {
    this.#random.setAside(() => this.#database.remember(moment));
  }

  forget(before: number): void {
    this.#random.setAside(() => this.#database.forget(before));
  }

  look(question: ServerQuestion): unknown {
    const at = 'past' in question ? (question.past ?? null) : null;
    return this.#random.setAside(() => {
      switch (question.kind) {
        case 'load':
          return { connections: this.#connections.size, waiting: this.#workers.queued + this.#waits.size };
        case 'tables':
          return tablesOf(this.#database, at);
        case 'table':
          return newestRows(this.#database, question.table, question.newest, at);
        case 'query':
          return lookUp(this.#database, question.sql, question.rowsMax, at);
        default:
          return undefined;
      }
    });
  }
}
