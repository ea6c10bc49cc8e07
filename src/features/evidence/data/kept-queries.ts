import { remember, remembered } from '../../../browser/storage.ts';

const keyOf = (store: string): string => `flotilla.query.${store}`;

/** What was last written to ask that store; at first, how many rows its first table has. */
export function keptQuery(store: string, tables: readonly string[]): string {
  const kept = remembered(keyOf(store));
  if (typeof kept === 'string') return kept;
  return tables[0] === undefined ? '' : `select count(*) from ${tables[0]}`;
}

export function keepQuery(store: string, sql: string): void {
  remember(keyOf(store), sql);
}
