import { beforeAll, describe, expect, test } from 'vitest';
import type { SqliteEngine } from './sqlite-engine.ts';
import { nodeSqlite } from './testing/node-sqlite.ts';
import { TestClient } from './testing/test-session.ts';
import { TestWorld } from './testing/test-world.ts';

let sqlite: SqliteEngine;
beforeAll(async () => {
  sqlite = await nodeSqlite();
});

const schema = `
  create table accounts (id int primary key, balance int not null);
  insert into accounts values (1, 100), (2, 100);
  create table doctors (name text primary key, on_call boolean not null);
  insert into doctors values ('ann', true), ('bob', true);
`;

function given() {
  const world = new TestWorld(sqlite, { schema });
  const client = new TestClient(world);
  return { world, ann: client.session(), bob: client.session() };
}

describe('deadlock', () => {
  test('of two transactions ends one of them, after a second, and the other goes on', () => {
    const { world, ann, bob } = given();
    ann.run('begin');
    bob.run('begin');
    ann.run('update accounts set balance = balance - 1 where id = 1');
    bob.run('update accounts set balance = balance - 1 where id = 2');
    const first = ann.ask('update accounts set balance = balance + 1 where id = 2');
    world.runFor(100);
    const second = bob.ask('update accounts set balance = balance + 1 where id = 1');
    world.runFor(800);
    expect([first.answeredAtUs, second.answeredAtUs]).toEqual([null, null]);
    world.runFor(200);
    const outcomes = [first, second].map((asked) => asked.answer?.error?.code ?? asked.answer?.results[0]?.command);
    expect(outcomes).toEqual(['40P01', 'UPDATE']);
    expect(first.answer?.error?.message).toBe('deadlock detected');
    expect(world.sqlFacts('error')).toMatchObject([{ code: '40P01' }]);
    bob.run('commit');
    ann.run('rollback');
    // The victim tries once more, as clients are told to.
    ann.run('begin');
    ann.run('update accounts set balance = balance - 1 where id = 1');
    ann.run('update accounts set balance = balance + 1 where id = 2');
    ann.run('commit');
    expect(world.rows('accounts')).toEqual([
      { id: 1, balance: 100 },
      { id: 2, balance: 100 },
    ]);
  });

  test('is not mistaken for a long wait', () => {
    const { world, ann, bob } = given();
    ann.run('begin');
    ann.run('update accounts set balance = 0 where id = 1');
    const waiting = bob.ask('update accounts set balance = 1 where id = 1');
    world.runFor(5000);
    expect(waiting.answeredAtUs).toBeNull();
    ann.run('commit');
    world.runFor(10);
    expect(waiting.answer?.error).toBeNull();
  });
});

describe('lock_timeout and statement_timeout', () => {
  test('end a wait with their own codes', () => {
    const { ann, bob } = given();
    ann.run('begin');
    ann.run('update accounts set balance = 0 where id = 1');
    bob.run("set lock_timeout = '50ms'");
    expect(bob.error('delete from accounts where id = 1')).toMatchObject({
      code: '55P03',
      message: 'canceling statement due to lock timeout',
    });
    bob.run('set lock_timeout = 0');
    bob.run('set statement_timeout to 70');
    expect(bob.error('delete from accounts where id = 1').code).toBe('57014');
  });

  test('set local holds until the transaction ends', () => {
    const { ann } = given();
    ann.run('begin');
    ann.run("set local statement_timeout = '1s'");
    expect(ann.value('show statement_timeout')).toBe('1s');
    ann.run('commit');
    expect(ann.value('show statement_timeout')).toBe('0');
  });
});

describe('savepoints', () => {
  test('bring back the state and undo an error', () => {
    const { world, ann, bob } = given();
    ann.run('begin');
    ann.run('update accounts set balance = 1 where id = 1');
    ann.run('savepoint a');
    ann.run('update accounts set balance = 2 where id = 2');
    expect(bob.value('select sum(balance) from accounts')).toBe('200');
    expect(ann.error('select 1 / 0').code).toBe('22012');
    expect(ann.error('select 1').code).toBe('25P02');
    ann.run('rollback to savepoint a');
    expect(ann.rows('select balance from accounts order by id')).toEqual([{ balance: '1' }, { balance: '100' }]);
    // The lock taken after the savepoint is free again.
    expect(bob.run('update accounts set balance = 50 where id = 2').rowCount).toBe(1);
    ann.run('release a');
    ann.run('commit');
    expect(world.rows('accounts')).toEqual([
      { id: 1, balance: 1 },
      { id: 2, balance: 50 },
    ]);
    expect(ann.error('rollback to a').code).toBe('25P01');
  });
});

describe('isolation levels', () => {
  test('read committed lets two transactions overwrite each other’s reading', () => {
    const { world, ann, bob } = given();
    const read = [ann, bob].map((session) => {
      session.run('begin');
      return Number(session.value('select balance from accounts where id = 1'));
    });
    ann.run(`update accounts set balance = ${read[0]! - 10} where id = 1`);
    ann.run('commit');
    bob.run(`update accounts set balance = ${read[1]! - 10} where id = 1`);
    bob.run('commit');
    expect(world.rows('accounts')[0]).toEqual({ id: 1, balance: 90 });
  });

  test('repeatable read refuses the second of them', () => {
    const { ann, bob } = given();
    for (const session of [ann, bob]) {
      session.run('begin isolation level repeatable read');
      session.run('select balance from accounts where id = 1');
    }
    ann.run('update accounts set balance = balance - 10 where id = 1');
    ann.run('commit');
    expect(bob.error('update accounts set balance = balance - 10 where id = 1')).toMatchObject({
      code: '40001',
      message: 'could not serialize access due to concurrent update',
    });
  });

  test('serializable refuses a write skew, and one of the two goes through', () => {
    const { world, ann, bob } = given();
    for (const session of [ann, bob]) {
      session.run('begin isolation level serializable');
      expect(session.value('select count(*) from doctors where on_call')).toBe('2');
    }
    ann.run("update doctors set on_call = false where name = 'ann'");
    bob.run("update doctors set on_call = false where name = 'bob'");
    ann.run('commit');
    expect(bob.error('commit').code).toBe('40001');
    expect(bob.value('select count(*) from doctors where on_call')).toBe('1');
    expect(world.rows('doctors')).toEqual([
      { name: 'ann', on_call: false },
      { name: 'bob', on_call: true },
    ]);
  });
});

describe('schema changes', () => {
  test('are undone by rollback and unseen before commit', () => {
    const { world, ann, bob } = given();
    ann.run('begin');
    ann.run('create table extra (id serial primary key, name text)');
    ann.run("insert into extra (name) values ('x')");
    const waiting = bob.ask('select * from accounts');
    world.runFor(100);
    // PostgreSQL would make only users of a changed table wait.
    expect(waiting.answeredAtUs).toBeNull();
    expect(world.store.dump()).not.toHaveProperty('extra');
    ann.run('rollback');
    world.runFor(10);
    expect(waiting.answer?.results[0]?.rowCount).toBe(2);
    expect(ann.error('select * from extra').code).toBe('42P01');
    ann.run('create table extra (id int)');
    expect(world.store.dump()).toHaveProperty('extra');
  });

  test('wait for who has written and not ended', () => {
    const { world, ann, bob } = given();
    ann.run('begin');
    ann.run('update accounts set balance = 7 where id = 1');
    const waiting = bob.ask('alter table accounts rename column balance to amount');
    world.runFor(100);
    expect(waiting.answeredAtUs).toBeNull();
    ann.run('commit');
    world.runFor(10);
    expect(waiting.answer?.error).toBeNull();
    expect(ann.error('select balance from accounts')).toMatchObject({
      code: '42703',
      message: 'column "balance" does not exist',
    });
  });

  test('in a text of several statements count as one transaction', () => {
    const { world, ann } = given();
    expect(ann.error('create table t (id int); insert into t values (1); select 1 / 0').code).toBe('22012');
    expect(world.store.dump()).not.toHaveProperty('t');
    ann.run('create table t (id int); insert into t values (1)');
    expect(world.rows('t')).toEqual([{ id: 1 }]);
  });
});
