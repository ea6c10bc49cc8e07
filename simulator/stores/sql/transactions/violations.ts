import { columnsOf, indexesOf, tableNamed, type Catalog, type Table } from '../dialect/catalog.ts';
import type { Plan } from '../dialect/plan.ts';
import { quoteName } from '../dialect/quoting.ts';
import type { Sequences } from '../functions/sequences.ts';
import type { RowChange, SqliteDatabase } from '../sqlite-engine.ts';
import { SqlFailure } from '../sql-failure.ts';
import { withDetail } from './culprit.ts';
import { toText, type StoredValue } from '../types/text-codec.ts';

export interface FailedStatement {
  readonly sqlite: SqliteDatabase;
  readonly catalog: Catalog;
  readonly plan: Plan | null;
  readonly values: readonly StoredValue[];
  /** Puts the sequences back to where they were before the statement. */
  readonly undoNumbers: () => void;
  readonly sequences: Sequences;
}

/** SQLite itself has undone what the statement did until it failed. */
export function failureOf(error: unknown, failed: FailedStatement): SqlFailure {
  if (error instanceof SqlFailure) return error;
  const { sqlite, catalog, plan, values } = failed;
  const message = error instanceof Error ? error.message : String(error);
  if (message === 'FOREIGN KEY constraint failed' && plan) return brokenReference(failed, plan);
  const violation = violationOf(catalog, message, plan?.change?.table ?? null);
  if (!violation) throw new Error(`SQLite refused what the translator wrote: ${message}\n${plan?.sql ?? ''}`);
  if (!plan?.candidates) return violation;
  // The rows' values, computed once more apart from the table, with the same numbers of sequences.
  const again = failed.sequences.mark();
  failed.undoNumbers();
  // Each parameter has to occur in the text, or SQLite would not take its value.
  const mentioned = values.map((_, index) => `(?${index + 1} is null or true) and `).join('');
  const rows = sqlite.run(`select * from (${plan.candidates}) where ${mentioned}true limit ${candidatesMax}`, values);
  again();
  const candidates = rows.map(([row, ...rest]) => ({ row: row === null ? null : Number(row), values: rest }));
  return withDetail(sqlite, catalog, violation, candidates);
}

/** Beyond so many rows an error goes without its detail. */
const candidatesMax = 1000;

function brokenReference({ sqlite, catalog, values, undoNumbers }: FailedStatement, plan: Plan): SqlFailure {
  sqlite.takeChanges();
  undoNumbers();
  sqlite.run('savepoint trial');
  sqlite.run('pragma defer_foreign_keys = on');
  try {
    sqlite.run(plan.sql, values);
    return foreignKeyViolation(sqlite, catalog, sqlite.takeChanges());
  } finally {
    sqlite.run('rollback to trial');
    sqlite.run('release trial');
    sqlite.run('pragma defer_foreign_keys = off');
  }
}

/** PostgreSQL's words for what SQLite refused; null for an error that no statement should be able to cause. */
function violationOf(catalog: Catalog, message: string, target: string | null): SqlFailure | null {
  const [, kind, subject = ''] = /^(UNIQUE|NOT NULL|CHECK) constraint failed: (.*)$/.exec(message) ?? [];
  if (kind === 'UNIQUE') return uniqueViolation(catalog, subject);
  if (kind === 'NOT NULL') return notNullViolation(subject);
  if (kind === 'CHECK') return checkViolation(catalog, subject, target);
  if (message.startsWith('database or disk is full')) return diskFull('base');
  return null;
}

function uniqueViolation(catalog: Catalog, subject: string): SqlFailure {
  const named = /^index '(.*)'$/.exec(subject);
  const columns = subject.split(', ').map((part) => part.slice(part.indexOf('.') + 1));
  const table = named ? catalog.indexes.get(named[1]!)?.table : subject.slice(0, subject.indexOf('.'));
  const index = named
    ? catalog.indexes.get(named[1]!)
    : indexesOf(catalog, table!).find(
        (candidate) => candidate.unique && columnsOf(candidate)?.join() === columns.join(),
      );
  const constraint = index?.name ?? subject;
  return new SqlFailure('23505', `duplicate key value violates unique constraint "${constraint}"`, {
    schema: 'public',
    ...(table === undefined ? {} : { table }),
    constraint,
  });
}

function notNullViolation(subject: string): SqlFailure {
  const [table = '', column = ''] = subject.split('.');
  return new SqlFailure(
    '23502',
    `null value in column "${column}" of relation "${table}" violates not-null constraint`,
    { schema: 'public', table, column },
  );
}

function checkViolation(catalog: Catalog, constraint: string, target: string | null): SqlFailure {
  const owners = [...catalog.tables.values()].filter((table) =>
    table.checks.some((check) => check.name === constraint),
  );
  const table = owners.find((owner) => owner.name === target)?.name ?? owners[0]?.name ?? '';
  return new SqlFailure('23514', `new row for relation "${table}" violates check constraint "${constraint}"`, {
    schema: 'public',
    table,
    constraint,
  });
}

function diskFull(path: string): SqlFailure {
  return new SqlFailure('53100', `could not extend file "${path}/16384/16385": No space left on device`, {
    hint: 'Check free disk space.',
  });
}

/** SQLite does not say which foreign key failed. With checks put off the rows stand, and can be asked. */
function foreignKeyViolation(sqlite: SqliteDatabase, catalog: Catalog, changes: readonly RowChange[]): SqlFailure {
  const [broken] = sqlite.run('pragma foreign_key_check');
  if (!broken) throw new Error('a foreign key failed and none is broken');
  const table = tableNamed(catalog, String(broken[0]));
  const row = Number(broken[1]);
  const key = foreignKeyNumbered(sqlite, table, Number(broken[3]));
  const columns = key.columns.map(quoteName).join(', ');
  const [values] = sqlite.run(`select ${columns} from ${quoteName(table.name)} where rowid = ?1`, [row]);
  const shown = key.columns.map((name, position) => {
    const column = table.columns.find((candidate) => candidate.name === name)!;
    return toText(column.type, values![position]!);
  });
  const written = changes.some((change) => change.table === table.name && change.row === row);
  const extras = { schema: 'public', table: table.name, constraint: key.name };
  if (written) {
    return new SqlFailure(
      '23503',
      `insert or update on table "${table.name}" violates foreign key constraint "${key.name}"`,
      {
        ...extras,
        detail: `Key (${key.columns.join(', ')})=(${shown.join(', ')}) is not present in table "${key.parent}".`,
      },
    );
  }
  return new SqlFailure(
    '23503',
    `update or delete on table "${key.parent}" violates foreign key constraint "${key.name}" on table "${table.name}"`,
    {
      ...extras,
      detail: `Key (${key.parentColumns.join(', ')})=(${shown.join(', ')}) is still referenced from table "${table.name}".`,
    },
  );
}

/** SQLite counts a table's foreign keys from the last one declared. */
function foreignKeyNumbered(sqlite: SqliteDatabase, table: Table, number: number) {
  const columns = sqlite
    .run(`pragma foreign_key_list(${quoteName(table.name)})`)
    .filter((part) => Number(part[0]) === number)
    .map((part) => String(part[3]));
  const key = table.foreignKeys.find((candidate) => candidate.columns.join() === columns.join());
  if (!key) throw new Error(`${table.name} has no foreign key over ${columns.join()}`);
  return key;
}
