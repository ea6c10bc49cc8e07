import { Pool, type QueryResultRow } from 'pg';

/** A pool, or one connection of it inside a transaction: queries do not care which. */
export interface Db {
  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
}

export function openDatabase(url = process.env.DATABASE_URL): Pool {
  const pool = new Pool({ connectionString: url });
  // Without a listener the loss of a connection that nobody is using would end the process.
  pool.on('error', (failure) => console.warn('lost a connection to the database:', failure.message));
  return pool;
}

/** All of `work` or nothing: whatever it throws undoes every statement it made. */
export async function transaction<Result>(pool: Pool, work: (db: Db) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (failure) {
    await client.query('rollback');
    throw failure;
  } finally {
    client.release();
  }
}
