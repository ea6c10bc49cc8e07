import type { FleetMap, MapLink, MapProcess } from '../../../simulator/index.ts';
import { nothingObserved } from '../../../src/features/canvas/chart/observed.ts';
import type { Observed } from '../../../src/features/canvas/chart/observed.ts';

export interface Fleet {
  readonly map: FleetMap;
  readonly observed: Observed;
}

const latencySpec = { kind: 'constant', us: 1_000 } as const;
const server = { latency: '1ms', latencySpec };

function process(name: string, services: readonly string[] = [name], replicas = 1): MapProcess {
  return {
    name,
    services,
    replicas,
    cores: 1,
    memoryBytes: 2 ** 28,
    concurrency: 64,
    queue: 200,
    version: 'v1',
    runsCode: true,
    startupUs: 500_000,
  };
}

function link(from: string, to: string, kind: MapLink['kind'] = 'call', mode: MapLink['mode'] = 'sync'): MapLink {
  const way = { latency: '1ms', latencySpec, jitter: null, loss: null, bytesPerSecond: null, settable: [] };
  return { from, to, kind, mode, ...way, timeoutUs: null, retries: null, breaker: null, balance: null };
}

function mapOf(given: Partial<FleetMap>): FleetMap {
  const flow = { name: 'checkout', routes: ['POST /orders'], rate: 'poisson(20/s)', timeoutUs: 5_000_000 };
  const first = given.processes?.[0]?.services[0];
  return {
    version: 1,
    name: 'a fleet',
    processes: [],
    services: [],
    stores: [],
    brokers: [],
    flows: first === undefined ? [] : [{ ...flow, to: first }],
    faults: [],
    truths: [],
    startupOfNewUs: 500_000,
    ...given,
    links: [...(first === undefined ? [] : [link('checkout', first, 'traffic')]), ...(given.links ?? [])],
  };
}

const shopServices = ['gateway', 'users', 'catalog', 'inventory', 'orders', 'payments', 'notifications', 'reports'];
const topics = ['placed', 'cancelled', 'reserved', 'rejected', 'paid', 'unpaid'];

export const shop: Fleet = {
  map: mapOf({
    processes: shopServices.map((name) => process(name, [name], name === 'payments' ? 2 : 1)),
    stores: shopServices
      .slice(1)
      .map((name) => ({ name: `${name}-db`, engine: 'sql' as const, tables: [], connections: 10, ...server })),
    brokers: [{ name: 'kafka', engine: 'log', topics: topics.map((name) => ({ name, partitions: 3 })), ...server }],
    links: [
      ...shopServices.slice(1).map((name) => link(name, `${name}-db`, 'store')),
      link('orders', 'inventory'),
      link('orders', 'payments'),
      link('orders', 'notifications', 'call', 'async'),
    ],
  }),
  observed: {
    links: [
      'gateway->catalog',
      'gateway->users',
      'gateway->orders',
      'orders->users',
      'orders->catalog',
      'orders->inventory',
      'orders->payments',
    ],
    sends: ['orders', 'inventory', 'payments'].map((name) => [name, 'kafka'] as const),
    reads: ['orders', 'inventory', 'payments', 'notifications', 'reports'].map((name) => [name, 'kafka'] as const),
  },
};

/** Its orders alone hand anything to the broker: what others read from it goes round everything. */
export const listeningShop: Fleet = { map: shop.map, observed: { ...shop.observed, sends: [['orders', 'kafka']] } };

/** The shop before anybody has been seen at work. */
export const unseenShop: Fleet = { map: shop.map, observed: nothingObserved };

export const monolith: Fleet = {
  map: mapOf({
    processes: [process('shop', shopServices)],
    stores: [{ name: 'shop-db', engine: 'sql', tables: [], connections: 10, ...server }],
    links: shopServices.map((name) => link(name, 'shop-db', 'store')),
  }),
  observed: nothingObserved,
};

/** Everybody calls somebody further on, and some call back. */
export const circle: Fleet = {
  map: mapOf({
    processes: ['a', 'b', 'c'].map((name) => process(name)),
    links: [link('a', 'b'), link('b', 'c'), link('c', 'a'), link('c', 'b')],
  }),
  observed: nothingObserved,
};

export const sharedStore: Fleet = {
  map: mapOf({
    processes: ['a', 'b', 'c'].map((name) => process(name)),
    stores: [
      { name: 'all-db', engine: 'sql', tables: [], connections: 10, ...server },
      { name: 'own-db', engine: 'sql', tables: [], connections: 10, ...server },
      { name: 'own-cache', engine: 'cache', tables: [], connections: 10, ...server },
    ],
    links: [
      link('a', 'b'),
      link('a', 'c'),
      link('b', 'all-db', 'store'),
      link('c', 'all-db', 'store'),
      link('c', 'own-db', 'store'),
      link('c', 'own-cache', 'store'),
    ],
  }),
  observed: nothingObserved,
};

/** So many services in a tree with some more calls, the same for the same seed. */
export function wide(count: number, seed = 1): Fleet {
  let state = seed;
  const draw = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
  const links: MapLink[] = [];
  for (let index = 1; index < count; index++) {
    links.push(link(`s${draw(Math.min(index, Math.ceil(count / 5)))}`, `s${index}`));
    if (draw(10) < 4) links.push(link(`s${draw(index)}`, `s${index}`));
  }
  return {
    map: mapOf({ processes: Array.from({ length: count }, (_, index) => process(`s${index}`)), links }),
    observed: nothingObserved,
  };
}
