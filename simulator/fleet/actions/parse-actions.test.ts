import { describe, expect, test } from 'vitest';
import { actionShapes, settable, verbs } from '../action-shapes.ts';
import type { Fleet } from '../fleet.ts';
import { formatFleetError } from '../fleet-error.ts';
import { fleetOf, shopFiles } from '../testing/fleet-files.ts';
import { parseActions } from './parse-actions.ts';

const shop = fleetOf(shopFiles, 'shop.fleet.yaml');
const readFile = (path: string): string | null => (path === 'solution/services/orders.ts' ? '// better\n' : null);

function actionsOf(text: string, fleet: Fleet | null = shop): unknown[] {
  const result = parseActions(text, 'solution/actions.yaml', { ...(fleet === null ? {} : { fleet }), readFile });
  if (!result.ok) throw new Error(result.errors.map(formatFleetError).join('\n'));
  return result.actions.map(({ atUs: _at, ...action }) => action);
}

function errorsOf(text: string): string[] {
  const result = parseActions(text, 'actions.yaml', { fleet: shop });
  return result.ok ? [] : result.errors.map(formatFleetError);
}

describe('a script', () => {
  test('of comments alone does nothing', () => {
    expect(actionsOf('# nothing yet\n')).toEqual([]);
    expect(actionsOf('')).toEqual([]);
    expect(actionsOf('[]')).toEqual([]);
  });

  test('may be JSON', () => {
    expect(actionsOf('[{"at":"1s","hang":"shop#2","for":"500ms"}]')).toEqual([
      { verb: 'hang', target: 'shop#2', sizes: {}, forUs: 500_000 },
    ]);
  });

  test('gives sizes in microseconds, bytes and shares, and fills in what is left out', () => {
    const text = `
- { at: 1s, slow: shop, times: 2.5 }
- { at: 1s, fail: payments, rate: 20%, status: 503 }
- { at: 1s, fail: payments }
- { at: 1s, leak: shop, perSecond: 5MB }
- { at: 1s, burn: gateway }
- { at: 1s, skew: gateway, by: -5m }
- { at: 1s, latency: orders->payments, add: 500ms, direction: back }
- { at: 1s, partition: "* -> kafka", mode: refused }
- { at: 1s, poison: order.placed }
- { at: 1s, traffic: checkout, rate: 'ramp(1/s, 9/s, 10s)' }
- { at: 1s, scale: shop, replicas: 4 }
`;
    expect(actionsOf(text)).toEqual([
      { verb: 'slow', target: 'shop', sizes: { times: 2.5 } },
      { verb: 'fail', target: 'payments', sizes: { rate: 0.2, status: 503 } },
      { verb: 'fail', target: 'payments', sizes: { rate: 0.5, status: 500 } },
      { verb: 'leak', target: 'shop', sizes: { perSecond: 5 * 2 ** 20 } },
      { verb: 'burn', target: 'gateway', sizes: { cores: 1 } },
      { verb: 'skew', target: 'gateway', sizes: { by: -300_000_000 } },
      { verb: 'latency', target: 'orders -> payments', sizes: { add: 500_000, direction: 'back' } },
      { verb: 'partition', target: '* -> kafka', sizes: { mode: 'refused' } },
      { verb: 'poison', target: 'order.placed', sizes: { count: 1 } },
      {
        verb: 'traffic',
        target: 'checkout',
        sizes: { rate: { kind: 'ramp', fromPerSecond: 1, toPerSecond: 9, overUs: 10_000_000 } },
      },
      { verb: 'scale', target: 'shop', sizes: { replicas: 4 } },
    ]);
  });

  test('sets the fields of its target, by the names that the fleet gives them', () => {
    const text = `
- { at: 1s, set: orders -> payments, latency: 1ms..2ms, timeout: 1s, bandwidth: 1MB/s, retries: { attempts: 0 } }
- { at: 1s, set: shop, cpu: 2, memory: 1GB, queue: 0 }
- { at: 1s, set: orders-db, connections: 5 }
- { at: 1s, set: kafka, latency: 9ms, for: 10s }
- { at: 2s, set: orders -> payments, timeout: none, breaker: none }
`;
    expect(actionsOf(text)).toEqual([
      {
        verb: 'set',
        target: 'orders -> payments',
        sizes: {
          latency: { kind: 'uniform', fromUs: 1000, toUs: 2000 },
          timeoutUs: 1_000_000,
          bytesPerSecond: 2 ** 20,
          retries: { attempts: 0, backoffUs: 100_000, jitter: 'full' },
        },
      },
      { verb: 'set', target: 'shop', sizes: { cores: 2, memoryBytes: 2 ** 30, queue: 0 } },
      { verb: 'set', target: 'orders-db', sizes: { connections: 5 } },
      { verb: 'set', target: 'kafka', sizes: { latency: { kind: 'constant', us: 9000 } }, forUs: 10_000_000 },
      { verb: 'set', target: 'orders -> payments', sizes: { timeoutUs: null, breaker: null } },
    ]);
  });

  test('deploys files named beside it, or given as text', () => {
    const text = `
- at: 1s
  deploy: shop
  version: v2
  files:
    services/orders.ts: services/orders.ts
    ./services/new.ts: { text: "export {}" }
- { at: 1s, deploy: shop, files: [services/orders.ts] }
- { at: 2s, crashpoint: shop, file: services/orders.ts, line: 14 }
`;
    expect(actionsOf(text)).toEqual([
      {
        verb: 'deploy',
        target: 'shop',
        sizes: { version: 'v2', files: { 'services/orders.ts': '// better\n', 'services/new.ts': 'export {}' } },
      },
      { verb: 'deploy', target: 'shop', sizes: { files: { 'services/orders.ts': '// better\n' } } },
      { verb: 'crashpoint', target: 'shop', sizes: { file: 'services/orders.ts', line: 14, pass: 1 } },
    ]);
  });

  test('a process that comes to life by a move may be named afterwards', () => {
    expect(
      actionsOf(
        '- { at: 1s, move: payments, to: money }\n- { at: 2s, kill: money }\n- { at: 3s, scale: money, replicas: 2 }',
      ),
    ).toHaveLength(3);
    expect(errorsOf('- { at: 2s, kill: money }')).toHaveLength(1);
  });

  test('without a fleet, targets are taken as written', () => {
    expect(actionsOf('- { at: 1s, kill: whoever }\n- { at: 1s, set: a -> b, timeout: 1s }', null)).toEqual([
      { verb: 'kill', target: 'whoever', sizes: {} },
      { verb: 'set', target: 'a -> b', sizes: { timeoutUs: 1_000_000 } },
    ]);
  });

  test('every error says where it is', () => {
    const text = `- { at: 1s, crashpoint: shop, file: services/order.ts, line: 0 }
- { at: 1s, slow: shop, by: 5ms, times: 2 }
- { at: 1s, deploy: shop, files: { /etc/x: y.ts } }
- { at: 1s, set: shop }
- { at: 1s, move: shop, to: Shop }
`;
    expect(errorsOf(text)).toEqual([
      'actions.yaml:1:37: 0: found "services/order.ts", expected a file of a service, such as services/orders.ts (did you mean "services/orders.ts"?)',
      'actions.yaml:1:62: 0.line: found "0", expected a whole number from 1 to 1000000',
      'actions.yaml:2:13: 1: found by and times, expected one of by: 500ms or times: 10',
      'actions.yaml:3:36: 2.files: found "/etc/x", expected a path with / relative to the fleet file',
      'actions.yaml:3:44: 2.files./etc/x: found "y.ts", where no file is, expected the path of a file with the new text',
      'actions.yaml:4:3: 3: found nothing to set, expected at least one of cpu, memory, concurrency, queue',
      'actions.yaml:5:19: 4.move: found "shop", a process, expected a service of this fleet',
      'actions.yaml:5:29: 4.to: found "Shop", expected a name of at most 63 small letters, digits and hyphens that begins with a letter (did you mean "shop"?)',
    ]);
  });
});

describe('the table of verbs', () => {
  const targets = {
    process: 'shop',
    replica: 'shop#1',
    service: 'orders',
    link: 'orders -> payments',
    store: 'cache',
    broker: 'kafka',
    topic: 'order.paid',
    flow: 'browse',
  };

  test.each(verbs.flatMap((verb) => actionShapes[verb].targets.map((kind) => [verb, kind] as const)))(
    '%s fits on a %s with the sizes of its examples',
    (verb, kind) => {
      const shape = actionShapes[verb];
      const required = Object.entries(shape.sizes).filter(
        ([name]) => shape.oneOf === undefined || shape.oneOf[0] === name,
      );
      const sizes = required
        .map(([name, size]) => `, ${name}: ${size.example.replace('versions/', 'services/')}`)
        .join('');
      const set = {
        link: ', timeout: 1s',
        process: ', queue: 1',
        service: ', queue: 1',
        store: ', latency: 1s',
        broker: ', latency: 1s',
      };
      const fields = verb === 'set' ? set[kind as keyof typeof set] : sizes;
      const [action] = actionsOf(`- { at: 1s, ${verb}: ${targets[kind]}${fields} }`);
      expect(action).toMatchObject({ verb, target: targets[kind] });
    },
  );

  test('set knows the fields that the table lists, and no others', () => {
    const examples: Record<string, string> = {
      latency: '1ms',
      jitter: '1ms',
      loss: '1%',
      bandwidth: '1MB/s',
      timeout: '1s',
      retries: '{}',
      breaker: '{}',
      mode: 'sync',
      cpu: '1',
      memory: '1GB',
      concurrency: '1',
      queue: '1',
      connections: '1',
    };
    for (const kind of ['link', 'process', 'store', 'broker'] as const) {
      for (const [field, example] of Object.entries(examples)) {
        const text = `- { at: 1s, set: ${targets[kind]}, ${field}: ${example} }`;
        expect([field, errorsOf(text).length]).toEqual([field, settable[kind].includes(field) ? 0 : 1]);
      }
    }
  });
});
