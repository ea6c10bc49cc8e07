import { quoteName } from '../dialect/quoting.ts';
import { planOf } from '../dialect/plan.ts';
import { parseStatements } from '../syntax/parse-statement.ts';
import { SqlFailure } from '../sql-failure.ts';
import { toText } from '../types/text-codec.ts';
import type { Catalog } from '../dialect/catalog.ts';
import type { Query } from '../syntax/ast.ts';
import type { Database } from '../transactions/database.ts';
import type { RememberedMoment } from '../../../wire/view/server-question.ts';
import type { SqliteDatabase } from '../sqlite-engine.ts';
import type { SqlType } from '../types/sql-type.ts';
import type { StoredValue } from '../types/text-codec.ts';
import type { RowsAnswer } from '../../../wire/view/question.ts';

/** Answers a query of somebody who is no client: what is committed now, without time, locks, or a trace in the run. */
export function lookUp(database: Database, sql: string, rowsMax: number, at: RememberedMoment | null): RowsAnswer {
  return orReason(() => {
    const query = onlyQueryOf(sql);
    return lookAt(database, at, (sqlite, catalog) => {
      const plan = planOf(catalog, query);
      if (plan.locking !== null) throw new SqlFailure('0A000', 'locking rows is for clients: leave FOR UPDATE out');
      if (plan.parameterTypes.length > 0) throw new SqlFailure('0A000', 'parameters have no values here');
      const rows = sqlite.run(`select * from (${plan.sql}) limit ${rowsMax + 1}`);
      const columns = plan.fields.map(([name]) => name);
      return answerOf(columns, plan.columnTypes, rows, rowsMax);
    });
  });
}

/** The rows that were written last, first. */
export function newestRows(database: Database, table: string, newest: number, at: RememberedMoment | null): RowsAnswer {
  return orReason(() =>
    lookAt(database, at, (sqlite, catalog) =>
      at ? rowsThen({ sqlite, catalog, table, newest }) : rowsOf(database, { sqlite, catalog, table, newest }),
    ),
  );
}

function lookAt<Seen>(
  database: Database,
  at: RememberedMoment | null,
  see: (sqlite: SqliteDatabase, catalog: Catalog) => Seen,
): Seen {
  return at ? database.lookBack(at, see) : database.look(see);
}

export function tablesOf(database: Database, at: RememberedMoment | null): readonly string[] {
  try {
    return lookAt(database, at, (_sqlite, catalog) => [...catalog.tables.keys()]);
  } catch (error) {
    if (error instanceof SqlFailure) return [];
    throw error;
  }
}

interface Look {
  readonly sqlite: SqliteDatabase;
  readonly catalog: Catalog;
  readonly table: string;
  readonly newest: number;
}

function rowsOf(database: Database, { sqlite, catalog, table: name, newest }: Look): RowsAnswer {
  const table = catalog.tables.get(name);
  if (!table) return { ok: false, reason: `there is no table ${name}` };
  const columns = table.columns.map((column) => column.name);
  const selected = columns.map(quoteName).join(', ');
  const rows = sqlite.run(`select ${selected}, rowid from ${quoteName(name)} order by rowid desc limit ${newest + 1}`);
  const types = table.columns.map((column) => column.type);
  const traceIds = rows.slice(0, newest).map((row) => database.writers.of(name, Number(row.at(-1))));
  return { ...answerOf(columns, types, rows, newest), traceIds };
}

/** Of a moment that is over: its history knows numbers and writers of its rows. */
function rowsThen({ sqlite, catalog, table: name, newest }: Look): RowsAnswer {
  const table = catalog.tables.get(name);
  if (!table) return { ok: false, reason: `there is no table ${name}` };
  const columns = table.columns.map((column) => column.name);
  const selected = columns.map(quoteName).join(', ');
  const rows = sqlite.run(
    `select ${selected}, "past trace" from ${quoteName(name)} order by "past row" desc limit ${newest + 1}`,
  );
  const types = table.columns.map((column) => column.type);
  const traceIds = rows.slice(0, newest).map((row) => row.at(-1) as string | null);
  return { ...answerOf(columns, types, rows, newest), traceIds };
}

function answerOf(
  columns: readonly string[],
  types: readonly SqlType[],
  rows: readonly StoredValue[][],
  rowsMax: number,
): Extract<RowsAnswer, { ok: true }> {
  const shown = rows.slice(0, rowsMax).map((row) => types.map((type, index) => toText(type, row[index]!)));
  return { ok: true, columns, rows: shown, more: rows.length > rowsMax };
}

function onlyQueryOf(sql: string): Query {
  const statements = parseStatements(sql);
  const [first] = statements;
  if (statements.length !== 1 || first?.kind !== 'query')
    throw new SqlFailure('0A000', 'one SELECT at a time: whoever looks may read, and nothing else');
  return first;
}

function orReason(see: () => RowsAnswer): RowsAnswer {
  try {
    return see();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { ok: false, reason: error.message };
  }
}
