import { given } from '../support/given.ts';
import { hono } from '../support/service-code.ts';
import type { NodeHostKind } from '../../simulator/hosts/node/node-run.ts';
import type { RunRecord } from '../../simulator/testing/run-record.ts';

const timers = hono(
  `
app.get('/', (c) => { set(2); set(0); return c.text('set') })
function set(more) {
  const id = ++count
  const delayMs = 1 + Math.floor(Math.random() * 8)
  console.log('timer set', id, delayMs)
  live.set(id, setTimeout(() => {
    console.log('timer fired', id)
    live.delete(id)
    for (let again = 0; again < more; again++) set(more - 1)
    const [other] = live.keys()
    if (other === undefined || Math.random() < 0.8) return
    console.log('timer cleared', other)
    clearTimeout(live.get(other))
    live.delete(other)
  }, delayMs))
}`,
  'let count = 0\nconst live = new Map()',
);

/** Timers by the hundred, on processes that are busy, wrong about the time, or die. */
export async function timersRun(seed: string, host: NodeHostKind): Promise<RunRecord> {
  const fleet = await given(
    `
services: { timers: {} }
processes: { timers: { services: [timers], replicas: 2 } }
links: { default: { latency: 1ms } }
traffic: { load: { to: timers, request: GET /, rate: poisson(40/s) } }
script:
  - { at: 1s, skew: timers#1, by: 5m }
  - { at: 2s, kill: timers#2, for: 200ms }
  - { at: 3s, burn: timers, cores: 0.9, for: 1s }`,
    { seed, host, files: { 'services/timers.ts': timers } },
  );
  await fleet.run('5s');
  return fleet.record();
}

const bank = hono(
  `
app.post('/lists', async (c) => {
  const told = { id: crypto.randomUUID(), committed: false, appends: [], reads: [] }
  await inTransaction(told, async (client) => {
    for (let step = 0; step < 3; step++) {
      const list = 'abc'[Math.floor(Math.random() * 3)]
      if (Math.random() < 0.5) {
        const item = ++lastItem
        await client.query("update lists set items = items || ' ' || $2 where name = $1", [list, item])
        told.appends.push({ list, item })
      } else {
        const { rows } = await client.query('select items from lists where name = $1', [list])
        told.reads.push({ list, items: rows[0].items.split(' ').filter(Boolean).map(Number) })
      }
    }
  })
  return c.text('done')
})
app.post('/money', async (c) => {
  await inTransaction({ committed: false }, async (client) => {
    const amount = Math.floor(Math.random() * 50)
    await client.query('update accounts set balance = balance - $2 where id = $1', [1 + Math.floor(Math.random() * 3), amount])
    await client.query('update accounts set balance = balance + $2 where id = $1', [1 + Math.floor(Math.random() * 3), amount])
  })
  return c.text('done')
})
async function inTransaction(told, work) {
  const client = await pool.connect()
  const tell = () => { if (told.id) console.log('transaction', JSON.stringify(told)) }
  try {
    await client.query('begin isolation level ' + process.env.LEVEL)
    await work(client)
    if (Math.random() < 0.1) throw new Error('changed its mind')
    told.committed = null
    tell()
    await client.query('commit')
    told.committed = true
  } catch (error) {
    if (error.code) told.committed = false
    await client.query('rollback').catch(() => {})
  }
  tell()
  client.release()
}
setInterval(async () => {
  const { rows } = await pool.query('select balance from accounts order by id')
  console.log('balances', ...rows.map((row) => row.balance))
}, 50)`,
  `import pg from 'pg'
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL })
let lastItem = (Date.now() % 1e6) * 1000`,
);

const bankTables = `
create table lists (name text primary key, items text not null default '');
insert into lists (name) values ('a'), ('b'), ('c');
create table accounts (id integer primary key, balance integer not null check (balance >= 0));
insert into accounts values (1, 100), (2, 100), (3, 100);`;

/** Many transactions at once, with a death and a slow database among them. */
export async function bankRun(level: string, seed: string): Promise<RunRecord> {
  const fleet = await given(
    `
services: { bank: { uses: { db: bank-db }, env: { LEVEL: ${level} } } }
stores: { bank-db: { engine: sql, schema: bank.sql } }
links: { default: { latency: 1ms } }
traffic:
  lists: { to: bank, request: POST /lists, rate: poisson(50/s) }
  money: { to: bank, request: POST /money, rate: poisson(50/s) }
script:
  - { at: 2s, kill: bank, for: 200ms }
  - { at: 3s, slow: bank-db, by: 5ms, for: 1s }`,
    { seed, files: { 'services/bank.ts': bank, 'bank.sql': bankTables } },
  );
  await fleet.run('5s');
  return fleet.record();
}
