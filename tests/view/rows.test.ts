import { expect, test } from 'vitest';
import { shop, watched, watchedText } from '../support/watched-fleet.ts';

test('a row knows the request that wrote it last, in one statement or in a transaction', async () => {
  const { driver } = await watched(shop());
  await driver.advance(1_500_000);
  const rowsOf = async (store: string, table: string) => {
    const answer = await driver.ask({ about: 'table', store, table, newest: 50 });
    if (!answer.ok) throw new Error(answer.reason);
    return answer;
  };
  const routes = new Map(
    (await driver.ask({ about: 'requests', newest: 1_000 })).map(({ traceId, route }) => [traceId, route]),
  );
  for (const [store, table] of [
    ['orders-db', 'orders'],
    ['inventory-db', 'reservations'],
  ] as const) {
    const { rows, traceIds, lines } = await rowsOf(store, table);
    expect(traceIds).toHaveLength(rows.length);
    const domain = store.replace('-db', '');
    const written = lines!.filter((_, index) => traceIds![index] !== null);
    for (const line of written)
      expect(line).toMatch(new RegExp(String.raw`^services/domain/${domain}/queries\.ts:\d+$`));
    const known = traceIds!.flatMap((traceId) => routes.get(traceId ?? '') ?? []);
    expect(known.length).toBeGreaterThan(5);
    expect(new Set(known)).toEqual(new Set(['POST /orders']));
  }
  // What a script laid down before anybody came was nobody's request.
  expect(new Set((await rowsOf('users-db', 'users')).traceIds)).toEqual(new Set([null]));
  driver.dispose();
});

test('a write that was rolled back is no write: the row stays that of who wrote it before', async () => {
  const { driver } = await watchedText(
    `
services: { orders: { uses: { db: db } } }
stores: { db: { engine: sql, schema: stores/db.sql } }
traffic: { place: { to: orders, request: POST /, rate: 1/s } }
`,
    {
      'stores/db.sql': 'create table orders (id int primary key, note text)',
      'services/orders.ts': `
import pg from 'pg'
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 1 })
let count = 0
export default { fetch: async () => {
  count++
  if (count === 1) await pool.query("insert into orders values (1, 'first')")
  else {
    await pool.query('begin')
    await pool.query("update orders set note = 'later'")
    await pool.query('rollback')
  }
  return new Response('ok')
} }`,
    },
  );
  await driver.advance(6_000_000);
  const requests = await driver.ask({ about: 'requests', newest: 100 });
  expect(requests.length).toBeGreaterThan(2);
  const answer = await driver.ask({ about: 'table', store: 'db', table: 'orders', newest: 5 });
  expect(answer).toMatchObject({ ok: true, rows: [['1', 'first']], traceIds: [requests.at(-1)!.traceId] });
  driver.dispose();
});
