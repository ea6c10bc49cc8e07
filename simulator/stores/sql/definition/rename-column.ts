import type { Table } from '../dialect/catalog.ts';
import type { SchemaEditor } from './schema-editor.ts';

/**
 * The column's new name in everything that belongs to the schema: keys, checks, indexes, references of other tables.
 * Views and the queries of services are not touched; they break, as they do in production (PostgreSQL's own views
 * would follow, since it keeps them by column number).
 */
export function renameInDefinitions(editor: SchemaEditor, table: Table, from: string, to: string): void {
  const rename = (name: string): string => (name === from ? to : name);
  const tables = new Map(editor.catalog.tables);
  for (const [name, other] of tables) {
    const own = name === table.name;
    tables.set(name, {
      ...other,
      columns: own ? other.columns.map((column) => ({ ...column, name: rename(column.name) })) : other.columns,
      checks: own ? renamed(other.checks, from, to) : other.checks,
      foreignKeys: other.foreignKeys.map((key) => ({
        ...key,
        columns: own ? key.columns.map(rename) : key.columns,
        parentColumns: key.parent === table.name ? key.parentColumns.map(rename) : key.parentColumns,
      })),
    });
  }
  const indexes = new Map(editor.catalog.indexes);
  for (const [name, index] of indexes) {
    if (index.table === table.name)
      indexes.set(name, { ...index, ...renamed({ keys: index.keys, where: index.where }, from, to) });
  }
  editor.update({ tables, indexes });
}

function renamed<Value>(value: Value, from: string, to: string): Value {
  if (Array.isArray(value)) return value.map((item: unknown) => renamed(item, from, to)) as Value;
  if (value === null || typeof value !== 'object') return value;
  const part = value as Record<string, unknown>;
  const isColumn = part['kind'] === 'column' && part['name'] === from;
  const entries = Object.entries(part).map(([key, member]): [string, unknown] => [
    key,
    isColumn && key === 'name' ? to : renamed(member, from, to),
  ]);
  return Object.fromEntries(entries) as Value;
}
