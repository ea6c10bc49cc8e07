import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { FleetEdit } from '../../../wire/view/fleet-edit.ts';
import type { Fleet } from '../../fleet.ts';
import { loadFleet } from '../../load-fleet.ts';
import { rewrite } from './rewrite.ts';

const entry = 'mine/tea.fleet.yaml';
const tea = `# The tea house.
name: tea

services:
  # It greets.
  front: { env: { POT_URL: http://pot }, uses: { db: guests } }
  pot: { cost: lognormal(2ms, 1ms) } # hot
  leaf: { model: { latency: 2ms, calls: [[water, cup], sugar] } }
  water: { model: { latency: 1ms } }
  cup: { model: {} }
  sugar: { model: {} }

stores:
  guests: { engine: sql }

links:
  default: { latency: 0.5ms..2ms }
  front->pot: { timeout: 1s }

traffic:
  visits: { to: front, request: 'GET /\${int(1, 3)}', rate: poisson(5/s) }
  brews: { to: leaf, request: GET /, rate: 1/s }
`;
const files: Record<string, string> = {
  [entry]: tea,
  'mine/services/front.ts': 'export default { fetch: () => new Response() }',
  'mine/services/pot.ts': 'export default { fetch: () => new Response() }',
};

function edited(
  edit: FleetEdit,
  texts = files,
  path = entry,
): { readonly text: string; readonly fleet: Fleet } & { made: string[] } {
  const result = rewrite({ files: texts, entry: path }, edit);
  if (!result.ok) throw new Error(JSON.stringify(result.mistakes));
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const after = {
    ...texts,
    ...Object.fromEntries(Object.entries(result.texts).map(([name, text]) => [folder + name, text])),
  };
  const loaded = loadFleet({ path, readFile: (file) => after[file] ?? null });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors));
  return { text: after[path]!, fleet: loaded.fleet, made: Object.keys(result.texts) };
}

function refused(edit: FleetEdit): string {
  const result = rewrite({ files, entry }, edit);
  if (result.ok) throw new Error(`${edit.kind} was taken`);
  return result.mistakes.map(({ message }) => message).join('\n');
}

/** Lines that are not in the other text. */
const newLines = (text: string, before = tea): string[] => {
  const known = new Set(before.split('\n'));
  return text.split('\n').filter((line) => !known.has(line));
};

describe('an edit changes its own lines of the fleet file and leaves all others', () => {
  test.each<[FleetEdit, string[]]>([
    [{ kind: 'add service', name: 'milk', body: 'model' }, ['  milk: { model: { latency: 5ms } }']],
    [{ kind: 'add service', name: 'milk', body: 'code' }, ['  milk: {}']],
    [{ kind: 'add store', name: 'larder', engine: 'sql' }, ['  larder: { engine: sql, latency: 1ms }']],
    [{ kind: 'add broker', name: 'kafka' }, ['brokers:', '  kafka: { engine: log, latency: 2ms }']],
    [
      { kind: 'add traffic', name: 'rush', to: 'pot', request: 'GET /', rate: 'ramp(1/s, 9/s, 5s)' },
      ['  rush: { to: pot, request: GET /, rate: ramp(1/s, 9/s, 5s) }'],
    ],
    [
      { kind: 'connect', from: 'pot', to: 'leaf' },
      ['  pot: { cost: lognormal(2ms, 1ms), env: { LEAF_URL: http://leaf } } # hot'],
    ],
    [
      { kind: 'connect', from: 'pot', to: 'guests' },
      ['  pot: { cost: lognormal(2ms, 1ms), uses: { db: guests } } # hot'],
    ],
    [{ kind: 'connect', from: 'water', to: 'cup' }, ['  water: { model: { latency: 1ms, calls: [ cup ] } }']],
    [{ kind: 'disconnect', from: 'leaf', to: 'cup' }, ['  leaf: { model: { latency: 2ms, calls: [ water, sugar ] } }']],
    [{ kind: 'disconnect', from: 'front', to: 'pot' }, ['  front: { env: {}, uses: { db: guests } }']],
    [
      { kind: 'set link', from: 'front', to: 'pot', fields: { mode: 'async', timeout: null } },
      ['  front->pot: { mode: async }'],
    ],
    [
      {
        kind: 'set link',
        from: 'pot',
        to: 'leaf',
        fields: { retries: { attempts: 2, backoff: '50ms', jitter: 'full' } },
      },
      ['  pot -> leaf: { retries: { attempts: 2, backoff: 50ms, jitter: full } }'],
    ],
    [{ kind: 'set process', name: 'pot', fields: { replicas: 3 } }, ['processes:', '  pot: { replicas: 3 }']],
    [{ kind: 'move', services: ['pot'], to: 'front' }, ['processes:', '  front: { services: [ front, pot ] }']],
    [
      { kind: 'move', services: ['front', 'pot'], to: 'house' },
      ['processes:', '  house: { services: [ front, pot ] }'],
    ],
    [{ kind: 'remove', what: 'flow', name: 'brews' }, []],
    [{ kind: 'remove', what: 'store', name: 'guests' }, ['  front: { env: { POT_URL: http://pot }, uses: {} }']],
  ])('%o', (edit, lines) => {
    const { text } = edited(edit);
    expect(newLines(text).filter((line) => line !== 'stores: {}')).toEqual(lines);
    expect(text).toContain('# The tea house.');
  });
});

test('a new service has code that loads, and code that lies there already is left as it is', () => {
  expect(edited({ kind: 'add service', name: 'milk', body: 'code' }).made).toEqual([
    'tea.fleet.yaml',
    'services/milk.ts',
  ]);
  const texts = { ...files, 'mine/services/milk.ts': 'export default 1' };
  expect(edited({ kind: 'add service', name: 'milk', body: 'code' }, texts).made).toEqual(['tea.fleet.yaml']);
});

test('a service that is taken away takes its links, its traffic and the calls of models along', () => {
  const { fleet, text } = edited({ kind: 'remove', what: 'service', name: 'water' });
  expect(fleet.services.find(({ name }) => name === 'leaf')?.model?.calls).toEqual([['cup'], ['sugar']]);
  expect(edited({ kind: 'remove', what: 'service', name: 'leaf' }).fleet.traffic.map(({ name }) => name)).toEqual([
    'visits',
  ]);
  expect(edited({ kind: 'remove', what: 'service', name: 'pot' }).text).not.toContain('front->pot');
  expect(text).toContain('cup: { model: {} }');
});

test('a service that leaves a process for one of its own needs no word about it, and a process without any goes', () => {
  const together = edited({ kind: 'move', services: ['pot'], to: 'front' });
  const apart = edited({ kind: 'move', services: ['pot'], to: 'pot' }, { ...files, [entry]: together.text });
  expect(newLines(apart.text, together.text)).toEqual(['  front: { services: [ front ] }']);
  expect(apart.fleet.processes.map(({ name }) => name)).toContain('pot');
  const gone = edited({ kind: 'move', services: ['front'], to: 'pot' }, { ...files, [entry]: apart.text });
  expect(gone.fleet.processes.find(({ name }) => name === 'pot')?.services).toEqual(['pot', 'front']);
  expect(gone.fleet.processes.map(({ name }) => name)).not.toContain('front');
});

test.each<[FleetEdit, RegExp]>([
  [{ kind: 'add service', name: 'pot', body: 'model' }, /already/],
  [{ kind: 'add service', name: 'Two Words', body: 'model' }, /expected/],
  [{ kind: 'add store', name: 'pot', engine: 'sql' }, /expected/],
  [{ kind: 'connect', from: 'water', to: 'guests' }, /no code/],
  [{ kind: 'connect', from: 'water', to: 'leaf' }, /circle/],
  [{ kind: 'disconnect', from: 'pot', to: 'front' }, /by itself/],
  [{ kind: 'set link', from: 'front', to: 'pot', fields: { timeout: 'soon' } }, /duration/],
  [{ kind: 'add traffic', name: 'rush', to: 'nobody', request: 'GET /', rate: '1/s' }, /nobody/],
])('%o is refused in words, and nothing is written', (edit, words) => {
  expect(refused(edit)).toMatch(words);
});

describe('of a file that extends another', () => {
  const shop = 'lessons/shop/events.fleet.yaml';
  const readShop = (): Record<string, string> => {
    const texts: Record<string, string> = {};
    loadFleet({
      path: shop,
      readFile: (path) => (existsSync(path) ? (texts[path] = readFileSync(path, 'utf8')) : null),
    });
    return texts;
  };

  test('only the file itself is changed: what is inherited is taken away by saying so', () => {
    const texts = readShop();
    const { fleet, text, made } = edited({ kind: 'remove', what: 'service', name: 'reports' }, texts, shop);
    expect(made).toEqual(['events.fleet.yaml']);
    expect(text).toContain('reports: null');
    expect(fleet.services.map(({ name }) => name)).not.toContain('reports');
    expect(newLines(text, texts[shop])).toEqual(['services:', '  reports: null']);
  });

  test('a service gets a store of its own, made of the files that are about its tables, and goes back', () => {
    const modular = 'lessons/shop/modular.fleet.yaml';
    const texts: Record<string, string> = {};
    const readFile = (path: string) => (existsSync(path) ? (texts[path] = readFileSync(path, 'utf8')) : null);
    loadFleet({ path: modular, readFile });
    const own = edited({ kind: 'keep', service: 'catalog', role: 'db', store: 'catalog-db' }, texts, modular);
    expect(newLines(own.text, texts[modular])).toEqual([
      '  catalog: { uses: { db: catalog-db } }',
      '  catalog-db: { engine: sql, schema: [ stores/catalog.sql, stores/seed/catalog.sql ], latency: 1ms }',
    ]);
    const back = edited(
      { kind: 'keep', service: 'catalog', role: 'db', store: 'shop-db' },
      { ...texts, [modular]: own.text },
      modular,
    );
    expect(back.text).toContain('  catalog: { uses: { db: shop-db } }');
  });

  test('a link’s mode goes over to what the file above says, or to another one', () => {
    const sync = edited(
      { kind: 'set link', from: 'orders', to: 'payments', fields: { mode: 'sync' } },
      readShop(),
      shop,
    );
    const modeOf = ({ links }: Fleet) => links.find(({ from, to }) => from === 'orders' && to === 'payments')?.mode;
    expect(modeOf(sync.fleet)).toBe('sync');
    expect(newLines(sync.text, readShop()[shop])).toEqual(['  orders -> payments: { mode: sync }']);
  });
});
