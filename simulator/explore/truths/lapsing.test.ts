import { expect, test } from 'vitest';
import { loadFleet } from '../../fleet/load-fleet.ts';

const files: Readonly<Record<string, string>> = {
  'shop.yaml': `
services: { orders: { model: {}, uses: { db: orders-db } } }
stores: { orders-db: { engine: sql } }
traffic: { checkout: { to: orders, request: POST /orders, rate: 5/s }, browse: { to: orders, request: GET /, rate: 5/s } }
truths:
  What customers were told is kept:
    each: { answers: checkout, status: 201, fields: [id] }
    has: { store: orders-db, rows: select id from orders }
    says: lost
  There is nothing:
    never: { store: orders-db, rows: select 1 from orders }
    says: there is
`,
  'without.yaml': 'extends: shop.yaml\ntraffic: { checkout: null }\n',
};

test('an inherited truth lapses with what it asks about, and the others stay', () => {
  const namesIn = (path: string) => {
    const loaded = loadFleet({ path, readFile: (name) => files[name] ?? null });
    return loaded.ok ? loaded.fleet.truths.map(({ name }) => name) : loaded.errors;
  };
  expect(namesIn('shop.yaml')).toEqual(['What customers were told is kept', 'There is nothing']);
  expect(namesIn('without.yaml')).toEqual(['There is nothing']);
});
