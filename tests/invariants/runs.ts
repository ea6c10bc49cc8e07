import { busyFiles, busyFleet, looseFiles, looseFleet } from '../support/busy-fleet.ts';
import { passingOn } from '../support/service-code.ts';
import { endStories, given } from '../../simulator/testing/given.ts';
import type { RunRecord } from '../../simulator/testing/run-record.ts';

/** Runs in which all is as it should be, to be falsified. */
export interface Runs {
  /** Records, policies, lost messages, a crash and a restart. */
  readonly busy: RunRecord;
  readonly calm: RunRecord;
  /** Calls that are given up, and a replica that is down at the end. */
  readonly loose: RunRecord;
  /** Calls to whoever of two has the fewest in hand. */
  readonly picky: RunRecord;
  /** Transactions, and a process that is restarted after its crash. */
  readonly mended: RunRecord;
}

const lateAnswer = `
export default {
  async fetch() {
    await new Promise((resolve) => setTimeout(resolve, 100))
    return new Response('{}')
  },
}`;

/** Moves money in transactions, and dies of something once. */
const mending = `
import pg from 'pg'
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL })
pool.query("update accounts set balance = balance - 1 where id = 'ann'")
setTimeout(() => { if (Date.now() < Date.parse('2025-01-06T09:00:02Z')) throw new Error('once') }, 1000)
export default {
  async fetch() {
    const client = await pool.connect()
    await client.query("begin; update accounts set balance = balance + 1 where id = 'bob'; commit")
    client.release()
    return new Response('moved')
  },
}`;

export async function recordRuns(): Promise<Runs> {
  const fleet = await given(busyFleet, { files: busyFiles });
  await fleet.run('10s');
  const busy = fleet.record();
  const quiet = await given(
    `services: { only: {} }\nlinks: { default: { latency: 1ms } }\ntraffic: { load: { to: only, request: GET /, rate: 50/s, for: 1s } }`,
    { files: { 'services/only.ts': `export default { fetch: () => new Response('ok') }` } },
  );
  await quiet.run('2s');
  const calm = quiet.record();
  const impatient = await given(looseFleet, { files: looseFiles });
  // In the middle of the time that one of its processes is down.
  await impatient.run('2050ms');
  const loose = impatient.record();
  const choosing = await given(
    `services: { caller: {}, callee: {} }
processes: { caller: { services: [caller] }, callee: { services: [callee], replicas: 2 } }
links: { default: { latency: 1ms }, caller -> callee: { balance: least-requests } }
traffic: { load: { to: caller, request: GET /work, rate: poisson(10/s) } }`,
    { files: { 'services/caller.ts': passingOn, 'services/callee.ts': lateAnswer } },
  );
  await choosing.run('10s');
  const picky = choosing.record();
  const once = await given(
    `services: { bank: { uses: { db: bank-db } } }\nstores: { bank-db: { engine: sql, schema: bank.sql } }\ntraffic: { load: { to: bank, request: GET /, rate: 5/s, for: 3s } }`,
    {
      files: {
        'services/bank.ts': mending,
        'bank.sql': `create table accounts (id text primary key, balance integer); insert into accounts values ('ann', 9), ('bob', 9);`,
      },
    },
  );
  await once.run('15s');
  const mended = once.record();
  endStories();
  return { busy, calm, loose, picky, mended };
}
