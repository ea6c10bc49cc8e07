// A test file as people write them for their own services: it knows nothing of Flotilla. DATABASE_URL names the database.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const connectionString = process.env.DATABASE_URL;
const pool = new pg.Pool({ connectionString, max: 2, connectionTimeoutMillis: 2_000, idleTimeoutMillis: 10_000 });

before(async () => {
  await pool.query('create table accounts (id serial primary key, owner text not null unique, cents integer not null)');
});
beforeEach(async () => {
  await pool.query('delete from accounts');
  await pool.query("insert into accounts (owner, cents) values ('ada', 500), ('bob', 100)");
});
after(() => pool.end());

const centsOf = async (owner) =>
  (await pool.query('select cents from accounts where owner = $1', [owner])).rows[0].cents;

async function transfer(from, to, cents, check = () => {}) {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('update accounts set cents = cents - $2 where owner = $1', [from, cents]);
    check();
    await client.query('update accounts set cents = cents + $2 where owner = $1', [to, cents]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

describe('transactions', () => {
  it('commit all of their changes', async () => {
    await transfer('ada', 'bob', 200);
    assert.deepEqual([await centsOf('ada'), await centsOf('bob')], [300, 300]);
  });

  it('roll all of them back when the code in between fails', async () => {
    const refused = () => {
      throw new Error('refused');
    };
    await assert.rejects(transfer('ada', 'bob', 200, refused), /refused/);
    assert.deepEqual([await centsOf('ada'), await centsOf('bob')], [500, 100]);
  });

  it('hide their changes from others until they commit', async () => {
    const client = await pool.connect();
    await client.query('begin');
    await client.query("update accounts set cents = 0 where owner = 'ada'");
    assert.equal(await centsOf('ada'), 500);
    await client.query('commit');
    client.release();
    assert.equal(await centsOf('ada'), 0);
  });

  it('refuse every statement after an error until they are rolled back', async () => {
    const client = await pool.connect();
    await client.query('begin');
    await assert.rejects(client.query("insert into accounts (owner, cents) values ('ada', 1)"), { code: '23505' });
    await assert.rejects(client.query('select 1'), { code: '25P02' });
    await client.query('rollback');
    assert.equal((await client.query('select count(*) from accounts')).rows[0].count, '2');
    client.release();
  });
});

describe('errors', () => {
  it('name the constraint that was hurt', async () => {
    await assert.rejects(pool.query("insert into accounts (owner, cents) values ('ada', 1)"), {
      code: '23505',
      constraint: 'accounts_owner_key',
      table: 'accounts',
    });
    await assert.rejects(pool.query("insert into accounts (owner) values ('eve')"), { code: '23502', column: 'cents' });
  });

  it('tell an unknown table from bad syntax', async () => {
    await assert.rejects(pool.query('select * from nowhere'), { code: '42P01' });
    await assert.rejects(pool.query('selec 1'), { code: '42601' });
  });
});

describe('a pool of two', () => {
  it('lets the third caller wait until somebody gives a client back', async () => {
    const [first, second] = [await pool.connect(), await pool.connect()];
    const begun = Date.now();
    const third = pool.connect();
    await sleep(1_000);
    assert.equal(pool.waitingCount, 1);
    first.release();
    (await third).release();
    second.release();
    assert.ok(Date.now() - begun >= 1_000 && Date.now() - begun < 1_500);
  });

  it('turns a caller away that has waited too long', async () => {
    const held = [await pool.connect(), await pool.connect()];
    const begun = Date.now();
    await assert.rejects(pool.query('select 1'), { message: 'timeout exceeded when trying to connect' });
    assert.ok(Date.now() - begun >= 2_000 && Date.now() - begun < 2_100);
    for (const client of held) client.release();
    assert.equal((await pool.query('select 1 as one')).rows[0].one, 1);
  });

  it('closes clients that nobody used for ten seconds', async () => {
    await pool.query('select 1');
    assert.ok(pool.totalCount > 0);
    await sleep(10_500);
    assert.equal(pool.totalCount, 0);
  });

  it('does not take a client back twice', async () => {
    const client = await pool.connect();
    client.release();
    assert.throws(() => client.release(), /Release called on client which has already been released to the pool/);
  });
});
