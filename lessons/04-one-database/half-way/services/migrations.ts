/** What changes the tables: one after another, each once, before this version takes requests. */
export const migrations: readonly string[] = ['alter table orders rename column total_cents to price_cents'];
