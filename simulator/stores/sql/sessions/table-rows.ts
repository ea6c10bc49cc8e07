import { quoteName } from '../dialect/quoting.ts';
import { newConnection } from './connection.ts';
import type { Connection } from './connection.ts';
import type { StatementCache } from './statement-cache.ts';
import type { StatementRunner } from './statement-runner.ts';
import type { Database } from '../transactions/database.ts';
import { toText } from '../types/text-codec.ts';
import type { TableRows } from '../../../wire/node-context.ts';

/** What is committed in these tables, as they were created. */
export function rowsOf(database: Database, tables: readonly string[]): TableRows[] {
  return database.look((sqlite, catalog) =>
    [...catalog.tables.values()]
      .filter(({ name }) => tables.includes(name))
      .map(({ name, columns }) => {
        const selected = columns.map((column) => quoteName(column.name)).join(', ');
        const rows = sqlite.run(`select ${selected} from ${quoteName(name)} order by rowid`);
        return {
          table: name,
          columns: columns.map((column) => column.name),
          sequences: columns.flatMap(({ name: column, sequence }) => (sequence === null ? [] : [{ column, sequence }])),
          rows: rows.map((row) => columns.map(({ type }, index) => toText(type, row[index]!))),
        };
      }),
  );
}

interface Store {
  readonly name: string;
  readonly database: Database;
  readonly runner: StatementRunner;
  readonly cache: StatementCache;
}

/** All in one transaction, as a client would do it: rows that the schema does not take are not taken. */
export function replaceRows(
  { name, database, runner, cache }: Store,
  given: readonly TableRows[],
  empty: boolean,
): void {
  const connection = newConnection(-1, -1, -1, { processId: 0, user: name, database: name }, {});
  const run = (text: string, values: readonly (string | null)[] = []): void => {
    for (const statement of cache.parse(text)) {
      if (runner.run(connection, statement, values, 'by word').kind === 'blocked')
        throw new Error('somebody holds a lock on these rows');
    }
  };
  const all = database.look((_sqlite, catalog) => [...catalog.tables.keys()]);
  const emptied = empty ? all : all.filter((table) => given.some((each) => each.table === table));
  try {
    run('begin');
    for (const table of emptied.toReversed()) run(`delete from ${quoteName(table)}`);
    for (const table of given) fill(table, run);
    run('commit');
  } catch (error) {
    undo(connection, run);
    throw error;
  }
}

function fill(
  { table, columns, rows, sequences }: TableRows,
  run: (text: string, values?: readonly (string | null)[]) => void,
): void {
  const places = columns.map((_, index) => `$${index + 1}`).join(', ');
  const insert = `insert into ${quoteName(table)} (${columns.map(quoteName).join(', ')}) values (${places})`;
  for (const row of rows) run(insert, row);
  if (rows.length === 0) return;
  for (const { column, sequence } of sequences)
    run(`select setval('${sequence}', (select max(${quoteName(column)}) from ${quoteName(table)}))`);
}

function undo(connection: Connection, run: (text: string) => void): void {
  if (connection.block === 'explicit') run('rollback');
}
