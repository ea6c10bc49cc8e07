import type { Fleet } from '../fleet.ts';
import { formatFleetError } from '../fleet-error.ts';
import { loadFleet } from '../load-fleet.ts';

/** Files by path, as a disk for `loadFleet`. */
export type Files = Readonly<Record<string, string>>;

export function fleetOf(files: Files, path = 'fleet.yaml'): Fleet {
  const loaded = loadFleet({ path, readFile: (name) => files[name] ?? null });
  if (!loaded.ok) throw new Error(loaded.errors.map(formatFleetError).join('\n'));
  return loaded.fleet;
}

/** What a person would read: one line for each error, none where the fleet is fine. */
export function errorsOf(files: Files, path = 'fleet.yaml'): string[] {
  const loaded = loadFleet({ path, readFile: (name) => files[name] ?? null });
  return loaded.ok ? [] : loaded.errors.map(formatFleetError);
}

export function warningsOf(files: Files, path = 'fleet.yaml'): string[] {
  const loaded = loadFleet({ path, readFile: (name) => files[name] ?? null });
  return loaded.ok ? loaded.warnings.map(formatFleetError) : [];
}

/** A shop that uses nearly every field, with the code and SQL it names. */
export const shopFiles: Files = {
  'shop.fleet.yaml': `name: shop
services:
  gateway: { env: { ORDERS_URL: http://orders } }
  orders: { uses: { db: orders-db, broker: kafka, cache: cache }, cost: { default: 1ms, 'POST /orders': 3ms, order.paid: 2ms } }
  payments: { uses: { db: payments-db, broker: kafka }, cost: 5ms }
  search: { model: { latency: lognormal(20ms, 8ms), errors: 0.1%, calls: [catalog, [stock, prices]] } }
  catalog: { model: { latency: 2ms, concurrency: 8, queue: 20 } }
  stock: { model: { latency: 1ms..3ms } }
  prices: { model: { latency: pareto(1ms, 1.5) } }
processes:
  shop: { services: [orders, payments], replicas: 2, cpu: 1.5, memory: 512MB, concurrency: 50, queue: 100, version: 1.10 }
stores:
  orders-db: { engine: sql, schema: stores/orders.sql, seed: [stores/orders-seed.sql], latency: 1ms }
  payments-db: { engine: sql }
  cache: { engine: cache, latency: 300us }
brokers:
  kafka: { engine: log, latency: 2ms, topics: { order.placed: { partitions: 3, retention: 1h }, order.paid: } }
links:
  default: { latency: 0.5ms..2ms, timeout: 10s }
  * -> payments: { loss: 1% }
  orders -> *: { timeout: 2s, mode: sync }
  orders -> payments: { latency: 5ms, jitter: exponential(1ms), bandwidth: 10MB/s, mode: async, retries: { attempts: 3 }, breaker: { errors: 40% } }
traffic:
  checkout: { to: gateway, request: POST /orders, body: { userId: "\${user}", quantity: \${int(1, 5)} }, rate: poisson(20/s), from: 1s, for: 1m }
  browse:
    to: gateway
    users: 50
    think: exponential(2s)
    timeout: 5s
    headers: { Authorization: Bearer \${uuid} }
    steps:
      - { request: GET /products }
      - { request: 'GET /products/\${pick(p1: 90, p2: 10)}', think: 1s..3s }
script:
  - { at: 35s, restore: payments }
  - { at: 20s, kill: payments }
  - { at: 20s, slow: orders-db, by: 50ms, for: 5s }
`,
  'services/gateway.ts': `import { Hono } from 'hono';\nimport { route } from './routes.ts';\nexport default route(new Hono());\n`,
  'services/routes.ts': `export function route(app: unknown) { return app; }\n`,
  'services/orders.ts': `export default null;\n`,
  'services/payments.js': `module.exports = null;\n`,
  'stores/orders.sql': `create table orders (id serial primary key);\n`,
  'stores/orders-seed.sql': `insert into orders default values;\n`,
};
