import { describe, expect, test } from 'vitest';
import { errorsOf, fleetOf, shopFiles, warningsOf } from './fleet-files.ts';

const shop = fleetOf(shopFiles, 'shop.fleet.yaml');
const named = <T extends { readonly name: string }>(list: readonly T[], name: string): T => {
  const found = list.find((each) => each.name === name);
  if (found === undefined) throw new Error(`nothing is named ${name}`);
  return found;
};
const model = '{ model: {} }';

describe('a fleet file becomes a fleet', () => {
  test('a service has the text of its entry and of every file that it imports', () => {
    const gateway = named(shop.services, 'gateway');
    expect(gateway.entry).toBe('services/gateway.ts');
    expect(Object.keys(gateway.files)).toEqual(['services/gateway.ts', 'services/routes.ts']);
    expect(gateway.files['services/routes.ts']).toBe(shopFiles['services/routes.ts']);
    expect(named(shop.services, 'payments').entry).toBe('services/payments.js');
  });

  test('a model has no code, and its calls are steps of one or several at once', () => {
    const search = named(shop.services, 'search');
    expect(search.files).toEqual({});
    expect(search.model).toEqual({
      latency: { kind: 'lognormal', meanUs: 20_000, sdUs: 8000 },
      errors: 0.001,
      calls: [['catalog'], ['stock', 'prices']],
      concurrency: 1_000_000,
      queue: 200,
    });
  });

  test('a cost may be one for all, or one for each route and topic with a default', () => {
    expect(named(shop.services, 'payments').cost).toEqual({ default: { kind: 'constant', us: 5000 } });
    expect(named(shop.services, 'orders').cost).toEqual({
      default: { kind: 'constant', us: 1000 },
      'POST /orders': { kind: 'constant', us: 3000 },
      'order.paid': { kind: 'constant', us: 2000 },
    });
    expect(named(shop.services, 'gateway').cost).toEqual({ default: { kind: 'constant', us: 1000 } });
  });

  test('services that no process holds get one of their own, behind those that are written', () => {
    expect(shop.processes.map((process) => [process.name, process.services])).toEqual([
      ['shop', ['orders', 'payments']],
      ['gateway', ['gateway']],
      ['search', ['search']],
      ['catalog', ['catalog']],
      ['stock', ['stock']],
      ['prices', ['prices']],
    ]);
    expect(shop.processes[0]).toMatchObject({
      replicas: 2,
      cores: 1.5,
      memoryBytes: 2 ** 29,
      queue: 100,
      version: '1.10',
    });
    expect(shop.processes[1]).toEqual({
      name: 'gateway',
      services: ['gateway'],
      replicas: 1,
      cores: 1,
      memoryBytes: 2 ** 28,
      concurrency: 100,
      queue: 200,
      startup: { kind: 'constant', us: 500_000 },
      version: 'v1',
    });
  });

  test('stores hold the text of schema and seed, in that order', () => {
    expect(named(shop.stores, 'orders-db').scripts.map((script) => script.path)).toEqual([
      'stores/orders.sql',
      'stores/orders-seed.sql',
    ]);
    expect(named(shop.stores, 'cache').latency).toEqual({ kind: 'constant', us: 300 });
  });

  test('a topic with nothing behind its name has one partition and keeps everything', () => {
    expect(shop.brokers[0]!.topics).toEqual([
      { name: 'order.placed', partitions: 3, retentionUs: 3_600_000_000 },
      { name: 'order.paid', partitions: 1, retentionUs: null },
    ]);
  });

  test('flows have steps; what a flow says of its requests holds for each step', () => {
    const browse = named(shop.traffic, 'browse');
    expect(browse.arrivals).toEqual({ kind: 'users', users: 50, think: { kind: 'exponential', meanUs: 2_000_000 } });
    expect(browse.steps.map((step) => [step.to, step.method, step.path])).toEqual([
      ['gateway', 'GET', '/products'],
      ['gateway', 'GET', '/products/${pick(p1: 90, p2: 10)}'],
    ]);
    expect(browse.steps[1]).toMatchObject({ headers: { authorization: 'Bearer ${uuid}' }, think: { kind: 'uniform' } });
    const checkout = named(shop.traffic, 'checkout');
    expect(checkout).toMatchObject({ fromUs: 1_000_000, forUs: 60_000_000, timeoutUs: 30_000_000 });
    expect(checkout.steps[0]!.body).toEqual({ userId: '${user}', quantity: '${int(1, 5)}' });
  });

  test('the script is in order of time, and of one time as written', () => {
    expect(shop.script.map((action) => [action.atUs, action.verb, action.target])).toEqual([
      [20_000_000, 'kill', 'payments'],
      [20_000_000, 'slow', 'orders-db'],
      [35_000_000, 'restore', 'payments'],
    ]);
    expect(shop.script[1]).toMatchObject({ sizes: { by: 50_000 }, forUs: 5_000_000 });
  });

  test('a schedule, a ramp and a spike are arrivals too', () => {
    const fleet = fleetOf({
      'fleet.yaml': `services: { a: ${model} }
traffic:
  day: { to: a, request: GET /, rate: [{ from: 0s, rate: 10/s }, { from: 30s, rate: 60/m }] }
  rise: { to: a, request: GET /, rate: ramp(0/s, 50/s, 30s) }
  sale: { to: a, request: GET /, rate: spike(10/s, 100/s, 20s, 5s) }
`,
    });
    expect(fleet.traffic.map((flow) => flow.arrivals)).toEqual([
      {
        kind: 'schedule',
        steps: [
          { fromUs: 0, perSecond: 10 },
          { fromUs: 30_000_000, perSecond: 1 },
        ],
      },
      { kind: 'ramp', fromPerSecond: 0, toPerSecond: 50, overUs: 30_000_000 },
      { kind: 'spike', basePerSecond: 10, peakPerSecond: 100, atUs: 20_000_000, forUs: 5_000_000 },
    ]);
  });

  test('the name is what the file says, else its own, else its folder', () => {
    const files = {
      'shop.fleet.yaml': `services: { a: ${model} }`,
      'lessons/12-breaker/fleet.yaml': `services: { a: ${model} }`,
    };
    expect(shop.name).toBe('shop');
    expect(fleetOf(files, 'shop.fleet.yaml').name).toBe('shop');
    expect(fleetOf(files, 'lessons/12-breaker/fleet.yaml').name).toBe('12-breaker');
  });

  test('anchors, merge keys and sections for them are as in compose files', () => {
    const fleet = fleetOf({
      'fleet.yaml': `x-slow: &slow { latency: 50ms, errors: 1% }
services:
  a: { model: { <<: *slow, errors: 2% } }
  b: { model: *slow }
`,
    });
    expect(fleet.services.map((service) => [service.model?.latency, service.model?.errors])).toEqual([
      [{ kind: 'constant', us: 50_000 }, 0.02],
      [{ kind: 'constant', us: 50_000 }, 0.01],
    ]);
  });

  test('a fleet of 1000 services is read', () => {
    const services = Array.from({ length: 1000 }, (_, index) => `  s${index}: { model: { calls: [s${index + 1}] } }\n`);
    const fleet = fleetOf({ 'fleet.yaml': `services:\n${services.join('')}  s1000: ${model}\n` });
    expect(fleet.services).toHaveLength(1001);
    expect(fleet.processes).toHaveLength(1001);
  });
});

describe('the environment of a service', () => {
  test('uses become the usual variables, PORT is always set, links tell their mode', () => {
    expect(named(shop.services, 'orders').env).toEqual({
      PORT: '3000',
      DATABASE_URL: 'postgres://shop:shop@orders-db:5432/orders-db',
      KAFKA_BROKERS: 'kafka:9092',
      REDIS_URL: 'redis://cache:6379',
      LINK_GATEWAY_MODE: 'sync',
      LINK_PAYMENTS_MODE: 'async',
      LINK_SEARCH_MODE: 'sync',
      LINK_CATALOG_MODE: 'sync',
      LINK_STOCK_MODE: 'sync',
      LINK_PRICES_MODE: 'sync',
    });
    expect(named(shop.services, 'gateway').env).toEqual({ PORT: '3000', ORDERS_URL: 'http://orders' });
  });

  test('a second store of a kind is told by its role; what env says wins', () => {
    const fleet = fleetOf({
      'fleet.yaml': `services:
  reports: { uses: { db: main, old-orders: archive, queue: rabbit, documents: mongo }, env: { PORT: 8080, AMQP_URL: amqp://me } }
stores: { main: { engine: sql }, archive: { engine: sql }, mongo: { engine: documents } }
brokers: { rabbit: { engine: queue } }
`,
      'services/reports.ts': '',
    });
    expect(fleet.services[0]!.env).toEqual({
      PORT: '8080',
      DATABASE_URL: 'postgres://shop:shop@main:5432/main',
      OLD_ORDERS_DATABASE_URL: 'postgres://shop:shop@archive:5432/archive',
      AMQP_URL: 'amqp://me',
      MONGODB_URL: 'mongodb://mongo:27017/mongo',
    });
  });

  test('names that JavaScript keeps for itself are names like others', () => {
    const fleet = fleetOf({
      'fleet.yaml': `services:
  constructor: { env: { __proto__: x, toString: y } }
traffic:
  one: { to: constructor, request: POST /, rate: 1/s, body: { __proto__: { a: 1 } } }
`,
      'services/constructor.ts': '',
    });
    expect(Object.entries(fleet.services[0]!.env)).toContainEqual(['__proto__', 'x']);
    expect(JSON.stringify(fleet.traffic[0]!.steps[0]!.body)).toBe('{"__proto__":{"a":1}}');
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });
});

describe('what is suspicious but runs', () => {
  test('a store that nobody uses, a cost of a topic that nobody has, and a cost of a model are told', () => {
    const files = {
      'fleet.yaml': `services:
  a: { cost: { defualt: 1ms } }
  b: { model: {}, cost: 5ms }
stores: { cache: { engine: cache } }
`,
      'services/a.ts': '',
    };
    expect(errorsOf(files)).toEqual([]);
    expect(warningsOf(files)).toEqual([
      'fleet.yaml:2:16: services.a.cost: found "defualt", expected default, a route such as POST /orders, or a topic of a broker (did you mean "default"?)',
      'fleet.yaml:3:19: services.b: found "cost", expected only latency, errors and calls to matter in a model',
      'fleet.yaml:4:11: stores.cache: found a name that no service uses, expected uses: { role: cache } in a service',
    ]);
  });
});
