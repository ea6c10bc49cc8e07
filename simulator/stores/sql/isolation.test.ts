import { beforeAll, describe, expect, test } from 'vitest';
import type { SqliteEngine } from './sqlite-engine.ts';
import { nodeSqlite } from './testing/node-sqlite.ts';
import { TestClient } from './testing/test-session.ts';
import { TestWorld } from './testing/test-world.ts';

let sqlite: SqliteEngine;
beforeAll(async () => {
  sqlite = await nodeSqlite();
});

const accounts = `
  create table accounts (id int primary key, owner text unique, balance numeric(10,2) not null check (balance >= 0));
  insert into accounts values (1, 'ann', 100), (2, 'bob', 50);
  create table entries (id serial primary key, account_id int not null references accounts, amount numeric(10,2));
`;

function given(schema = accounts) {
  const world = new TestWorld(sqlite, { schema });
  return { world, ann: new TestClient(world).session(), bob: new TestClient(world).session() };
}

describe('what another transaction sees', () => {
  test('a row that is not committed is seen by nobody else, and its writer sees it', () => {
    const { ann, bob } = given();
    ann.run('begin');
    ann.run('update accounts set balance = 1 where id = 1');
    expect(bob.value('select balance from accounts where id = 1')).toBe('100.00');
    expect(ann.value('select balance from accounts where id = 1')).toBe('1.00');
    ann.run('commit');
    expect(bob.value('select balance from accounts where id = 1')).toBe('1.00');
  });

  test('read committed sees what others committed in the middle of a transaction', () => {
    const { ann, bob } = given();
    ann.run('begin');
    expect(ann.value('select balance from accounts where id = 2')).toBe('50.00');
    bob.run('update accounts set balance = 60 where id = 2');
    expect(ann.value('select balance from accounts where id = 2')).toBe('60.00');
  });

  test('two open transactions keep their own writes apart, whoever speaks last', () => {
    const { ann, bob } = given();
    ann.run('begin');
    bob.run('begin');
    ann.run('update accounts set balance = 11 where id = 1');
    bob.run('update accounts set balance = 22 where id = 2');
    ann.run('insert into entries (account_id, amount) values (1, -89)');
    bob.run('insert into entries (account_id, amount) values (2, -28)');
    expect(ann.rows('select id, balance from accounts order by id')).toEqual([
      { id: '1', balance: '11.00' },
      { id: '2', balance: '50.00' },
    ]);
    expect(bob.rows('select id, balance from accounts order by id')).toEqual([
      { id: '1', balance: '100.00' },
      { id: '2', balance: '22.00' },
    ]);
    bob.run('commit');
    ann.run('commit');
    expect(ann.rows('select id, account_id, amount from entries order by id')).toEqual([
      { id: '1', account_id: '1', amount: '-89.00' },
      { id: '2', account_id: '2', amount: '-28.00' },
    ]);
  });

  test('values swapped step by step inside a transaction survive a reader in between', () => {
    const { ann, bob } = given();
    ann.run('begin');
    ann.run("update accounts set owner = 'nobody' where id = 1");
    ann.run("update accounts set owner = 'ann' where id = 2");
    ann.run("update accounts set owner = 'bob' where id = 1");
    expect(bob.value('select owner from accounts where id = 1')).toBe('ann');
    ann.run('commit');
    expect(bob.rows('select owner from accounts order by id')).toEqual([{ owner: 'bob' }, { owner: 'ann' }]);
  });
});

describe('who waits for whom', () => {
  test('a second writer of a row waits in virtual time until the first commits, and then works on what it wrote', () => {
    const { world, ann, bob } = given();
    ann.run('begin');
    ann.run('update accounts set balance = balance - 30 where id = 1');
    const waiting = bob.ask('update accounts set balance = balance - 30 where id = 1');
    world.runFor(250);
    expect(waiting.answeredAtUs).toBeNull();
    expect(world.sqlFacts('wait')).toHaveLength(1);
    const committedUs = world.nowUs;
    ann.run('commit');
    world.runFor(20);
    expect(waiting.answeredAtUs).toBeGreaterThan(committedUs);
    expect(waiting.answer?.error).toBeNull();
    expect(bob.value('select balance from accounts where id = 1')).toBe('40.00');
  });

  test('writers of different rows do not wait for each other', () => {
    const { ann, bob } = given();
    ann.run('begin');
    ann.run('update accounts set balance = 1 where id = 1');
    expect(bob.run('update accounts set balance = 2 where id = 2').rowCount).toBe(1);
  });

  test('readers wait for nobody', () => {
    const { ann, bob } = given();
    ann.run('begin');
    ann.run('delete from entries');
    ann.run('update accounts set balance = 0');
    expect(bob.value('select sum(balance) from accounts')).toBe('150.00');
  });

  test('a writer whose rival rolled back changes the old value', () => {
    const { world, ann, bob } = given();
    ann.run('begin');
    ann.run('update accounts set balance = 0 where id = 1');
    const waiting = bob.ask('update accounts set balance = balance + 1 where id = 1');
    world.runFor(20);
    ann.run('rollback');
    world.runFor(20);
    expect(waiting.answer?.results[0]?.rowCount).toBe(1);
    expect(bob.value('select balance from accounts where id = 1')).toBe('101.00');
  });

  test('a value that is unique makes the second to insert it wait, and fail once the first has committed', () => {
    const { world, ann, bob } = given();
    ann.run('begin');
    ann.run("insert into accounts values (3, 'eve', 0)");
    const waiting = bob.ask("insert into accounts values (4, 'eve', 0)");
    world.runFor(50);
    expect(waiting.answeredAtUs).toBeNull();
    ann.run('commit');
    world.runFor(20);
    expect(waiting.answer?.error).toMatchObject({
      code: '23505',
      constraint: 'accounts_owner_key',
      detail: 'Key (owner)=(eve) already exists.',
    });
  });

  test('an upsert waits for the rival insert and then updates its row', () => {
    const { world, ann, bob } = given();
    ann.run('begin');
    ann.run("insert into accounts values (3, 'eve', 5)");
    const waiting = bob.ask(
      "insert into accounts values (3, 'eve', 7) on conflict (id) do update set balance = accounts.balance + excluded.balance",
    );
    world.runFor(50);
    ann.run('commit');
    world.runFor(20);
    expect(waiting.answer?.error).toBeNull();
    expect(bob.value('select balance from accounts where id = 3')).toBe('12.00');
  });

  test('the value of a row being deleted is free only when the deletion is committed', () => {
    const { world, ann, bob } = given();
    ann.run('begin');
    ann.run('delete from accounts where id = 2');
    const waiting = bob.ask("insert into accounts values (2, 'bob', 9)");
    world.runFor(50);
    expect(waiting.answeredAtUs).toBeNull();
    ann.run('commit');
    world.runFor(20);
    expect(waiting.answer?.error).toBeNull();
    expect(bob.value('select balance from accounts where id = 2')).toBe('9.00');
  });

  test('a parent cannot go while a child that points to it is not committed yet', () => {
    const { world, ann, bob } = given();
    ann.run('begin');
    ann.run('insert into entries (account_id, amount) values (2, 1)');
    const waiting = bob.ask('delete from accounts where id = 2');
    world.runFor(50);
    expect(waiting.answeredAtUs).toBeNull();
    ann.run('commit');
    world.runFor(20);
    expect(waiting.answer?.error).toMatchObject({ code: '23503', constraint: 'entries_account_id_fkey' });
    expect(world.rows('accounts')).toHaveLength(2);
  });

  test('a child does not keep its parent from changing what is no key', () => {
    const { ann, bob } = given();
    ann.run('begin');
    ann.run('insert into entries (account_id, amount) values (2, 1)');
    expect(bob.run('update accounts set balance = 3 where id = 2').rowCount).toBe(1);
  });

  test('select for update holds the row, nowait complains and skip locked passes it by', () => {
    const { world, ann, bob } = given();
    ann.run('begin');
    expect(ann.rows('select id from accounts where id = 1 for update')).toEqual([{ id: '1' }]);
    expect(bob.error('select * from accounts where id = 1 for update nowait')).toMatchObject({
      code: '55P03',
      message: 'could not obtain lock on row in relation "accounts"',
    });
    expect(bob.rows('select id from accounts order by id limit 1 for update skip locked')).toEqual([{ id: '2' }]);
    const waiting = bob.ask('select balance from accounts where id = 1 for update');
    world.runFor(50);
    expect(waiting.answeredAtUs).toBeNull();
    ann.run('commit');
    world.runFor(20);
    expect(waiting.answer?.results[0]?.rows).toEqual([['100.00']]);
  });
});
