import { Pool, type QueryResultRow } from 'pg';

/** A pool, or one connection of it inside a transaction: queries do not care which. */
export interface Db {
  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
}

/** Whoever waits for ever for an answer that was lost on its way sends no news any more. */
const patienceMs = 2_000;

export function openDatabase(): Pool {
  const connectionString = process.env.DATABASE_URL!;
  const pool = new Pool({ connectionString, query_timeout: patienceMs, connectionTimeoutMillis: patienceMs });
  pool.on('error', (failure) => console.warn('lost a connection to the database:', failure.message));
  return pool;
}

/** All of `work` or nothing. A connection on which something went wrong is closed: what it began ends with it. */
export async function transaction<Result>(pool: Pool, work: (db: Db) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (failure) {
    client.release(true);
    throw failure;
  }
}
