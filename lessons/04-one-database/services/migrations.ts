/** What changes the tables: one after another, each once, before this version takes requests. */
export const migrations: readonly string[] = [];
