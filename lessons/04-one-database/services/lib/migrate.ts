import type { Pool } from 'pg';
import { transaction } from './db.ts';

/** What was done is written down in the same transaction, so that no restart does it again. */
export async function migrate(pool: Pool, migrations: readonly string[]): Promise<void> {
  await pool.query('create table if not exists migrations (statement text primary key)');
  for (const statement of migrations) {
    await transaction(pool, async (db) => {
      const { rows } = await db.query(
        'insert into migrations (statement) values ($1) on conflict do nothing returning statement',
        [statement],
      );
      if (rows.length > 0) await db.query(statement);
    });
  }
}
