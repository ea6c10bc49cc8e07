import { primaryKeyOf, type Catalog } from './dialect/catalog.ts';
import { quoteName } from './dialect/quoting.ts';
import type { SqliteDatabase } from './sqlite-engine.ts';
import { parseJson } from './types/json-document.ts';
import type { SqlType } from './types/sql-type.ts';
import { toText, type StoredValue } from './types/text-codec.ts';

export type StoreDump = Record<string, Record<string, unknown>[]>;

/** Rows by primary key, or as they were written where there is none. */
export function dumpTables(sqlite: SqliteDatabase, catalog: Catalog): StoreDump {
  const dump: StoreDump = {};
  for (const table of catalog.tables.values()) {
    const columns = table.columns.map((column) => quoteName(column.name)).join(', ');
    const order = (primaryKeyOf(catalog, table.name) ?? []).map(quoteName).join(', ');
    const rows = sqlite.run(`select ${columns} from ${quoteName(table.name)} order by ${order || 'rowid'}`);
    dump[table.name] = rows.map((row) =>
      Object.fromEntries(table.columns.map((column, index) => [column.name, plain(column.type, row[index]!)])),
    );
  }
  return dump;
}

/** As the `pg` library would hand it out, with times as text. */
function plain(type: SqlType, value: StoredValue): unknown {
  if (value === null) return null;
  switch (type.name) {
    case 'int2':
    case 'int4':
    case 'float4':
    case 'float8':
      return Number(value);
    case 'bool':
      return Number(value) !== 0;
    case 'json':
    case 'jsonb':
      return parseJson(String(value));
    default:
      return toText(type, value);
  }
}
