import { describe, expect, test } from 'vitest';
import { errorsOf, fleetOf } from './fleet-files.ts';

const shop = {
  'lessons/shop/services.fleet.yaml': `services:
  gateway: { env: { A: 1, B: 2 } }
  orders: { uses: { db: orders-db } }
stores: { orders-db: { engine: sql, schema: stores/orders.sql } }
traffic:
  checkout: { to: gateway, request: POST /orders, body: { userId: u1, quantity: 1 }, rate: 20/s }
  browse: { to: gateway, request: GET /products, rate: 40/s }
script:
  - { at: 1s, kill: orders }
`,
  'lessons/shop/services/gateway.ts': `import './shared/money.ts';\n`,
  'lessons/shop/services/orders.ts': `import './shared/money.ts';\nimport './orders-domain';\n`,
  'lessons/shop/services/orders-domain.ts': '// of the shop\n',
  'lessons/shop/services/shared/money.ts': '// of the shop\n',
  'lessons/shop/stores/orders.sql': '-- of the shop\n',
};
const lesson = 'lessons/12-breaker/fleet.yaml';
const extending = (rest: string): string => `extends: ../shop/services.fleet.yaml\n${rest}`;

describe('a fleet file that extends another', () => {
  test('gets all of it, and its code', () => {
    const fleet = fleetOf({ ...shop, [lesson]: extending('') }, lesson);
    expect(fleet.services.map((service) => service.name)).toEqual(['gateway', 'orders']);
    expect(fleet.services[1]!.files).toEqual({
      'services/orders.ts': shop['lessons/shop/services/orders.ts'],
      'services/shared/money.ts': '// of the shop\n',
      'services/orders-domain.ts': '// of the shop\n',
    });
    expect(fleet.stores[0]!.scripts).toEqual([{ path: 'stores/orders.sql', text: '-- of the shop\n' }]);
    expect(fleet.script).toHaveLength(1);
  });

  test('a file beside it wins over the file of the same name there, also where only an import reaches it', () => {
    const files = {
      ...shop,
      [lesson]: extending(''),
      'lessons/12-breaker/services/orders.ts': `import './shared/money.ts';\nimport { x } from './only-here.ts';\n`,
      'lessons/12-breaker/services/only-here.ts': '// of the lesson\n',
      'lessons/12-breaker/services/shared/money.ts': '// of the lesson\n',
      'lessons/12-breaker/stores/orders.sql': '-- of the lesson\n',
    };
    const fleet = fleetOf(files, lesson);
    expect(fleet.services[1]!.files).toEqual({
      'services/orders.ts': files['lessons/12-breaker/services/orders.ts'],
      'services/shared/money.ts': '// of the lesson\n',
      'services/only-here.ts': '// of the lesson\n',
    });
    expect(fleet.services[0]!.files['services/shared/money.ts']).toBe('// of the lesson\n');
    expect(fleet.stores[0]!.scripts[0]!.text).toBe('-- of the lesson\n');
  });

  test('changes single fields, adds names, and takes away with null', () => {
    const fleet = fleetOf(
      {
        ...shop,
        [lesson]: extending(`services: { gateway: { env: { B: 3, C: 4 } }, search: { model: {} } }
processes: { orders: { concurrency: 50 } }
traffic: { browse: null, checkout: { rate: 5/s, body: { productId: p1 } } }
script: []
`),
      },
      lesson,
    );
    expect(fleet.services.map((service) => service.name)).toEqual(['gateway', 'orders', 'search']);
    expect(fleet.services[0]!.env).toMatchObject({ A: '1', B: '3', C: '4' });
    expect(fleet.processes.find((process) => process.name === 'orders')!.concurrency).toBe(50);
    expect(fleet.traffic.map((flow) => flow.name)).toEqual(['checkout']);
    expect(fleet.traffic[0]!.arrivals).toEqual({ kind: 'constant', perSecond: 5 });
    expect(fleet.traffic[0]!.steps[0]).toMatchObject({ path: '/orders', body: { productId: 'p1' } });
    expect(fleet.script).toEqual([]);
  });

  test('what a file takes away does not come back from further up', () => {
    const files = {
      ...shop,
      'lessons/a/fleet.yaml': extending('traffic: { browse: { rate: 1/s } }\n'),
      'lessons/b/fleet.yaml': 'extends: ../a/fleet.yaml\ntraffic: { browse: null }\n',
    };
    expect(fleetOf(files, 'lessons/b/fleet.yaml').traffic.map((flow) => flow.name)).toEqual(['checkout']);
  });

  test('a service in short form is a new one where there is none to take away', () => {
    const files = { ...shop, [lesson]: extending('services:\n  mails:\n'), 'lessons/12-breaker/services/mails.ts': '' };
    expect(fleetOf(files, lesson).services.map((service) => service.name)).toEqual(['gateway', 'orders', 'mails']);
  });

  test('an error in what it extends names that file and its line', () => {
    const files = { ...shop, [lesson]: extending('stores: { orders-db: null }\n') };
    expect(errorsOf(files, lesson)).toEqual([
      'lessons/shop/services.fleet.yaml:3:25: services.orders: found "orders-db", expected a store or a broker of this fleet',
    ]);
  });

  test('a chain of ten files is refused', () => {
    const chain = Array.from({ length: 12 }, (_, index): [string, string] => [
      `f${index}.yaml`,
      `extends: f${index + 1}.yaml\n`,
    ]);
    const files = { ...Object.fromEntries(chain), 'f12.yaml': 'services: { a: { model: {} } }\n' };
    expect(errorsOf(files, 'f0.yaml')).toEqual([
      'f8.yaml:1:10: extends: found a longer chain of files, expected at most 8 files that extend one another',
    ]);
  });
});

describe('the files of a service', () => {
  test('may lie outside the folder, under the path as written', () => {
    const files = {
      'a/fleet.yaml': 'services: { orders: { code: ../shop/services/orders } }\n',
      'shop/services/orders.ts': `export * from './x';`,
      'shop/services/x.ts': '',
    };
    const [orders] = fleetOf(files, 'a/fleet.yaml').services;
    expect(orders!.entry).toBe('../shop/services/orders.ts');
    expect(Object.keys(orders!.files)).toEqual(['../shop/services/orders.ts', '../shop/services/x.ts']);
  });

  test('may be a folder, a file with another ending, and data', () => {
    const files = {
      'fleet.yaml': 'services: { one: { code: one }, two: }\n',
      'one/main.ts': `import rates from './rates.json';\nimport './lib.js';\nimport { deep } from './deep';\n`,
      'one/rates.json': `{ "import": "./nothing" }`,
      'one/lib.ts': '',
      'one/deep/index.ts': `import type { Gone } from './gone.ts';\nconst x = require('../lib');\n`,
      'services/two.js': '',
    };
    const [one, two] = fleetOf(files).services;
    expect(one!.entry).toBe('one/main.ts');
    expect(Object.keys(one!.files)).toEqual(['one/main.ts', 'one/rates.json', 'one/lib.ts', 'one/deep/index.ts']);
    expect(two!.entry).toBe('services/two.js');
  });
});
