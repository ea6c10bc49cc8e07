import type { TimerHandle } from '../../../wire/node-context.ts';
import type { CallPacket, Micros } from '../../../wire/packet.ts';
import type { SqlErrorFields, SqlResult } from '../../../wire/sql-protocol.ts';
import { SqlFailure } from '../sql-failure.ts';
import type { Statement } from '../syntax/statement.ts';
import type { Connection } from './connection.ts';
import type { LockWaits, Waiter } from './lock-waits.ts';
import { timeoutUs } from './settings.ts';
import type { StatementOutcome, StatementRunner } from './statement-runner.ts';
import type { Ending } from '../transactions/transaction.ts';
import type { Workers } from './workers.ts';

/** The costs that are the same for every server; the rest of a statement's time is the store's latency. */
const rowUs = 2;
const scannedRowUs = 0.2;
/** PostgreSQL looks for a deadlock only after so long a wait. */
const deadlockTimeoutUs = 1_000_000;

export interface JobSurroundings {
  readonly runner: StatementRunner;
  readonly workers: Workers;
  readonly waits: LockWaits;
  now(): Micros;
  after(delayUs: Micros, run: () => void): TimerHandle;
  cancel(timer: TimerHandle): void;
  /** What one call costs before anything is read or written. */
  latencyUs(): Micros;
  slowed(us: Micros): Micros;
  strikes(): boolean;
  waiting(job: QueryJob, by: Waiter['by']): void;
  finished(job: QueryJob): void;
}

/** One call of a client on its way through the server: its statements one after the other, each as its locks allow. */
export class QueryJob {
  readonly packet: CallPacket;
  readonly connection: Connection;
  readonly results: SqlResult[] = [];
  error: SqlErrorFields | null = null;
  readonly #statements: readonly Statement[];
  readonly #values: readonly (string | null)[];
  readonly #surroundings: JobSurroundings;
  #index = 0;
  #deadlineUs: Micros | null = null;
  #deadline: TimerHandle | null = null;
  #timer: TimerHandle | null = null;
  #hasWorker = false;
  /** How to get out of the queue for a worker or of the wait for a lock. */
  #leaveWait: (() => void) | null = null;
  readonly #stepLater = (): void => {
    this.#timer = null;
    this.#step();
  };

  constructor(
    packet: CallPacket,
    connection: Connection,
    statements: readonly Statement[],
    values: readonly (string | null)[],
    surroundings: JobSurroundings,
  ) {
    this.packet = packet;
    this.connection = connection;
    this.#statements = statements;
    this.#values = values;
    this.#surroundings = surroundings;
  }

  start(): void {
    this.#startDeadline();
    this.#withWorker(this.#surroundings.latencyUs());
  }

  /** Ends it unanswered: the client or the server is gone. */
  drop(): void {
    this.#stopDeadline();
    this.#leave();
  }

  #leave(): void {
    const { cancel } = this.#surroundings;
    if (this.#timer !== null) cancel(this.#timer);
    this.#timer = null;
    this.#releaseWorker();
    this.#leaveWait?.();
    this.#leaveWait = null;
  }

  #releaseWorker(): void {
    if (!this.#hasWorker) return;
    this.#hasWorker = false;
    this.#surroundings.workers.release();
  }

  #startDeadline(): void {
    const limitUs = timeoutUs('statement_timeout', this.connection.settings.get('statement_timeout'));
    if (limitUs === 0) return;
    const { now, after } = this.#surroundings;
    this.#deadlineUs = now() + limitUs;
    this.#deadline = after(limitUs, () => {
      this.#leave();
      this.#fail(statementTimeout());
    });
  }

  #stopDeadline(): void {
    if (this.#deadline !== null) this.#surroundings.cancel(this.#deadline);
    this.#deadline = null;
  }

  #withWorker(busyUs: Micros): void {
    const { workers } = this.#surroundings;
    if (workers.take()) return this.#holdWorker(busyUs);
    this.#leaveWait = workers.queueFor(() => {
      this.#leaveWait = null;
      this.#holdWorker(busyUs);
    });
  }

  #holdWorker(busyUs: Micros): void {
    const { after, slowed } = this.#surroundings;
    this.#hasWorker = true;
    this.#timer = after(slowed(busyUs), this.#stepLater);
  }

  /** With a worker in hand. */
  #step(): void {
    const { runner, strikes } = this.#surroundings;
    const statement = this.#statements[this.#index];
    if (statement === undefined) return this.#finish();
    try {
      if (strikes())
        throw new SqlFailure('58030', 'could not read block 0 in file "base/16384/16385": Input/output error');
      this.connection.traceId = this.packet.trace?.traceId ?? null;
      const outcome = runner.run(this.connection, statement, this.#values, this.#ending());
      if (outcome.kind === 'blocked') this.#wait(outcome);
      else this.#done(outcome);
    } catch (error) {
      if (!(error instanceof SqlFailure)) throw error;
      this.#releaseWorker();
      this.#fail(error);
    }
  }

  #ending(): Ending {
    if (this.#statements.length > 1) return 'by word';
    return this.#deadlineUs === null ? 'at once' : 'with its statement';
  }

  #done(outcome: Extract<StatementOutcome, { kind: 'done' }>): void {
    const { after, now, runner } = this.#surroundings;
    const busyUs = Math.round(outcome.rows * rowUs + outcome.scannedRows * scannedRowUs);
    // The time is known beforehand, so a statement that cannot make its deadline never takes effect.
    if (this.#deadlineUs !== null && now() + busyUs + outcome.sleepUs > this.#deadlineUs) {
      this.#releaseWorker();
      return this.#undoAtDeadline();
    }
    const isLast = this.#index + 1 === this.#statements.length;
    try {
      if (isLast) runner.finish(this.connection);
    } catch (error) {
      if (!(error instanceof SqlFailure)) throw error;
      this.#releaseWorker();
      return this.#fail(error);
    }
    this.results.push(outcome.result);
    this.#index += 1;
    if (outcome.sleepUs > 0) {
      // Sleeping takes time, but nobody's core.
      this.#releaseWorker();
      this.#timer = after(outcome.sleepUs, () => {
        this.#timer = null;
        this.#withWorker(busyUs);
      });
    } else if (busyUs > 0) {
      this.#holdWorker(busyUs);
    } else {
      this.#step();
    }
  }

  /** Locks go now, the answer when the time is up. */
  #undoAtDeadline(): void {
    const failure = statementTimeout();
    this.#surroundings.runner.abandon(this.connection, failure);
    this.error = failure.fields;
    this.#stopDeadline();
    const delayUs = this.#deadlineUs! - this.#surroundings.now();
    this.#timer = this.#surroundings.after(delayUs, () => this.#surroundings.finished(this));
  }

  #wait(outcome: Extract<StatementOutcome, { kind: 'blocked' }>): void {
    const { waits, after, cancel } = this.#surroundings;
    this.#releaseWorker();
    const timers: TimerHandle[] = [];
    const waiter: Waiter = {
      transaction: outcome.transaction,
      by: outcome.by,
      wake: () => {
        for (const timer of timers) cancel(timer);
        this.#leaveWait = null;
        this.#withWorker(0);
      },
    };
    this.#leaveWait = () => {
      for (const timer of timers) cancel(timer);
      waits.remove(waiter);
    };
    waits.add(waiter);
    this.#surroundings.waiting(this, outcome.by);
    const giveUp = (failure: SqlFailure): void => {
      this.#leave();
      this.#fail(failure);
    };
    timers.push(after(deadlockTimeoutUs, () => waits.inCycle(waiter) && giveUp(deadlock(outcome))));
    const lockLimitUs = timeoutUs('lock_timeout', this.connection.settings.get('lock_timeout'));
    if (lockLimitUs > 0) timers.push(after(lockLimitUs, () => giveUp(lockTimeout())));
  }

  #fail(failure: SqlFailure): void {
    this.#surroundings.runner.abandon(this.connection, failure);
    this.error = failure.fields;
    this.#finish();
  }

  #finish(): void {
    this.#releaseWorker();
    this.#stopDeadline();
    this.#surroundings.finished(this);
  }
}

function statementTimeout(): SqlFailure {
  return new SqlFailure('57014', 'canceling statement due to statement timeout');
}

function lockTimeout(): SqlFailure {
  return new SqlFailure('55P03', 'canceling statement due to lock timeout');
}

function deadlock({ transaction, by }: Extract<StatementOutcome, { kind: 'blocked' }>): SqlFailure {
  const lines = [...by].map(
    (other) =>
      `Process ${transaction.processId} waits for ShareLock on transaction ${other.id}; blocked by process ${other.processId}.`,
  );
  return new SqlFailure('40P01', 'deadlock detected', {
    detail: lines.join('\n'),
    hint: 'See server log for query details.',
  });
}
