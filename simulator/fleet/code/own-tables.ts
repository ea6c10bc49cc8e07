import type { Fleet, Service, Store } from '../fleet.ts';

/** Tables that a store's files create, by the names that they are given there. */
function tablesOf({ scripts }: Store): string[] {
  return scripts.flatMap(({ text }) =>
    [...text.matchAll(/\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?"?(\w+)/gi)].map((found) => found[1]!),
  );
}

/** Those that a service's code names where statements name tables. */
function tablesNamedBy({ files }: Service, tables: readonly string[]): string[] {
  const named = new Set(
    Object.values(files).flatMap((text) =>
      [...text.matchAll(/\b(?:from|into|update|join|table)\s+"?(\w+)/gi)].map((found) => found[1]!),
    ),
  );
  return tables.filter((table) => named.has(table));
}

/** What a service keeps in a store: the tables of it that its code names. */
export function keptTables(service: Service, store: Store): readonly string[] {
  return tablesNamedBy(service, tablesOf(store));
}

/** The same, and with whom it shares one of them. */
export function keptIn(
  fleet: Fleet,
  service: Service,
  store: Store,
): { readonly tables: readonly string[]; readonly shared: { readonly table: string; readonly by: string } | null } {
  const tables = keptTables(service, store);
  for (const other of fleet.services) {
    if (other.name === service.name || !Object.values(other.uses).includes(store.name)) continue;
    const [table] = tablesNamedBy(other, tables);
    if (table !== undefined) return { tables, shared: { table, by: other.name } };
  }
  return { tables, shared: null };
}

export function hasTables(store: Store, tables: readonly string[]): boolean {
  const there = tablesOf(store);
  return tables.every((table) => there.includes(table));
}

/** The files of a store that are about these tables. */
export function scriptsAbout({ scripts }: Store, tables: readonly string[]): Store['scripts'] {
  const about = new RegExp(
    `\\b(?:create\\s+table(?:\\s+if\\s+not\\s+exists)?|insert\\s+into)\\s+"?(?:${tables.join('|')})\\b`,
    'i',
  );
  return scripts.filter(({ text }) => about.test(text));
}

/** The SQL store that a service uses in a role; its only one where no role is named. */
export function sqlStoreOf(
  fleet: Fleet,
  service: Service,
  role?: string,
): { readonly role: string; readonly store: Store } | null {
  const used = Object.entries(service.uses).flatMap(([each, name]) => {
    const store = fleet.stores.find((other) => other.name === name && other.engine === 'sql');
    return store && (role === undefined || role === each) ? [{ role: each, store }] : [];
  });
  return used.length === 1 ? used[0]! : null;
}
