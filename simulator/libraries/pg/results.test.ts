import type pgTypes from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import type { SqliteEngine } from '../../stores/sql/sqlite-engine.ts';
import { nodeSqlite } from '../../stores/sql/testing/node-sqlite.ts';
import { TestProcess } from '../../stores/sql/testing/test-process.ts';
import { TestWorld } from '../../stores/sql/testing/test-world.ts';
import { createPg } from './create-pg.ts';

let sqlite: SqliteEngine;
beforeAll(async () => {
  sqlite = await nodeSqlite();
});

const schema = `
  create table users (id serial primary key, email text not null unique, age int, credit numeric(8,2), born date,
    vip boolean default false, profile jsonb, seen timestamptz, score float8, visits bigint default 0);
`;

/** Typed by the declarations that service code is checked with. */
function given() {
  const world = new TestWorld(sqlite, { schema });
  const process = new TestProcess(world);
  const pg = createPg(process.bridge) as unknown as typeof pgTypes;
  const pool = new pg.Pool({ connectionString: 'postgres://shop:secret@orders-db:5432/orders' });
  return { world, process, pg, pool };
}

describe('what a query gives', () => {
  test('a row is a plain object, its columns in order, whatever they are called', async () => {
    const { world, pool } = given();
    const text = 'select 1 as b, 2 as a, 3 as b, 4 as "constructor", 5 as "__proto__", 6 as "7"';
    const { rows } = await world.settled(pool.query(text));
    expect(Object.getPrototypeOf(rows[0])).toBe(Object.prototype);
    expect(Object.entries(rows[0] as object)).toEqual([
      ['7', 6],
      ['b', 3],
      ['a', 2],
      ['constructor', 4],
      ['__proto__', 5],
    ]);
    const plain = await world.settled(pool.query('select 1 as b, 2 as a, 3 as b'));
    expect(Object.entries(plain.rows[0] as object)).toEqual([
      ['b', 3],
      ['a', 2],
    ]);
  });

  test('each type comes as pg hands it out', async () => {
    const { world, pool } = given();
    const born = new Date('1990-05-06T00:00:00.000Z');
    const seen = new Date('2026-01-02T03:04:05.678Z');
    const inserted = await world.settled(
      pool.query(
        'insert into users (email, age, credit, born, vip, profile, seen, score) values ($1, $2, $3, $4, $5, $6, $7, $8) returning *',
        ['ann@example.org', 30, 12.5, born, true, { tags: ['a'], level: 2 }, seen, 0.25],
      ),
    );
    expect(inserted.command).toBe('INSERT');
    expect(inserted.rowCount).toBe(1);
    expect(inserted.oid).toBe(0);
    expect(inserted.rows).toEqual([
      {
        id: 1,
        email: 'ann@example.org',
        age: 30,
        credit: '12.50',
        born,
        vip: true,
        profile: { tags: ['a'], level: 2 },
        seen,
        score: 0.25,
        visits: '0',
      },
    ]);
    expect(inserted.fields[0]).toMatchObject({
      name: 'id',
      dataTypeID: 23,
      dataTypeSize: 4,
      columnID: 1,
      format: 'text',
    });
  });

  test('count and sums come as texts, since a number could not hold them', async () => {
    const { world, pool } = given();
    await world.settled(pool.query("insert into users (email, age) values ('a', 1), ('b', 2)"));
    const { rows } = await world.settled(pool.query('select count(*), sum(age), avg(age) from users'));
    expect(rows).toEqual([{ count: '2', sum: '3', avg: '1.5000000000000000' }]);
  });

  test('rowMode array, a query as an object, a callback, and a parser of one’s own', async () => {
    const { world, pool, pg } = given();
    const arrays = await world.settled(
      pool.query({ text: 'select $1::int as a, $2::text as b', values: [1, 'x'], rowMode: 'array' }),
    );
    expect(arrays.rows).toEqual([[1, 'x']]);
    const called = new Promise<unknown>((resolve) => {
      pool.query('select 1 as one', (error: Error, result: pgTypes.QueryResult) => resolve(error ?? result.rows));
    });
    expect(await world.settled(called)).toEqual([{ one: 1 }]);
    const client = new pg.Client({ host: 'orders-db', user: 'shop' });
    await world.settled(client.connect());
    client.setTypeParser(20, (value: string) => Number(value));
    expect((await world.settled(client.query('select count(*) from users'))).rows).toEqual([{ count: 0 }]);
    expect((await world.settled(pool.query('select count(*) from users'))).rows).toEqual([{ count: '0' }]);
  });

  test('a simple query of several statements gives a list of results', async () => {
    const { world, pool } = given();
    const results = (await world.settled(
      pool.query('select 1 as a; select 2 as b'),
    )) as unknown as pgTypes.QueryResult[];
    expect(results.map((result) => result.rows)).toEqual([[{ a: 1 }], [{ b: 2 }]]);
  });

  test('arrays go to any($1) and come back from array_agg', async () => {
    const { world, pool } = given();
    await world.settled(pool.query("insert into users (email) values ('a'), ('b'), ('it''s \"c\", {d}')"));
    const found = await world.settled(
      pool.query(
        'select array_agg(email order by id) as emails, array_agg(id order by id) as ids from users where email = any($1)',
        [['a', 'it\'s "c", {d}']],
      ),
    );
    expect(found.rows).toEqual([{ emails: ['a', 'it\'s "c", {d}'], ids: [1, 3] }]);
  });

  test('begin and create have no row count', async () => {
    const { world, pg } = given();
    const client = new pg.Client('postgres://shop@orders-db/orders');
    await world.settled(client.connect());
    expect(await world.settled(client.query('begin'))).toMatchObject({ command: 'BEGIN', rowCount: null, rows: [] });
    expect(await world.settled(client.query('create table t (id int)'))).toMatchObject({
      command: 'CREATE',
      rowCount: null,
    });
    expect(await world.settled(client.query('commit'))).toMatchObject({ command: 'COMMIT' });
  });
});

describe('what goes wrong in a query', () => {
  test('an error of the server has its code and parts, and is a DatabaseError', async () => {
    const { world, pool, pg } = given();
    await world.settled(pool.query("insert into users (email) values ('a')"));
    const error: unknown = await world
      .settled(pool.query("insert into users (email) values ('a')"))
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(pg.DatabaseError);
    expect(error).toMatchObject({
      name: 'error',
      severity: 'ERROR',
      code: '23505',
      message: 'duplicate key value violates unique constraint "users_email_key"',
      detail: 'Key (email)=(a) already exists.',
      schema: 'public',
      table: 'users',
      constraint: 'users_email_key',
    });
  });

  test('after an error a transaction takes nothing but its end, and commit answers ROLLBACK', async () => {
    const { world, pg } = given();
    const client = new pg.Client('postgres://shop@orders-db/orders');
    await world.settled(client.connect());
    await world.settled(client.query('begin'));
    await expect(world.settled(client.query('select nope'))).rejects.toMatchObject({ code: '42703' });
    await expect(world.settled(client.query('select 1'))).rejects.toMatchObject({
      code: '25P02',
      message: 'current transaction is aborted, commands ignored until end of transaction block',
    });
    expect(client.getTransactionStatus()).toBe('E');
    expect((await world.settled(client.query('commit'))).command).toBe('ROLLBACK');
    expect((await world.settled(client.query('select 1 as a'))).rows).toEqual([{ a: 1 }]);
  });

  test('values that are no array and names used twice are refused before anything is sent', async () => {
    const { world, pool } = given();
    await expect(world.settled(pool.query('select 1', 5 as never))).rejects.toThrow('Query values must be an array');
    const client = await world.settled(pool.connect());
    await world.settled(client.query({ name: 'one', text: 'select $1::int as a', values: [1] }));
    await expect(world.settled(client.query({ name: 'one', text: 'select 2' }))).rejects.toThrow(
      "Prepared statements must be unique - 'one' was used for a different statement",
    );
  });
});

describe('what telemetry sees', () => {
  test('each query is a client span under the request that asked, with the code of its failure', async () => {
    const { world, process, pool } = given();
    const request = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };
    await world.settled(process.under(request, () => pool.query('select * from users where id = $1', [1])));
    await world.settled(process.under(request, () => pool.query('select nope from users'))).catch(() => undefined);
    const spans = world.spans().filter((span) => span.spanKind === 'client');
    expect(spans).toHaveLength(2);
    expect(spans[0]).toMatchObject({
      traceId: request.traceId,
      parentSpanId: request.spanId,
      name: 'SELECT users',
      ok: true,
      attributes: {
        'db.system.name': 'postgresql',
        'db.namespace': 'orders',
        'db.operation.name': 'SELECT',
        'db.collection.name': 'users',
        'db.query.text': 'select * from users where id = $1',
        'server.address': 'orders-db',
        'server.port': 5432,
      },
    });
    expect(spans[1]).toMatchObject({
      ok: false,
      error: 'column "nope" does not exist',
      attributes: { 'error.type': '42703' },
    });
  });
});
