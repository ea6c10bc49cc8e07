import type pgTypes from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import type { SqliteEngine } from '../../../stores/sql/sqlite-engine.ts';
import { nodeSqlite } from '../../../stores/sql/testing/node-sqlite.ts';
import { TestProcess } from '../../../stores/sql/testing/test-process.ts';
import { TestWorld, type TestWorldSettings } from '../../../stores/sql/testing/test-world.ts';
import { createPg } from '../create-pg.ts';

let sqlite: SqliteEngine;
beforeAll(async () => {
  sqlite = await nodeSqlite();
});

const schema = 'create table jobs (id serial primary key, name text)';

function given(config: pgTypes.PoolConfig = {}, settings: TestWorldSettings = {}) {
  const world = new TestWorld(sqlite, { schema, ...settings });
  const process = new TestProcess(world);
  const pg = createPg(process.bridge) as unknown as typeof pgTypes;
  const pool = new pg.Pool({ connectionString: 'postgres://shop@orders-db/orders', ...config });
  return { world, process, pg, pool };
}

function reasonOf(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => new Error('it went well'),
    (error: Error) => error,
  );
}

describe('lending', () => {
  test('clients are made as they are needed, up to max, and used again', async () => {
    const { world, pool } = given({ max: 2 });
    const seen: string[] = [];
    for (const event of ['connect', 'acquire', 'release', 'remove'] as const) pool.on(event, () => seen.push(event));
    await world.settled(Promise.all([1, 2, 3, 4].map((number) => pool.query('select $1::int', [number]))));
    expect([pool.totalCount, pool.idleCount, pool.waitingCount]).toEqual([2, 2, 0]);
    expect(seen.filter((event) => event === 'connect')).toHaveLength(2);
    expect(seen.filter((event) => event === 'acquire')).toHaveLength(4);
    expect(seen.filter((event) => event === 'release')).toHaveLength(4);
  });

  test('who waits longer than connectionTimeoutMillis is told so, exactly then', async () => {
    const { world, pool } = given({ max: 1, connectionTimeoutMillis: 200 });
    const client = await world.settled(pool.connect());
    const askedMs = world.nowMs;
    const error = await world.settled(reasonOf(pool.query('select 1')));
    expect(error.message).toBe('timeout exceeded when trying to connect');
    expect(world.nowMs - askedMs).toBe(200);
    expect(pool.waitingCount).toBe(0);
    client.release();
    expect((await world.settled(pool.query('select 1 as a'))).rows).toEqual([{ a: 1 }]);
  });

  test('a server that never answers a new connection is given up with pg’s other words', async () => {
    const { world, pool } = given({ connectionTimeoutMillis: 300 });
    world.cutLink();
    const error = await world.settled(reasonOf(pool.query('select 1')));
    expect(error.message).toBe('Connection terminated due to connection timeout');
    expect(world.nowMs).toBe(300);
    expect(pool.totalCount).toBe(0);
  });

  test('waiters are served in order, each in its own trace', async () => {
    const { world, process, pool } = given({ max: 1 });
    const traces: (string | undefined)[] = [];
    const ask = (letter: string) => {
      const context = { traceId: letter.repeat(32), spanId: letter.repeat(16) };
      return process.under(context, () =>
        pool.query('select 1').then(() => {
          traces.push(process.bridge.currentTrace()?.traceId.slice(0, 1));
        }),
      );
    };
    await world.settled(Promise.all(['a', 'b', 'c'].map(ask)));
    expect(traces).toEqual(['a', 'b', 'c']);
    const queries = world.spans().filter((span) => span.name === 'SELECT');
    expect(queries.map((span) => span.traceId.slice(0, 1))).toEqual(['a', 'b', 'c']);
    const waits = world.spans().filter((span) => span.name === 'pg-pool.connect');
    expect(waits).toHaveLength(3);
    expect(waits[2]!.endUs - waits[2]!.startUs).toBeGreaterThan(waits[1]!.endUs - waits[1]!.startUs);
  });

  test('a client given back twice is an error', async () => {
    const { world, pool } = given();
    const client = await world.settled(pool.connect());
    client.release();
    expect(() => client.release()).toThrow('Release called on client which has already been released to the pool.');
  });

  test('a client given back with an error is thrown away, and the server rolls back', async () => {
    const { world, pool } = given();
    const client = await world.settled(pool.connect());
    await world.settled(client.query('begin'));
    await world.settled(client.query("insert into jobs (name) values ('lost')"));
    client.release(new Error('mine'));
    await world.run(10);
    expect(pool.totalCount).toBe(0);
    expect(world.rows('jobs')).toEqual([]);
  });

  test('an idle client is closed after idleTimeoutMillis', async () => {
    const { world, pool } = given({ idleTimeoutMillis: 1000 });
    await world.settled(pool.query('select 1'));
    await world.run(990);
    expect(pool.totalCount).toBe(1);
    await world.run(20);
    expect(pool.totalCount).toBe(0);
  });

  test('connect takes a callback with done', async () => {
    const { world, pool } = given();
    const rows = new Promise<unknown>((resolve) => {
      pool.connect((error, client, done) => {
        void client!.query('select 7 as a').then((result) => {
          done();
          resolve(error ?? result.rows);
        });
      });
    });
    expect(await world.settled(rows)).toEqual([{ a: 7 }]);
    expect(pool.idleCount).toBe(1);
  });

  test('an ended pool waits for what is lent, and lends no more', async () => {
    const { world, pool } = given();
    const client = await world.settled(pool.connect());
    const ended = pool.end();
    await expect(world.settled(pool.query('select 1'))).rejects.toThrow(
      'Cannot use a pool after calling end on the pool',
    );
    await expect(pool.end()).rejects.toThrow('Called end on pool more than once');
    client.release();
    await world.settled(ended);
    expect(pool.totalCount).toBe(0);
  });
});

describe('the server', () => {
  test('that is down refuses the connection as a socket would', async () => {
    const { world, pool } = given();
    world.stopStore();
    const error = await world.settled(reasonOf(pool.query('select 1')));
    expect(error).toMatchObject({
      code: 'ECONNREFUSED',
      syscall: 'connect',
      message: 'connect ECONNREFUSED orders-db:5432',
    });
  });

  test('that does not exist is not found', async () => {
    const { world, pg } = given();
    const client = new pg.Client({ host: 'nowhere' });
    const error = await world.settled(reasonOf(client.connect()));
    expect(error).toMatchObject({ code: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND nowhere', hostname: 'nowhere' });
  });

  test('that has no connection left says so', async () => {
    const { world, pool } = given({ max: 5 }, { connections: 2 });
    const answers = await world.settled(Promise.allSettled([1, 2, 3].map(() => pool.query('select pg_sleep(0.05)'))));
    expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(answers[2]).toMatchObject({ reason: { code: '53300', message: 'sorry, too many clients already' } });
  });

  test('that dies in the middle of a query ends the connection unexpectedly', async () => {
    const { world, pool } = given();
    const asked = reasonOf(pool.query('select pg_sleep(1)'));
    await world.run(50);
    world.stopStore();
    expect((await world.settled(asked)).message).toBe('Connection terminated unexpectedly');
    expect(pool.totalCount).toBe(0);
  });

  test('that dies under an idle client tells the pool, and without a listener the process', async () => {
    const { world, pool, process } = given();
    const heard: string[] = [];
    pool.on('error', (error) => heard.push(error.message));
    await world.settled(pool.query('select 1'));
    world.stopStore();
    await world.run(5);
    expect(heard).toEqual(['Connection terminated unexpectedly']);
    expect(pool.totalCount).toBe(0);
    world.startStore();
    pool.removeAllListeners('error');
    await world.settled(pool.query('select 1'));
    world.stopStore();
    await world.run(5);
    expect(process.uncaught).toMatchObject([{ message: 'Connection terminated unexpectedly' }]);
  });

  test('that dies under an idle client is heard of by the client’s own listeners first', async () => {
    const { world, pool } = given();
    const heard: string[] = [];
    pool.on('connect', (client) => client.on('error', () => heard.push('client')));
    pool.on('error', () => heard.push('pool'));
    await world.settled(pool.query('select 1'));
    world.stopStore();
    await world.run(10);
    expect(heard).toEqual(['client', 'pool']);
    expect(pool.totalCount).toBe(0);
  });

  test('rolls back what a killed process had open', async () => {
    const { world, process, pool } = given();
    const client = await world.settled(pool.connect());
    await world.settled(client.query('begin'));
    await world.settled(client.query("insert into jobs (name) values ('half done')"));
    process.kill();
    await world.run(5);
    expect(world.rows('jobs')).toEqual([]);
    expect(world.sqlFacts('rollback')).toHaveLength(1);
  });

  test('stops a statement at statement_timeout; query_timeout only stops the waiting', async () => {
    const { world, pool } = given({ statement_timeout: 100 });
    const error = await world.settled(reasonOf(pool.query('select pg_sleep(5)')));
    expect(error).toMatchObject({ code: '57014', message: 'canceling statement due to statement timeout' });
    const impatient = given({ query_timeout: 100 });
    const late = await impatient.world.settled(reasonOf(impatient.pool.query('select pg_sleep(1)')));
    expect(late.message).toBe('Query read timeout');
  });

  test('answers the queries of one client one after the other', async () => {
    const { world, pg } = given();
    const client = new pg.Client('postgres://shop@orders-db/orders');
    await world.settled(client.connect());
    const order: number[] = [];
    const asked = [0.03, 0.01, 0.02].map((seconds, index) =>
      client.query('select pg_sleep($1)', [seconds]).then(() => order.push(index)),
    );
    await world.settled(Promise.all(asked));
    expect(order).toEqual([0, 1, 2]);
    await world.settled(client.end());
    await expect(world.settled(client.query('select 1'))).rejects.toThrow('not queryable');
  });
});
