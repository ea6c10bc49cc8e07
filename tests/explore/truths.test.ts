import { existsSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { judge } from '../../simulator/explore/judge.ts';
import type { Outcome } from '../../simulator/explore/judge.ts';
import { loadFleet } from '../../simulator/fleet/load-fleet.ts';
import type { Fleet } from '../../simulator/fleet/fleet.ts';
import { createNodeRun } from '../../simulator/hosts/node/node-run.ts';

const readFile = (path: string): string | null =>
  existsSync(path) && statSync(path).isFile() ? readFileSync(path, 'utf8') : null;

function fleetIn(path: string): Fleet {
  const loaded = loadFleet({ path, readFile });
  if (!loaded.ok) throw new Error(loaded.errors.map((error) => error.message).join('\n'));
  const flows = loaded.fleet.traffic.filter(({ name }) => name === 'checkout');
  return { ...loaded.fleet, traffic: flows };
}

async function judged(fleet: Fleet): Promise<Outcome> {
  const run = await createNodeRun(fleet, { seed: '1', host: 'inline' });
  const leaving = { atUs: 2_000_000, verb: 'quiet', target: 'checkout', sizes: {} };
  run.actions.schedule(leaving);
  const plan = { seed: '1', actions: [leaving], untilUs: 6_000_000, only: null, standUs: 1_000_000 };
  const outcome = await judge(run, plan);
  run.dispose();
  return outcome;
}

/** Whatever stores begin with, or services are made of, somewhere else. */
function planted(fleet: Fleet, change: (text: string) => string): Fleet {
  return {
    ...fleet,
    stores: fleet.stores.map((store) => ({
      ...store,
      scripts: store.scripts.map(({ path, text }) => ({ path, text: change(text) })),
    })),
    services: fleet.services.map((service) => ({
      ...service,
      files: Object.fromEntries(Object.entries(service.files).map(([path, text]) => [path, change(text)])),
    })),
  };
}

const after = (schema: string, more: string) => (text: string) =>
  text.includes(`create table ${schema} (`) ? `${text};\n${more}` : text;
const insertPayments = (values: string): string =>
  `insert into payments (order_id, amount_cents, status, reason) values ${values}`;

const plants: readonly (readonly [truth: string, violation: string, change: (text: string) => string])[] = [
  [
    'An order is charged once',
    'order o900 was charged 2 times',
    (text) =>
      after(
        'payments',
        insertPayments("('o900', 5, 'charged', ''), ('o900', 5, 'refunded', '')"),
      )(
        text.replace('order_id text primary key, -- what makes charging twice impossible', 'order_id text not null,'),
      ).replace('on conflict (order_id) do nothing returning ${columns}', 'returning ${columns}'),
  ],
  [
    'Stock is never negative',
    'there are -3 of p77',
    (text) => after('stock', "insert into stock values ('p77', -3)")(text.replace('check (available >= 0)', '')),
  ],
  [
    'Every paid order ships or is refunded',
    'order o901 was paid, and neither shipped nor refunded',
    after('payments', insertPayments("('o901', 5, 'charged', '')")),
  ],
  [
    'The books say what customers paid',
    'the books have 7 cents for order o902, and the customer paid something else',
    (text) =>
      after(
        'payments',
        insertPayments("('o902', 6, 'charged', '')"),
      )(
        after(
          'orders',
          "insert into orders (id, user_id, product_id, quantity, total_cents, status) values (902, 'u1', 'p1', 1, 7, 'confirmed')",
        )(text),
      ),
  ],
  [
    'What customers were told is kept',
    'a customer was told that order another is placed, and there is no such order',
    (text) =>
      text.replace(
        'c.json(publicOrder(await placeOrder(placement)), 201)',
        "(await placeOrder(placement), c.json({ id: 'another' }, 201))",
      ),
  ],
];
const untold = [
  'Every order that stands is announced',
  /^order o\d+ stands, and order.placed never told of it$/,
  (text: string) => text.replace("await publish('order.placed', placed);", ''),
] as const;

const shapes = {
  services: fleetIn('lessons/shop/services.fleet.yaml'),
  monolith: fleetIn('lessons/shop/monolith.fleet.yaml'),
};

describe.each(Object.entries(shapes))('in the shop as %s', (_shape, fleet) => {
  test('every truth holds as long as nothing breaks', async () => {
    expect(await judged(fleet)).toMatchObject({ failures: [], unasked: [] });
  });

  test.each(plants)('a planted violation is told in words: %s', async (truth, violation, change) => {
    const { failures } = await judged(planted(fleet, change));
    const failure = failures.find((each) => each.truth === truth);
    expect(failure?.violations[0]?.text).toBe(violation);
  });

  test('what nobody breaks is not told of', async () => {
    const [truth, , change] = plants[1]!;
    const { failures } = await judged(planted(fleet, change));
    expect(failures.map((failure) => failure.truth)).toEqual([truth]);
  });
});

describe('in the shop as services', () => {
  test('an order that nobody was told of is told of', async () => {
    const [truth, violation, change] = untold;
    const { failures } = await judged(planted(shapes.services, change));
    expect(failures.find((each) => each.truth === truth)?.violations[0]?.text).toMatch(violation);
  });

  test('what a client was told names its request', async () => {
    const { failures } = await judged(planted(shapes.services, plants[4]![2]));
    expect(failures[0]!.violations[0]!.traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  test('a truth that cannot be asked says why', async () => {
    const truths = [
      {
        name: 'x',
        says: '',
        claim: { kind: 'never', lines: { kind: 'rows', store: 'orders-db', sql: 'select nothing from nowhere' } },
      },
    ] as const;
    const { unasked } = await judged({ ...shapes.services, truths });
    expect(unasked).toEqual([{ truth: 'x', reason: expect.stringContaining('nowhere') }]);
  });
});
