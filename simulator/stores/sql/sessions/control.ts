import type { Fact } from '../../../wire/facts.ts';
import type { SqlField, SqlResult } from '../../../wire/sql-protocol.ts';
import { notSupported, SqlFailure } from '../sql-failure.ts';
import type { Control, Isolation, Statement } from '../syntax/statement.ts';
import type { Database } from '../transactions/database.ts';
import { bytesOf, oidOf, scalar } from '../types/sql-type.ts';
import type { Connection } from './connection.ts';
import { checkSetting, initialSettings } from './settings.ts';

interface Surroundings {
  readonly database: Database;
  readonly fact: (fact: Fact) => void;
}

const kinds: ReadonlySet<string> = new Set([
  'begin',
  'commit',
  'rollback',
  'savepoint',
  'release',
  'rollback to',
  'set',
  'set transaction',
  'show',
]);

export function isControl(statement: Statement): statement is Control {
  return kinds.has(statement.kind);
}

const survivesFailure = ['commit', 'rollback', 'rollback to'];

export function runControl(surroundings: Surroundings, connection: Connection, statement: Control): SqlResult {
  if (connection.failed && !survivesFailure.includes(statement.kind)) {
    throw new SqlFailure('25P02', 'current transaction is aborted, commands ignored until end of transaction block');
  }
  switch (statement.kind) {
    case 'begin':
      begin(surroundings, connection, statement);
      return tag('BEGIN');
    case 'commit':
      return tag(commit(surroundings, connection));
    case 'rollback':
      rollback(surroundings, connection);
      return tag('ROLLBACK');
    case 'savepoint':
      savepoint(connection, statement.name);
      return tag('SAVEPOINT');
    case 'release':
      releaseSavepoint(connection, statement.name);
      return tag('RELEASE');
    case 'rollback to':
      rollbackTo(surroundings, connection, statement.name);
      return tag('ROLLBACK');
    case 'set transaction':
      setModes(connection, statement.isolation, statement.readOnly);
      return tag('SET');
    case 'set':
      set(connection, statement);
      return tag('SET');
    case 'show':
      return show(connection, statement.name);
  }
}

function tag(command: string): SqlResult {
  return { command, rowCount: null, fields: [], rows: [] };
}

/** A second BEGIN is only warned of, as in PostgreSQL. */
function begin(
  { database, fact }: Surroundings,
  connection: Connection,
  statement: Extract<Control, { kind: 'begin' }>,
): void {
  if (connection.block !== 'explicit') {
    connection.block = 'explicit';
    connection.transaction ??= database.begin(connection.processId, 'by word');
    fact({ kind: 'sql', what: 'begin', transaction: connection.transaction.id });
  }
  setModes(connection, statement.isolation, statement.readOnly);
}

function setModes(connection: Connection, isolation: Isolation | null, readOnly: boolean): void {
  const { transaction } = connection;
  if (transaction === null) return;
  if (isolation !== null) transaction.isolation = isolation;
  if (readOnly) transaction.readOnly = true;
}

function commit(surroundings: Surroundings, connection: Connection): 'COMMIT' | 'ROLLBACK' {
  const { transaction } = connection;
  if (transaction === null) return 'COMMIT';
  if (connection.failed) {
    rollback(surroundings, connection);
    return 'ROLLBACK';
  }
  try {
    surroundings.database.checkCommit(transaction);
  } catch (error) {
    rollback(surroundings, connection);
    throw error;
  }
  surroundings.database.commit(transaction);
  if (connection.block === 'explicit') surroundings.fact({ kind: 'sql', what: 'commit', transaction: transaction.id });
  leave(connection);
  return 'COMMIT';
}

function rollback({ database, fact }: Surroundings, connection: Connection): void {
  const { transaction } = connection;
  if (transaction === null) return;
  if (!transaction.over) database.rollback(transaction);
  if (connection.block === 'explicit') fact({ kind: 'sql', what: 'rollback', transaction: transaction.id });
  leave(connection);
}

function leave(connection: Connection): void {
  connection.transaction = null;
  connection.block = 'none';
  connection.failed = false;
  if (connection.settingsBefore) connection.settings = connection.settingsBefore;
  connection.settingsBefore = null;
}

function savepoint(connection: Connection, name: string): void {
  const { transaction } = connection;
  if (transaction === null || connection.block !== 'explicit') {
    throw new SqlFailure('25P01', 'SAVEPOINT can only be used in transaction blocks');
  }
  if (transaction.catalog !== null) throw notSupported('SAVEPOINT after a schema change in the same transaction');
  transaction.savepoints.push({ name, images: transaction.images.length, locks: transaction.locks.length });
}

function findSavepoint(connection: Connection, name: string): number {
  const index = connection.transaction?.savepoints.findLastIndex((candidate) => candidate.name === name) ?? -1;
  if (index < 0) throw new SqlFailure('3B001', `savepoint "${name}" does not exist`);
  return index;
}

function releaseSavepoint(connection: Connection, name: string): void {
  if (connection.block !== 'explicit') {
    throw new SqlFailure('25P01', 'RELEASE SAVEPOINT can only be used in transaction blocks');
  }
  connection.transaction!.savepoints.length = findSavepoint(connection, name);
}

function rollbackTo({ database }: Surroundings, connection: Connection, name: string): void {
  if (connection.block !== 'explicit') {
    throw new SqlFailure('25P01', 'ROLLBACK TO SAVEPOINT can only be used in transaction blocks');
  }
  const index = findSavepoint(connection, name);
  const transaction = connection.transaction!;
  const { images, locks } = transaction.savepoints[index]!;
  database.rollbackTo(transaction, images, locks);
  transaction.savepoints.length = index + 1;
  connection.failed = false;
}

function set(connection: Connection, { name, value, local }: Extract<Control, { kind: 'set' }>): void {
  const wanted = value ?? initialSettings[name]!;
  checkSetting(name, wanted);
  if (local && connection.block === 'none') return;
  if (connection.transaction !== null) connection.settingsBefore ??= new Map(connection.settings);
  connection.settings.set(name, wanted);
  // Without LOCAL it outlives the transaction.
  if (!local) connection.settingsBefore?.set(name, wanted);
}

function show(connection: Connection, name: string): SqlResult {
  const value =
    name === 'transaction_isolation'
      ? (connection.transaction?.isolation ?? 'read committed')
      : connection.settings.get(name);
  if (value === undefined) throw new SqlFailure('42704', `unrecognized configuration parameter "${name}"`);
  const type = scalar('text');
  const field: SqlField = [name, 0, 0, oidOf(type), bytesOf(type), -1];
  return { command: 'SHOW', rowCount: null, fields: [field], rows: [[value]] };
}
