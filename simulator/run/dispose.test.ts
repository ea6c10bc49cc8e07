import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadFleet } from '../fleet/load-fleet.ts';
import { compileHere } from '../fleet/ready/file-compiler.ts';
import { serversHere } from '../fleet/world/servers-here.ts';
import { changeOf } from '../fleet/changes/catalogue.ts';
import { Sidecar } from '../platform/sidecar/sidecar.ts';
import { World } from '../fleet/world/world.ts';
import { nodeSqlite } from '../stores/sql/testing/node-sqlite.ts';
import { Run } from './run.ts';

const files: Readonly<Record<string, string>> = {
  'fleet.yaml': `
services: { users: { model: { latency: 1ms } } }
stores: { tea: { engine: sql, schema: tea.sql }, cups: { engine: sql, schema: tea.sql } }
`,
  'tea.sql': readFileSync(new URL('../../lessons/shop/stores/users.sql', import.meta.url), 'utf8'),
};

test('a run that is over gives back its databases', async () => {
  const loaded = loadFleet({ path: 'fleet.yaml', readFile: (path) => files[path] ?? null });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors));
  const sqlite = await nodeSqlite();
  let open = 0;
  const counting = {
    open: () => {
      const database = sqlite.open();
      const close = database.close.bind(database);
      database.close = () => (open--, close());
      open++;
      return database;
    },
  };
  const host = {
    open: () => {
      throw new Error('no code runs here');
    },
  };
  const run = new Run(
    new World({
      fleet: loaded.fleet,
      seed: '1',
      host,
      compile: compileHere(),
      changeOf,
      sidecars: () => Sidecar,
      servers: serversHere(counting),
    }),
  );
  await run.advance(1_000);
  expect(open).toBe(2);
  run.dispose();
  expect(open).toBe(0);
});
