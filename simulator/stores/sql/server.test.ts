import { beforeAll, describe, expect, test } from 'vitest';
import type { SqliteEngine } from './sqlite-engine.ts';
import { nodeSqlite } from './testing/node-sqlite.ts';
import { TestClient } from './testing/test-session.ts';
import { TestWorld, type TestWorldSettings } from './testing/test-world.ts';

let sqlite: SqliteEngine;
beforeAll(async () => {
  sqlite = await nodeSqlite();
});

const schema = 'create table items (id serial primary key, name text not null, made timestamptz default now());';

function given(settings: TestWorldSettings = {}) {
  const world = new TestWorld(sqlite, { schema, ...settings });
  const client = new TestClient(world);
  return { world, client, session: client.session() };
}

/** From the question to the answer, in milliseconds. */
function durationMs(world: TestWorld, run: () => { answeredAtUs: number | null }): number {
  const startUs = world.nowUs;
  const asked = run();
  world.runFor(60_000);
  return (asked.answeredAtUs! - startUs) / 1000;
}

describe('time', () => {
  test('a statement takes the link twice and the server once', () => {
    const { world, session } = given({ latencyUs: () => 3000 });
    expect(durationMs(world, () => session.ask('select 1'))).toBe(4.002);
  });

  test('now() is the transaction’s start in virtual time, clock_timestamp() the present', () => {
    const { world, session } = given();
    world.runFor(4990);
    expect(session.value('select now()')).toBe('2026-01-01 00:00:05.0015+00');
    session.run('begin');
    const started = session.value('select now()');
    world.runFor(1000);
    expect(session.value('select now()')).toBe(started);
    expect(session.value("select clock_timestamp() - now() > interval '1 second'")).toBe('t');
    expect(session.value("insert into items (name) values ('x') returning made")).toBe(started);
  });

  test('rows cost time, and rows that are read without an index too', () => {
    const { world, session } = given({
      schema: `${schema} insert into items (name) select 'n' || i from generate_series(1, 20000) i;`,
    });
    const all = durationMs(world, () => session.ask('select * from items'));
    const counted = durationMs(world, () => session.ask('select count(*) from items'));
    const one = durationMs(world, () => session.ask('select * from items where id = 5'));
    expect(all).toBeCloseTo(2 + 40 + 4, 1);
    expect(counted).toBeCloseTo(2 + 4, 1);
    expect(one).toBeLessThan(2.1);
  });

  test('a few slow reports keep every core, and a small query waits for one', () => {
    const { world, client, session } = given({
      cores: 2,
      schema: `${schema} insert into items (name) select 'n' || i from generate_series(1, 20000) i;`,
    });
    const reports = [1, 2].map(() => client.session().ask('select * from items'));
    world.runFor(1);
    const small = durationMs(world, () => session.ask('select 1'));
    expect(reports.every((report) => report.answer !== null)).toBe(true);
    // The first report was asked 11 ms earlier and holds its core until 45.5 ms.
    expect(small).toBe(36.002);
  });

  test('sleeping keeps nobody’s core', () => {
    const { world, client, session } = given({ cores: 1 });
    client.session().ask('select pg_sleep(10)');
    world.runFor(5);
    expect(durationMs(world, () => session.ask('select 1'))).toBeLessThan(5);
  });
});

describe('connections', () => {
  test('beyond the limit are refused, and one that ends makes room', () => {
    const { client, session } = given({ connections: 2 });
    client.session();
    expect(client.session().refusal).toEqual({
      severity: 'FATAL',
      code: '53300',
      message: 'sorry, too many clients already',
    });
    client.call({ kind: 'terminate', connection: session.connection }, () => undefined);
    expect(client.session().refusal).toBeNull();
  });

  test('that nobody waits for any more keep no place', () => {
    const { world, client } = given({ connections: 2, latencyUs: () => 5_000_000 });
    const call = { kind: 'connect', connection: 77, user: 'shop', database: 'orders', settings: {} } as const;
    const exchange = client.call(call, () => undefined);
    world.runFor(10);
    client.cancel(exchange);
    world.runFor(10);
    const later = client.session();
    world.runFor(6000);
    expect(later.refusal).toBeNull();
  });

  test('asked for while the server is paused, by a process that died meanwhile, never come about', () => {
    const { world, client } = given({ connections: 2 });
    const undo = world.store.fault('pause', {});
    const doomed = new TestClient(world);
    doomed.session();
    doomed.disconnect();
    world.runFor(10);
    undo();
    world.runFor(10);
    expect(client.session().refusal).toBeNull();
  });

  test('of a process that is gone take their transactions and locks with them', () => {
    const { world, session } = given({ schema: `${schema} insert into items (name) values ('a');` });
    const doomed = new TestClient(world);
    const writer = doomed.session();
    writer.run('begin');
    writer.run("update items set name = 'b'");
    const waiting = session.ask("update items set name = name || '!'");
    world.runFor(100);
    expect(waiting.answeredAtUs).toBeNull();
    doomed.disconnect();
    world.runFor(10);
    expect(waiting.answer?.error).toBeNull();
    expect(world.rows('items')).toMatchObject([{ name: 'a!' }]);
    expect(world.sqlFacts('rollback')).toMatchObject([{ why: 'the connection was closed' }]);
  });

  test('whose client stops waiting for a query are closed, and the wait for the lock with them', () => {
    const { world, client, session } = given({ schema: `${schema} insert into items (name) values ('a');` });
    session.run('begin');
    session.run("update items set name = 'b'");
    const impatient = client.session();
    impatient.ask("update items set name = 'c'");
    world.runFor(50);
    client.cancel(impatient.lastExchange);
    world.runFor(10);
    session.run('commit');
    world.runFor(50);
    expect(world.rows('items')).toMatchObject([{ name: 'b' }]);
  });
});

describe('power', () => {
  test('lost keeps what was committed and forgets what was not', () => {
    const { world, client, session } = given();
    session.run("insert into items (name) values ('kept')");
    session.run('begin');
    session.run("insert into items (name) values ('lost')");
    world.stopStore();
    world.startStore();
    world.runFor(10);
    expect(session.ask('select 1')).toBeDefined();
    const again = client.session();
    expect(again.rows('select name from items')).toEqual([{ name: 'kept' }]);
    // A number once taken is not taken again.
    expect(again.value("insert into items (name) values ('next') returning id")).toBe('3');
  });

  test('lost makes old connections unknown', () => {
    const { world, session } = given();
    world.stopStore();
    world.startStore();
    const asked = session.ask('select 1');
    world.runFor(10);
    expect(asked.failure).toBe('ECONNRESET');
  });
});

describe('faults', () => {
  test('slow adds to each statement or stretches it, until undone', () => {
    const { world, session } = given();
    const usual = durationMs(world, () => session.ask('select 1'));
    const undo = world.store.fault('slow', { by: 500_000 });
    expect(durationMs(world, () => session.ask('select 1'))).toBeGreaterThanOrEqual(usual + 500);
    undo();
    const undoTimes = world.store.fault('slow', { times: 10 });
    expect(durationMs(world, () => session.ask('select 1'))).toBeCloseTo(usual + 9, 0);
    undoTimes();
    expect(durationMs(world, () => session.ask('select 1'))).toBe(usual);
  });

  test('readonly refuses what writes, and a transaction is aborted by it', () => {
    const { world, session } = given();
    const undo = world.store.fault('readonly', {});
    expect(session.error("insert into items (name) values ('x')")).toMatchObject({
      code: '25006',
      message: 'cannot execute INSERT in a read-only transaction',
    });
    expect(session.error('create table more (id int)').message).toBe(
      'cannot execute CREATE TABLE in a read-only transaction',
    );
    expect(session.value('select count(*) from items')).toBe('0');
    session.run('begin');
    session.error('delete from items');
    expect(session.error('select 1').code).toBe('25P02');
    session.run('rollback');
    undo();
    expect(session.run("insert into items (name) values ('x')").rowCount).toBe(1);
  });

  test('pause answers nothing, and what was asked meanwhile is answered when it goes on', () => {
    const { world, session } = given();
    const undo = world.store.fault('pause', {});
    const asked = session.ask("insert into items (name) values ('x')");
    world.runFor(5000);
    expect(asked.answeredAtUs).toBeNull();
    undo();
    world.runFor(10);
    expect(asked.answer?.results[0]?.rowCount).toBe(1);
  });

  test('full lets nothing grow, and deleting still goes', () => {
    const { world, session } = given();
    session.run("insert into items (name) values ('x')");
    world.store.fault('full', {});
    expect(session.error("insert into items (name) values ('y')")).toMatchObject({
      code: '53100',
      message: expect.stringMatching(/^could not extend file ".*": No space left on device$/) as string,
    });
    expect(session.run('delete from items').rowCount).toBe(1);
  });

  test('fail strikes the share of statements that it says', () => {
    const { world, session } = given();
    world.store.fault('fail', { rate: 0.25 });
    const failed = Array.from({ length: 200 }, () => session.ask('select 1'));
    world.runFor(10_000);
    const struck = failed.filter((asked) => asked.answer?.error?.code === '58030').length;
    expect(struck).toBeGreaterThan(30);
    expect(struck).toBeLessThan(70);
  });

  test('an unknown verb is refused with the list of those known', () => {
    const { world } = given();
    expect(() => world.store.fault('burn', {})).toThrow(
      'an SQL store knows the faults slow, readonly, pause, full, fail; not burn',
    );
  });
});

describe('scripts', () => {
  test('with a statement that is not supported end the start where that statement begins', () => {
    const schema =
      'create table orders (id int primary key);\n  create trigger t after insert on orders execute function f();';
    expect(() => new TestWorld(sqlite, { schema })).toThrow(/^stores\/orders\.sql:2:3 /);
  });

  test('with a mistake end the start at its file, line and column', () => {
    const broken = 'create table a (id int);\ninsert into a values (1);\ninsert into b values (1);';
    expect(() => new TestWorld(sqlite, { schema: broken })).toThrow(
      'stores/orders.sql:3:13 relation "b" does not exist',
    );
    expect(() => new TestWorld(sqlite, { schema: 'create table a (\n  id int,\n  other,\n)' })).toThrow(
      'stores/orders.sql:3:8',
    );
  });
});
