import {
  childrenOf,
  columnNamed,
  columnsOf,
  indexesOf,
  relationExists,
  type Column,
  type Table,
} from '../dialect/catalog.ts';
import { defaultOf } from '../dialect/queries/change.ts';
import { newScope } from '../dialect/plan.ts';
import { quoteName } from '../dialect/quoting.ts';
import { tableSql } from '../dialect/table-sql.ts';
import { SqlFailure } from '../sql-failure.ts';
import type { AlterAction, ConstraintDefinition, Definition } from '../syntax/statement.ts';
import { addKey, checkDefault, makeColumn, withCheck, withReference } from './create-table.ts';
import { renameInDefinitions } from './rename-column.ts';
import type { SchemaEditor } from './schema-editor.ts';

export function alterTable(editor: SchemaEditor, definition: Extract<Definition, { kind: 'alter table' }>): void {
  if (definition.ifExists && !editor.catalog.tables.has(definition.table)) return;
  let name = definition.table;
  for (const action of definition.actions) {
    const table = editor.table(name, definition.offset);
    if (action.kind === 'rename table') {
      renameTable(editor, table, action.to);
      name = action.to;
    } else {
      alter(editor, table, action);
    }
  }
}

function alter(editor: SchemaEditor, table: Table, action: Exclude<AlterAction, { kind: 'rename table' }>): void {
  switch (action.kind) {
    case 'add column':
      return addColumn(editor, table, action);
    case 'drop column':
      return dropColumn(editor, table, action);
    case 'rename column':
      return renameColumn(editor, table, action.column, action.to);
    case 'set default': {
      const column = { ...existing(table, action.column), default: action.default };
      checkDefault(editor, column);
      return editor.putTable(withColumn(table, column));
    }
    case 'set not null':
      return setNotNull(editor, table, action.column, action.notNull);
    case 'add constraint':
      return addConstraint(editor, table, action.constraint);
    case 'drop constraint':
      return dropConstraint(editor, table, action);
  }
}

function existing(table: Table, name: string): Column {
  const column = columnNamed(table, name);
  if (!column) throw new SqlFailure('42703', `column "${name}" of relation "${table.name}" does not exist`);
  return column;
}

function withColumn(table: Table, column: Column): Table {
  return { ...table, columns: table.columns.map((old) => (old.name === column.name ? column : old)) };
}

function addColumn(editor: SchemaEditor, table: Table, action: Extract<AlterAction, { kind: 'add column' }>): void {
  if (columnNamed(table, action.column.name)) {
    if (action.ifNotExists) return;
    throw new SqlFailure('42701', `column "${action.column.name}" of relation "${table.name}" already exists`);
  }
  const id = Math.max(0, ...table.columns.map((column) => column.id)) + 1;
  const column = makeColumn(editor, table.name, action.column, id);
  checkDefault(editor, column);
  const wide: Table = { ...table, columns: [...table.columns, { ...column, notNull: false }] };
  // SQLite reads null where a stored row ends before the column.
  editor.rewriteTable(wide);
  if (column.default) {
    const value = defaultOf(newScope(editor.catalog), column);
    editor.query(`update ${quoteName(table.name)} set ${quoteName(column.name)} = ${value}`);
  }
  if (column.notNull) setNotNull(editor, wide, column.name, true);
  for (const constraint of action.column.constraints) addConstraint(editor, editor.table(table.name), constraint);
}

function setNotNull(editor: SchemaEditor, table: Table, name: string, notNull: boolean): void {
  const column = existing(table, name);
  if (notNull) {
    const [found] = editor.query(`select 1 from ${quoteName(table.name)} where ${quoteName(name)} is null limit 1`);
    if (found) {
      throw new SqlFailure('23502', `column "${name}" of relation "${table.name}" contains null values`, {
        table: table.name,
        column: name,
      });
    }
  }
  editor.rewriteTable(withColumn(table, { ...column, notNull }));
}

function dropColumn(editor: SchemaEditor, table: Table, action: Extract<AlterAction, { kind: 'drop column' }>): void {
  if (action.ifExists && !columnNamed(table, action.column)) return;
  const column = existing(table, action.column);
  for (const { table: child, key } of childrenOf(editor.catalog, table.name)) {
    if (!key.parentColumns.includes(column.name)) continue;
    if (!action.cascade) {
      throw new SqlFailure(
        '2BP01',
        `cannot drop column ${column.name} of table ${table.name} because other objects depend on it`,
        {
          detail: `constraint ${key.name} on table ${child.name} depends on column ${column.name} of table ${table.name}`,
          hint: 'Use DROP ... CASCADE to drop the dependent objects too.',
        },
      );
    }
    const current = editor.table(child.name);
    editor.rewriteTable({ ...current, foreignKeys: current.foreignKeys.filter((other) => other.name !== key.name) });
  }
  for (const index of indexesOf(editor.catalog, table.name)) {
    if (mentions(index.keys, column.name) || mentions(index.where, column.name)) editor.dropIndex(index.name);
  }
  // What mentions the column goes first: SQLite would refuse to drop it otherwise.
  const current = editor.table(table.name);
  editor.rewriteTable({
    ...current,
    checks: current.checks.filter((check) => !mentions(check.expression, column.name)),
    foreignKeys: current.foreignKeys.filter((key) => !key.columns.includes(column.name)),
  });
  editor.query(`alter table ${quoteName(table.name)} drop column ${quoteName(column.name)}`);
  if (column.sequence) editor.dropSequence(column.sequence);
  const rest = editor.table(table.name);
  editor.putTable({ ...rest, columns: rest.columns.filter((other) => other.name !== column.name) });
}

/** Whether an expression names the column. */
function mentions(value: unknown, name: string): boolean {
  if (Array.isArray(value)) return value.some((item) => mentions(item, name));
  if (value === null || typeof value !== 'object') return false;
  const part = value as { readonly kind?: unknown; readonly name?: unknown };
  return (
    (part.kind === 'column' && part.name === name) || Object.values(value).some((member) => mentions(member, name))
  );
}

function renameColumn(editor: SchemaEditor, table: Table, from: string, to: string): void {
  existing(table, from);
  if (columnNamed(table, to)) {
    throw new SqlFailure('42701', `column "${to}" of relation "${table.name}" already exists`);
  }
  editor.query(`alter table ${quoteName(table.name)} rename column ${quoteName(from)} to ${quoteName(to)}`);
  renameInDefinitions(editor, table, from, to);
}

function renameTable(editor: SchemaEditor, table: Table, to: string): void {
  if (relationExists(editor.catalog, to)) throw new SqlFailure('42P07', `relation "${to}" already exists`);
  editor.query(`alter table ${quoteName(table.name)} rename to ${quoteName(to)}`);
  const tables = new Map(editor.catalog.tables);
  tables.delete(table.name);
  tables.set(to, { ...table, name: to });
  for (const [name, other] of tables) {
    const foreignKeys = other.foreignKeys.map((key) => (key.parent === table.name ? { ...key, parent: to } : key));
    tables.set(name, { ...other, foreignKeys });
  }
  const indexes = new Map(editor.catalog.indexes);
  for (const [name, index] of indexes) if (index.table === table.name) indexes.set(name, { ...index, table: to });
  editor.update({ tables, indexes });
}

function addConstraint(editor: SchemaEditor, table: Table, constraint: ConstraintDefinition): void {
  if (constraint.kind === 'primary key' || constraint.kind === 'unique') {
    if (constraint.kind === 'primary key') {
      const present = indexesOf(editor.catalog, table.name).some((index) => index.constraint === 'primary key');
      if (present) throw new SqlFailure('42P16', `multiple primary keys for table "${table.name}" are not allowed`);
      for (const column of constraint.columns) setNotNull(editor, editor.table(table.name), column, true);
    }
    return addKey(editor, editor.table(table.name), constraint);
  }
  if (constraint.kind === 'check') {
    const checked = withCheck(editor, table, constraint);
    editor.rewriteTable(checked);
    const { name } = checked.checks.at(-1)!;
    const [broken] = editor.query(`pragma integrity_check(${quoteName(table.name)})`);
    if (broken?.[0] === 'ok') return;
    throw new SqlFailure('23514', `check constraint "${name}" of relation "${table.name}" is violated by some row`, {
      table: table.name,
      constraint: name,
    });
  }
  if (constraint.kind !== 'references') return;
  const referring = withReference(editor, table, constraint);
  tableSql(editor.catalog, referring);
  editor.rewriteTable(referring);
  const { name } = referring.foreignKeys.at(-1)!;
  const [orphan] = editor.query(`pragma foreign_key_check(${quoteName(table.name)})`);
  if (!orphan) return;
  throw new SqlFailure('23503', `insert or update on table "${table.name}" violates foreign key constraint "${name}"`, {
    table: table.name,
    constraint: name,
  });
}

function dropConstraint(
  editor: SchemaEditor,
  table: Table,
  action: Extract<AlterAction, { kind: 'drop constraint' }>,
): void {
  const { name } = action;
  const index = editor.catalog.indexes.get(name);
  if (index?.table === table.name && index.constraint !== null) {
    const columns = [...(columnsOf(index) ?? [])].sort().join();
    for (const { table: child, key } of childrenOf(editor.catalog, table.name)) {
      if ([...key.parentColumns].sort().join() !== columns) continue;
      throw new SqlFailure(
        '2BP01',
        `cannot drop constraint ${name} on table ${table.name} because other objects depend on it`,
        {
          detail: `constraint ${key.name} on table ${child.name} depends on index ${name}`,
        },
      );
    }
    return editor.dropIndex(name);
  }
  const checks = table.checks.filter((check) => check.name !== name);
  const foreignKeys = table.foreignKeys.filter((key) => key.name !== name);
  if (checks.length < table.checks.length || foreignKeys.length < table.foreignKeys.length) {
    return editor.rewriteTable({ ...table, checks, foreignKeys });
  }
  if (action.ifExists) return;
  throw new SqlFailure('42704', `constraint "${name}" of relation "${table.name}" does not exist`);
}
