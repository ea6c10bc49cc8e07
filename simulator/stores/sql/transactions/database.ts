import { emptyCatalog, type Catalog } from '../dialect/catalog.ts';
import { boundValues, type Plan } from '../dialect/plan.ts';
import { define } from '../definition/define.ts';
import { SchemaEditor } from '../definition/schema-editor.ts';
import { registerFunctions } from '../functions/register.ts';
import { Sequences } from '../functions/sequences.ts';
import type { SqliteDatabase } from '../sqlite-engine.ts';
import { Past } from '../onlooker/past.ts';
import type { RememberedMoment } from '../../../wire/view/server-question.ts';
import { notSupported, SqlFailure } from '../sql-failure.ts';
import type { Definition } from '../syntax/statement.ts';
import { rowTexts, type StoredValue } from '../types/text-codec.ts';
import { claim } from './locks/claim.ts';
import { LockTable } from './locks/lock-table.ts';
import { AttachedView } from './attached-view.ts';
import { ReadMemory } from './read-memory.ts';
import { RowNumbers } from './row-numbers.ts';
import { RowWriters } from './row-writers.ts';
import { ScanCounter } from './scan-counter.ts';
import { checkSnapshot, rememberReads } from './serial-order.ts';
import { surroundingsOf, type DatabaseSetting } from './database-setting.ts';
import { dumpTables, type StoreDump } from '../dump-tables.ts';
import { done, onlookersStatement } from './outcome.ts';
import type { Outcome, RowTexts, SessionView, StatementInHand } from './outcome.ts';
import { countGrowth, newTransaction, type Ending, type Transaction } from './transaction.ts';
import { failureOf } from './violations.ts';

/**
 * One database, many transactions, one SQLite connection. SQLite holds the committed state, plus the changes of at
 * most one open transaction (the attached one). Another's turn rolls these back and replays that other one's own rows
 * from memory, so each sees the latest commits and its own writes, and never anybody else's.
 */
export class Database {
  readonly locks = new LockTable();
  readonly sequences = new Sequences();
  readonly writers = new RowWriters();
  readonly #setting: DatabaseSetting;
  readonly #sqlite: SqliteDatabase;
  readonly #scans: ScanCounter;
  #catalog: Catalog = emptyCatalog;
  #lastVersion = 0;
  readonly #view: AttachedView;
  #transactions = 0;
  #commits = 0;
  #dumpBeforeDefinition: StoreDump | null = null;
  readonly #changedAt = new Map<string, number>();
  readonly #readBefore = new ReadMemory();
  readonly #rowNumbers: RowNumbers;
  readonly #past: Past;
  #current: StatementInHand | null = null;

  constructor(setting: DatabaseSetting) {
    this.#setting = setting;
    const presentUs = (): number => this.#past.lookedAtUs ?? setting.nowUs();
    const opened = (): SqliteDatabase => {
      const sqlite = setting.engine.open();
      registerFunctions(sqlite, surroundingsOf(setting, this, this.#inHand, presentUs));
      return sqlite;
    };
    this.#sqlite = opened();
    this.#scans = new ScanCounter(this.#sqlite);
    this.#past = new Past(opened);
    this.#rowNumbers = new RowNumbers(this.#sqlite, this.locks);
    this.#view = new AttachedView(this.#sqlite, (transaction) => this.catalogFor(transaction));
  }

  readonly #inHand = (): StatementInHand => {
    if (this.#current === null) throw new Error('a function of a statement ran outside of it');
    return this.#current;
  };

  catalogFor(transaction: Transaction): Catalog {
    return transaction.catalog ?? this.#catalog;
  }

  begin(processId: number, ending: Ending): Transaction {
    this.#transactions += 1;
    return newTransaction(this.#transactions, processId, this.#setting.nowUs(), ending);
  }

  /** Runs a planned statement in the transaction's view, or says who is in the way. */
  execute(transaction: Transaction, session: SessionView, plan: Plan, texts: readonly (string | null)[]): Outcome {
    const owner = this.locks.schemaOwner;
    if (owner !== null && owner !== transaction) return { kind: 'blocked', by: new Set([owner]), waits: true };
    checkSnapshot(transaction, plan.reads, this.#commits, this.#changedAt);
    const inHand: StatementInHand = { transaction, session, scannedRows: this.#scans.rowsRead(plan), sleepUs: 0 };
    this.#current = inHand;
    this.sequences.useSession(session.sequencesTaken);
    try {
      const isRead = plan.change === null && plan.locking === null;
      const outcome = isRead ? this.#read(inHand, plan, texts) : this.#write(inHand, plan, boundValues(plan, texts));
      if (outcome.kind === 'done') rememberReads(transaction, plan.reads);
      return outcome;
    } finally {
      this.#current = null;
    }
  }

  #read(inHand: StatementInHand, plan: Plan, texts: readonly (string | null)[]): Outcome {
    const { transaction } = inHand;
    const isOfCommitted = plan.isRepeatable && transaction.growth.size === 0 && transaction.catalog === null;
    const known = isOfCommitted ? this.#readBefore.find(plan, texts, this.#lastChangeOf(plan.reads)) : undefined;
    if (known !== undefined) return done(inHand, known, known.length);
    const values = boundValues(plan, texts);
    try {
      this.#view.attach(transaction);
      const rows = textsOf(plan, this.#sqlite.run(plan.sql, values));
      if (isOfCommitted) this.#readBefore.keep(plan, texts, rows);
      return done(inHand, rows, rows.length);
    } catch (error) {
      throw this.#failure(error, plan, values, () => {});
    }
  }

  #lastChangeOf(tables: ReadonlySet<string>): number {
    let last = 0;
    for (const table of tables) last = Math.max(last, this.#changedAt.get(table) ?? 0);
    return last;
  }

  #write(inHand: StatementInHand, plan: Plan, values: readonly StoredValue[]): Outcome {
    const { transaction } = inHand;
    this.#view.open(transaction, transaction.ending === 'at once' && !this.locks.othersHoldLocks(transaction));
    this.#sqlite.takeChanges();
    const undoNumbers = this.sequences.mark();
    try {
      const rows = this.#sqlite.run(plan.sql, values);
      const rowCount = plan.change === null ? rows.length : this.#sqlite.rowsModified();
      const changes = this.#rowNumbers.own(transaction, this.#sqlite.takeChanges());
      const holding = { sqlite: this.#sqlite, catalog: this.catalogFor(transaction), locks: this.locks };
      const blocked = claim(holding, transaction, plan, changes, rows);
      if (blocked !== null) {
        this.#view.detach();
        undoNumbers();
        return blocked;
      }
      countGrowth(transaction, changes);
      return done(inHand, textsOf(plan, rows), rowCount);
    } catch (error) {
      const failure = this.#failure(error, plan, values, undoNumbers);
      this.#view.detach();
      const blockers = this.#hiddenBlockers(transaction, failure);
      if (blockers.size === 0) throw failure;
      undoNumbers();
      return { kind: 'blocked', by: blockers, waits: true };
    }
  }

  /** A duplicate of a row that another transaction is about to delete is no error yet: PostgreSQL waits for it. */
  #hiddenBlockers(transaction: Transaction, failure: SqlFailure): ReadonlySet<Transaction> {
    const { code, table } = failure.fields;
    return code === '23505' && table !== undefined ? this.locks.keyChangersOf(transaction, table) : new Set();
  }

  /** Schema changes wait until nobody else has written anything, and then keep everybody out until they commit. */
  define(
    transaction: Transaction,
    session: SessionView,
    definition: Definition,
  ): Outcome | { kind: 'defined'; command: string } {
    if (transaction.savepoints.length > 0) throw notSupported('a schema change after SAVEPOINT');
    const others = this.locks.otherHolders(transaction);
    if (others.length > 0) return { kind: 'blocked', by: new Set(others), waits: true };
    if (!transaction.single && transaction.catalog === null) this.#dumpBeforeDefinition = this.dump();
    this.#view.open(transaction, false);
    this.locks.takeSchema(transaction);
    this.#current = { transaction, session, scannedRows: 0, sleepUs: 0 };
    this.#sqlite.takeChanges();
    const editor = new SchemaEditor(this.catalogFor(transaction), this.#sqlite, this.sequences, () =>
      this.#newVersion(),
    );
    try {
      const command = define(editor, definition);
      transaction.catalog = editor.catalog;
      return { kind: 'defined', command };
    } catch (error) {
      const failure = this.#failure(error, null, [], () => {});
      // What else it has defined goes with it: a transaction that has changed the schema does not outlive an error.
      this.#view.detach();
      throw failure;
    } finally {
      this.#sqlite.takeChanges();
      this.#current = null;
    }
  }

  #newVersion(): number {
    return ++this.#lastVersion;
  }

  commit(transaction: Transaction): void {
    if (transaction.images.length > 0 && transaction.catalog === null) this.#view.attach(transaction);
    this.#view.commit(transaction);
    this.writers.note(transaction);
    this.#past.note(transaction);
    this.#commits += 1;
    for (const table of transaction.growth.keys()) this.#changedAt.set(table, this.#commits);
    this.#scans.grow(transaction.growth);
    if (transaction.catalog !== null) {
      for (const name of this.#catalog.sequences)
        if (!transaction.catalog.sequences.has(name)) this.sequences.drop(name);
      this.#catalog = transaction.catalog;
      this.#scans.countAgain([...this.#catalog.tables.keys()]);
      for (const table of this.#catalog.tables.keys()) this.#changedAt.set(table, this.#commits);
    }
    this.#finish(transaction);
  }

  /** Refuses a commit that would leave no serial order. */
  checkCommit(transaction: Transaction): void {
    if (transaction.growth.size > 0) checkSnapshot(transaction, transaction.reads, this.#commits, this.#changedAt);
  }

  rollback(transaction: Transaction): void {
    this.#view.leave(transaction);
    this.#finish(transaction);
  }

  #finish(transaction: Transaction): void {
    transaction.over = true;
    this.locks.release(transaction);
    this.#setting.ended(transaction);
  }

  rollbackTo(transaction: Transaction, images: number, locks: number): void {
    this.#view.leave(transaction);
    transaction.images.length = images;
    this.locks.release(transaction, locks);
    this.#setting.ended(transaction);
  }

  #failure(error: unknown, plan: Plan | null, values: readonly StoredValue[], undoNumbers: () => void): SqlFailure {
    const catalog = this.catalogFor(this.#inHand().transaction);
    return failureOf(error, { sqlite: this.#sqlite, catalog, plan, values, undoNumbers, sequences: this.sequences });
  }

  /** What is committed, to somebody who looks in from outside: the queries that `see` runs leave nothing behind. */
  look<Seen>(see: (sqlite: SqliteDatabase, catalog: Catalog) => Seen): Seen {
    if (this.locks.schemaOwner !== null) throw new SqlFailure('55P03', 'a change of the schema is not over yet');
    this.#view.detach();
    return this.#asOnlooker(this.#setting.nowUs(), () => see(this.#sqlite, this.#catalog));
  }

  /** The same of a moment that was remembered. */
  lookBack<Seen>(at: RememberedMoment, see: (sqlite: SqliteDatabase, catalog: Catalog) => Seen): Seen {
    return this.#asOnlooker(at.atUs, () => this.#past.look(at, see));
  }

  #asOnlooker<Seen>(atUs: number, see: () => Seen): Seen {
    const undoNumbers = this.sequences.mark();
    this.#current = onlookersStatement(newTransaction(0, 0, atUs, 'with its statement'));
    this.sequences.useSession(this.#current.session.sequencesTaken);
    try {
      return see();
    } finally {
      this.#current = null;
      undoNumbers();
    }
  }

  /** What is committed now can be looked at for ever after, by the moment's number; null says that this will be asked. */
  remember(moment: number | null): void {
    if (moment === null) return this.#past.prepare();
    if (this.locks.schemaOwner !== null || !this.#past.hasNews(this.#catalog)) return;
    this.#view.detach();
    this.#past.record(moment, this.#sqlite, this.#catalog, this.writers);
  }

  dispose(): void {
    this.#sqlite.close();
    this.#past.close();
  }

  /** What is committed, table by table. */
  dump(): StoreDump {
    // A schema change cannot be set aside; while it is open nothing else can commit, so what was there before it holds.
    if (this.#dumpBeforeDefinition !== null && this.locks.schemaOwner !== null) return this.#dumpBeforeDefinition;
    this.#view.detach();
    return dumpTables(this.#sqlite, this.#catalog);
  }
}

function textsOf(plan: Plan, rows: readonly StoredValue[][]): RowTexts {
  return rows.map((row) => rowTexts(plan.columnTypes, row));
}
