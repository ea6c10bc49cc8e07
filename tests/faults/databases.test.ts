import { describe, expect, test } from 'vitest';
import { given } from '../support/given.ts';
import { hono } from '../support/service-code.ts';
import type { FleetUnderTest } from '../../simulator/testing/fleet-under-test.ts';

const schema = `create table accounts (id text primary key, balance integer not null check (balance >= 0));
insert into accounts values ('ann', 100), ('bob', 100);`;

/** Moves money by two statements in one transaction, with a pause between them that the caller names. */
const bank = hono(
  `
app.get('/accounts', async (c) => c.json((await pool.query('select id, balance from accounts order by id')).rows))
app.post('/move/:from/:to/:amount/:pauseMs', async (c) => {
  const { from, to, amount, pauseMs } = c.req.param()
  for (let attempt = 1; ; attempt++) {
    try {
      await move(from, to, Number(amount), Number(pauseMs))
      return c.json({ attempt })
    } catch (error) {
      const mayTryAgain = c.req.query('retry') === 'yes' && ['40P01', '40001'].includes(error.code)
      if (!mayTryAgain) return c.json({ attempt, message: error.message, code: error.code, afterwards: error.afterwards }, 409)
      await sleep(10 * attempt)
    }
  }
})
async function move(from, to, amount, pauseMs) {
  const client = await pool.connect()
  try {
    await client.query(process.env.BEGIN ?? 'begin')
    await client.query('update accounts set balance = balance + $2 where id = $1', [to, amount])
    await sleep(pauseMs)
    await client.query('update accounts set balance = balance - $2 where id = $1', [from, amount])
    await client.query('commit')
  } catch (error) {
    error.afterwards = await client.query('select 1').catch((next) => next.code)
    await client.query('rollback')
    throw error
  } finally { client.release() }
}`,
  `import pg from 'pg'
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 3, connectionTimeoutMillis: 250 })
pool.on('error', () => {})`,
);

function bankFleet(env = ''): Promise<FleetUnderTest> {
  return given(
    `
services: { bank: { uses: { db: bank-db }, env: { ${env} } } }
stores: { bank-db: { engine: sql, schema: bank.sql } }
links: { default: { latency: 1ms } }`,
    { files: { 'services/bank.ts': bank, 'bank.sql': schema } },
  );
}

const move = (from: string, to: string, amount: number, { pauseMs = 0, retry = false } = {}): string =>
  `http://bank/move/${from}/${to}/${amount}/${pauseMs}${retry ? '?retry=yes' : ''}`;
const balances = async (fleet: FleetUnderTest) =>
  Object.fromEntries(
    ((await fleet.request('GET', 'http://bank/accounts')).json as { id: string; balance: number }[]).map(
      ({ id, balance }) => [id, balance],
    ),
  );

test('a service that dies in the middle of a transaction leaves nothing of it, and holds nobody up', async () => {
  const fleet = await bankFleet();
  await fleet.run('1s');
  fleet.send('POST', move('ann', 'bob', 10, { pauseMs: 5_000 }));
  await fleet.run('100ms');
  fleet.kill('bank', { for: '1s' });
  await fleet.run('2s');
  expect(fleet.factsOf('sql').map((fact) => fact.what)).toEqual(['begin', 'rollback']);
  expect(await balances(fleet)).toEqual({ ann: 100, bob: 100 });
  expect(await fleet.request('POST', move('ann', 'bob', 10))).toMatchObject({ status: 200 });
  expect(await balances(fleet)).toEqual({ ann: 90, bob: 110 });
});

test('with its pool used up a service hears so after the time that it set, and goes on once there is room', async () => {
  const fleet = await bankFleet();
  await fleet.run('1s');
  const holding = ['a', 'b', 'c'].map((name) => fleet.send('POST', move(name, name, 0, { pauseMs: 1_000 })));
  await fleet.run('50ms');
  const waiting = await fleet.request('POST', move('ann', 'bob', 1));
  expect(waiting).toMatchObject({ status: 409, json: { message: 'timeout exceeded when trying to connect' } });
  expect(waiting.endUs - waiting.startUs).toBeGreaterThan(250_000);
  expect(waiting.endUs - waiting.startUs).toBeLessThan(260_000);
  await fleet.run('2s');
  expect(holding.map((sent) => sent.answer?.status)).toEqual([200, 200, 200]);
  expect(await fleet.request('POST', move('ann', 'bob', 1))).toMatchObject({ status: 200 });
});

describe.each([
  { name: 'a deadlock', code: '40P01', env: '', second: ['bob', 'ann'] as const },
  {
    name: 'two changes of one row by transactions that want to be alone',
    code: '40001',
    env: `BEGIN: 'begin isolation level serializable'`,
    second: ['ann', 'bob'] as const,
  },
])('$name', ({ code, env, second }) => {
  async function bothMove(retry: boolean) {
    const fleet = await bankFleet(env);
    await fleet.run('1s');
    const moves = [['ann', 'bob'] as const, second];
    const sent = moves.map(([from, to]) => fleet.send('POST', move(from, to, 10, { pauseMs: 100, retry })));
    await fleet.run('5s');
    return { answers: sent.map(({ answer }) => answer!), after: await balances(fleet) };
  }

  test('one of the two is the victim and hears it by its code; the other goes through', async () => {
    const { answers, after } = await bothMove(false);
    const victims = answers.filter((answer) => answer.status !== 200);
    expect(victims.map((answer) => answer.json)).toMatchObject([{ code, afterwards: '25P02' }]);
    const firstWins = answers[0]!.status === 200 || second[0] === 'ann';
    expect(after).toEqual(firstWins ? { ann: 90, bob: 110 } : { ann: 110, bob: 90 });
  });

  test('whoever tries again succeeds', async () => {
    const { answers, after } = await bothMove(true);
    const attempts = answers.map((answer) => (answer.json as { attempt: number }).attempt);
    expect(attempts.toSorted((left, right) => left - right)).toEqual([1, 2]);
    expect(after).toEqual(second[0] === 'ann' ? { ann: 80, bob: 120 } : { ann: 100, bob: 100 });
  });
});

test('what a constraint forbids is an error by its code, and its transaction is over until it is rolled back', async () => {
  const fleet = await bankFleet();
  await fleet.run('1s');
  const answer = await fleet.request('POST', move('ann', 'bob', 500));
  expect(answer).toMatchObject({ status: 409, json: { code: '23514', afterwards: '25P02' } });
  expect(await balances(fleet)).toEqual({ ann: 100, bob: 100 });
});

test.each([
  ['readonly', {}, '25006'],
  ['fail', { rate: '100%' }, '58030'],
])('a database under "%s" says so by its code, and serves again when that is over', async (verb, sizes, code) => {
  const fleet = await bankFleet();
  await fleet.run('1s');
  fleet.act(verb, 'bank-db', { ...sizes, for: '1s' });
  expect(await fleet.request('POST', move('ann', 'bob', 1))).toMatchObject({ status: 409, json: { code } });
  await fleet.run('1s');
  expect(await fleet.request('POST', move('ann', 'bob', 1))).toMatchObject({ status: 200 });
});
