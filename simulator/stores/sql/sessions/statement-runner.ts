import type { Fact } from '../../../wire/facts.ts';
import type { SqlResult } from '../../../wire/sql-protocol.ts';
import { SqlFailure } from '../sql-failure.ts';
import type { Delete, Insert, Query, Update } from '../syntax/ast.ts';
import type { Definition, Statement } from '../syntax/statement.ts';
import type { Database } from '../transactions/database.ts';
import type { Ending, Transaction } from '../transactions/transaction.ts';
import type { Connection } from './connection.ts';
import { isControl, runControl } from './control.ts';
import type { StatementCache } from './statement-cache.ts';

export type StatementOutcome =
  | {
      readonly kind: 'done';
      readonly result: SqlResult;
      readonly rows: number;
      readonly scannedRows: number;
      readonly sleepUs: number;
    }
  | { readonly kind: 'blocked'; readonly transaction: Transaction; readonly by: ReadonlySet<Transaction> };

/** What stops writes, if anything does. */
export interface Ailments {
  readonly readOnly: boolean;
  readonly full: boolean;
}

export class StatementRunner {
  readonly #database: Database;
  readonly #cache: StatementCache;
  readonly #fact: (fact: Fact) => void;
  readonly #ailments: Ailments;

  constructor(database: Database, cache: StatementCache, ailments: Ailments, fact: (fact: Fact) => void) {
    this.#database = database;
    this.#cache = cache;
    this.#ailments = ailments;
    this.#fact = fact;
  }

  /** Runs it all, but for what a single statement's own transaction needs at its end: `finish` or `abandon`. */
  run(
    connection: Connection,
    statement: Statement,
    values: readonly (string | null)[],
    ending: Ending,
  ): StatementOutcome {
    if (isControl(statement))
      return done(runControl({ database: this.#database, fact: this.#fact }, connection, statement));
    if (connection.failed) {
      throw new SqlFailure('25P02', 'current transaction is aborted, commands ignored until end of transaction block');
    }
    connection.transaction ??= this.#database.begin(connection.processId, ending);
    if (ending === 'by word' && connection.block === 'none') connection.block = 'implicit';
    const { transaction } = connection;
    return isDefinition(statement)
      ? this.#define(connection, transaction, statement)
      : this.#execute(connection, transaction, statement, values);
  }

  #define(connection: Connection, transaction: Transaction, statement: Definition): StatementOutcome {
    this.#refuseWhenReadOnly(transaction, statement.kind.toUpperCase());
    if (this.#ailments.full && statement.kind !== 'drop' && statement.kind !== 'truncate') throw diskIsFull();
    const outcome = this.#database.define(transaction, connection, statement);
    if (outcome.kind === 'blocked') return { kind: 'blocked', transaction, by: outcome.by };
    const command = outcome.kind === 'defined' ? outcome.command : '';
    return done({ command, rowCount: null, fields: [], rows: [] });
  }

  #execute(
    connection: Connection,
    transaction: Transaction,
    statement: Query | Insert | Update | Delete,
    values: readonly (string | null)[],
  ): StatementOutcome {
    transaction.traceId ??= connection.traceId;
    const plan = this.#cache.plan(this.#database.catalogFor(transaction), statement);
    if (plan.locking) this.#refuseWhenReadOnly(transaction, `SELECT FOR ${plan.locking.strength.toUpperCase()}`);
    if (plan.change) this.#refuseWhenReadOnly(transaction, plan.command);
    if (this.#ailments.full && (plan.command === 'INSERT' || plan.command === 'UPDATE')) throw diskIsFull();
    const outcome = this.#database.execute(transaction, connection, plan, values);
    if (outcome.kind === 'blocked') {
      if (outcome.waits) return { kind: 'blocked', transaction, by: outcome.by };
      throw new SqlFailure('55P03', `could not obtain lock on row in relation "${plan.locking!.tables[0]}"`);
    }
    const result = { command: plan.command, rowCount: outcome.rowCount, fields: plan.fields, rows: outcome.rows };
    const touched = outcome.rowCount;
    return { kind: 'done', result, rows: touched, scannedRows: outcome.scannedRows, sleepUs: outcome.sleepUs };
  }

  #refuseWhenReadOnly(transaction: Transaction, command: string): void {
    if (!transaction.readOnly && !this.#ailments.readOnly) return;
    throw new SqlFailure('25006', `cannot execute ${command} in a read-only transaction`);
  }

  /** The end of a statement or text that ran without BEGIN. */
  finish(connection: Connection): void {
    const { transaction } = connection;
    if (transaction === null || connection.block === 'explicit') return;
    connection.transaction = null;
    connection.block = 'none';
    this.#database.commit(transaction);
  }

  /** After an error: an explicit transaction stays, to be rolled back by its owner. */
  abandon(connection: Connection, failure: SqlFailure): void {
    const { transaction } = connection;
    const { code, message } = failure.fields;
    this.#fact({ kind: 'sql', what: 'error', transaction: transaction?.id ?? 0, code, why: message });
    if (connection.block === 'explicit') {
      connection.failed = true;
      // Its locks go at once where nothing can bring the transaction back.
      if (transaction !== null && transaction.savepoints.length === 0) this.#database.rollback(transaction);
      return;
    }
    connection.transaction = null;
    connection.block = 'none';
    if (transaction !== null) this.#database.rollback(transaction);
  }

  /** The client is gone. */
  close(connection: Connection): void {
    const { transaction, block } = connection;
    connection.closed = true;
    connection.transaction = null;
    connection.block = 'none';
    if (transaction === null || transaction.over) return;
    this.#database.rollback(transaction);
    if (block === 'explicit')
      this.#fact({ kind: 'sql', what: 'rollback', transaction: transaction.id, why: 'the connection was closed' });
  }
}

function diskIsFull(): SqlFailure {
  return new SqlFailure('53100', 'could not extend file "base/16384/16385": No space left on device', {
    hint: 'Check free disk space.',
  });
}

function done(result: SqlResult): StatementOutcome {
  return { kind: 'done', result, rows: 0, scannedRows: 0, sleepUs: 0 };
}

const definitions: ReadonlySet<string> = new Set([
  'create table',
  'create index',
  'create view',
  'create sequence',
  'drop',
  'alter table',
  'truncate',
]);

function isDefinition(statement: Statement): statement is Definition {
  return definitions.has(statement.kind);
}
