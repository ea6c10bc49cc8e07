import { childrenOf, relationExists, tableNamed } from '../dialect/catalog.ts';
import { newScope } from '../dialect/plan.ts';
import { quoteName } from '../dialect/quoting.ts';
import { renderQuery } from '../dialect/queries/select.ts';
import { SqlFailure, undefinedTable } from '../sql-failure.ts';
import type { Definition } from '../syntax/statement.ts';
import { alterTable } from './alter-table.ts';
import { createTable, nameWith, uniqueName } from './create-table.ts';
import type { SchemaEditor } from './schema-editor.ts';

type Kind<Name extends Definition['kind']> = Extract<Definition, { kind: Name }>;

/** Applies one statement of the schema and names it as the server's command tag does. */
export function define(editor: SchemaEditor, definition: Definition): string {
  switch (definition.kind) {
    case 'create table':
      createTable(editor, definition);
      return 'CREATE';
    case 'create index':
      createIndex(editor, definition);
      return 'CREATE';
    case 'create view':
      createView(editor, definition);
      return 'CREATE';
    case 'create sequence':
      if (mayCreate(editor, definition.name, definition.ifNotExists)) {
        editor.createSequence(definition.name, definition.start);
      }
      return 'CREATE';
    case 'drop':
      for (const name of definition.names) drop(editor, definition, name);
      return 'DROP';
    case 'alter table':
      alterTable(editor, definition);
      return 'ALTER';
    case 'truncate':
      truncate(editor, definition);
      return 'TRUNCATE';
  }
}

function mayCreate(editor: SchemaEditor, name: string, ifNotExists: boolean): boolean {
  if (!relationExists(editor.catalog, name)) return true;
  if (ifNotExists) return false;
  throw new SqlFailure('42P07', `relation "${name}" already exists`);
}

function createIndex(editor: SchemaEditor, definition: Kind<'create index'>): void {
  const table = tableNamed(editor.catalog, definition.table, definition.offset);
  if (definition.name !== null && !mayCreate(editor, definition.name, definition.ifNotExists)) return;
  const parts = definition.keys.map(({ expression }) =>
    expression.kind === 'column' ? expression.name : expression.kind === 'call' ? expression.name : 'expr',
  );
  const name = definition.name ?? uniqueName(editor, nameWith(table.name, parts, 'idx'));
  editor.createIndex({
    name,
    table: table.name,
    unique: definition.unique,
    constraint: null,
    keys: definition.keys,
    where: definition.where,
  });
}

function createView(editor: SchemaEditor, definition: Kind<'create view'>): void {
  const { views } = editor.catalog;
  if (!definition.orReplace || !views.has(definition.name)) mayCreate(editor, definition.name, false);
  // Rendered to be checked: the view itself is expanded wherever it is used.
  renderQuery(newScope(editor.catalog), definition.query);
  editor.update({ views: new Map(views).set(definition.name, { name: definition.name, query: definition.query }) });
}

function drop(editor: SchemaEditor, { what, ifExists, cascade }: Kind<'drop'>, name: string): void {
  const { tables, views, indexes, sequences } = editor.catalog;
  const present = { table: tables, view: views, index: indexes, sequence: sequences }[what].has(name);
  if (!present) {
    if (ifExists) return;
    if (what === 'table' || what === 'view') throw new SqlFailure('42P01', `${what} "${name}" does not exist`);
    throw what === 'index' ? new SqlFailure('42704', `index "${name}" does not exist`) : undefinedTable(name);
  }
  if (what === 'table') dropTable(editor, name, cascade);
  else if (what === 'index') dropIndex(editor, name);
  else if (what === 'sequence') dropSequence(editor, name);
  else {
    const rest = new Map(views);
    rest.delete(name);
    editor.update({ views: rest });
  }
}

function dropTable(editor: SchemaEditor, name: string, cascade: boolean): void {
  for (const { table, key } of childrenOf(editor.catalog, name)) {
    if (table.name === name) continue;
    if (!cascade) {
      throw new SqlFailure('2BP01', `cannot drop table ${name} because other objects depend on it`, {
        detail: `constraint ${key.name} on table ${table.name} depends on table ${name}`,
        hint: 'Use DROP ... CASCADE to drop the dependent objects too.',
      });
    }
    const current = editor.table(table.name);
    editor.rewriteTable({ ...current, foreignKeys: current.foreignKeys.filter((other) => other.name !== key.name) });
  }
  editor.dropTable(name);
}

function dropIndex(editor: SchemaEditor, name: string): void {
  const index = editor.catalog.indexes.get(name)!;
  if (index.constraint !== null) {
    throw new SqlFailure(
      '2BP01',
      `cannot drop index ${name} because constraint ${name} on table ${index.table} requires it`,
      {
        hint: `You can drop constraint ${name} on table ${index.table} instead.`,
      },
    );
  }
  editor.dropIndex(name);
}

function dropSequence(editor: SchemaEditor, name: string): void {
  for (const table of editor.catalog.tables.values()) {
    if (table.columns.some((column) => column.sequence === name)) {
      throw new SqlFailure('2BP01', `cannot drop sequence ${name} because other objects depend on it`);
    }
  }
  editor.dropSequence(name);
}

function truncate(editor: SchemaEditor, { tables, restartIdentity, cascade }: Kind<'truncate'>): void {
  const chosen = new Set(tables);
  for (const name of chosen) {
    const table = editor.table(name);
    for (const child of childrenOf(editor.catalog, name)) {
      if (chosen.has(child.table.name)) continue;
      if (!cascade) {
        throw new SqlFailure('0A000', 'cannot truncate a table referenced in a foreign key constraint', {
          detail: `Table "${child.table.name}" references "${name}".`,
          hint: `Truncate table "${child.table.name}" at the same time, or use TRUNCATE ... CASCADE.`,
        });
      }
      // A set grows while it is walked, so that the children's children come too.
      chosen.add(child.table.name);
    }
    if (!restartIdentity) continue;
    for (const column of table.columns) if (column.sequence) editor.restartSequence(column.sequence);
  }
  // All at once: rows may refer to each other in a ring.
  editor.query('pragma defer_foreign_keys = on');
  for (const name of chosen) editor.query(`delete from ${quoteName(name)} where true`);
}
