import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { Random } from '../../kernel/random.ts';
import type { SqliteEngine } from './sqlite-engine.ts';
import { nodeSqlite } from './testing/node-sqlite.ts';
import { TestClient, type Asked, type TestSession } from './testing/test-session.ts';
import { TestWorld } from './testing/test-world.ts';

let sqlite: SqliteEngine;
beforeAll(async () => {
  sqlite = await nodeSqlite();
});

const accountsCount = 5;
const schema = `
  create table accounts (id int primary key, balance int not null check (balance >= 0));
  insert into accounts select i, 100 from generate_series(1, ${accountsCount}) i;
  create table transfers (id serial primary key, token uuid default gen_random_uuid(), source int references accounts,
    target int references accounts, amount int, luck float8 default random(), made timestamptz default now());
`;

/** Clients that move money, each at its own pace; some give up, and one process dies in the middle. */
function shuffle(seed: string, clients: number): TestWorld {
  const world = new TestWorld(sqlite, { schema, seed });
  const random = new Random(seed, 'test', 'money');
  const processes = Array.from({ length: clients }, () => new TestClient(world));
  const sessions = processes.map((process) => process.session());
  for (const [index, session] of sessions.entries()) {
    world.schedule(random.below(2000), () => move(world, session, random, 12));
    if (index === 0) world.schedule(40_000, () => processes[0]!.disconnect());
  }
  world.runFor(60_000);
  return world;
}

function move(world: TestWorld, session: TestSession, random: Random, turns: number): void {
  if (turns === 0) return;
  const source = 1 + random.below(accountsCount);
  const target = 1 + random.below(accountsCount);
  const amount = 1 + random.below(150);
  const steps = [
    'begin',
    `update accounts set balance = balance - ${amount} where id = ${source}`,
    `insert into transfers (source, target, amount) values (${source}, ${target}, ${amount})`,
    `update accounts set balance = balance + ${amount} where id = ${target}`,
    random.below(10) === 0 ? 'rollback' : 'commit',
  ];
  const next = (step: number): void => {
    if (step === steps.length) return move(world, session, random, turns - 1);
    watch(world, session.ask(steps[step]!), (failed) => {
      if (!failed) return next(step + 1);
      watch(world, session.ask('rollback'), () => move(world, session, random, turns - 1));
    });
  };
  next(0);
}

function watch(world: TestWorld, asked: Asked, then: (failed: boolean) => void): void {
  const look = (): void => {
    if (asked.answeredAtUs === null) world.schedule(100, look);
    else then(asked.answer?.error !== null);
  };
  look();
}

describe('many transactions at once', () => {
  test('keep the sum of money, leave no half transfer and run the same way twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 2, max: 6 }), (seed, clients) => {
        const world = shuffle(String(seed), clients);
        const balances = world.rows('accounts').map((row) => Number(row['balance']));
        expect(balances.reduce((sum, balance) => sum + balance, 0)).toBe(accountsCount * 100);
        const expected = Array.from({ length: accountsCount }, () => 100);
        for (const transfer of world.rows('transfers')) {
          expected[Number(transfer['source']) - 1]! -= Number(transfer['amount']);
          expected[Number(transfer['target']) - 1]! += Number(transfer['amount']);
        }
        expect(balances).toEqual(expected);
        const again = shuffle(String(seed), clients);
        expect(again.store.dump()).toEqual(world.store.dump());
        expect(again.facts).toEqual(world.facts);
      }),
      { seed: 4711, numRuns: 12 },
    );
  });

  test('meet in waits, violations and deadlocks, or the test above would say little', () => {
    const worlds = ['1', '2', '3'].map((seed) => shuffle(seed, 6));
    const codes = new Set(worlds.flatMap((world) => world.sqlFacts('error').map((fact) => fact.code)));
    expect(codes).toEqual(new Set(['23514', '40P01']));
    expect(worlds.flatMap((world) => world.sqlFacts('wait')).length).toBeGreaterThan(10);
    expect(worlds.flatMap((world) => world.rows('transfers')).length).toBeGreaterThan(20);
  });

  test('another seed gives other random values', () => {
    const tokens = ['1', '2'].map((seed) => shuffle(seed, 2).rows('transfers')[0]!['token']);
    expect(tokens[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(tokens[0]).not.toBe(tokens[1]);
  });
});
