import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { shelfTexts } from '../../build/shelf-plugin.ts';
import { expect, test } from 'vitest';
import { createNodeRun } from '../../simulator/hosts/node/node-run.ts';
import { createRealm } from '../../simulator/hosts/realm.ts';
import { SharedRealmHost } from '../../simulator/hosts/shared-realm-host.ts';
import { openSqlite } from '../../simulator/hosts/sqlite.ts';
import { Run } from '../../simulator/run/run.ts';
import { PreparedFiles } from '../../simulator/fleet/ready/compiled-file.ts';
import { compileBy } from '../../simulator/fleet/ready/compiled-service.ts';
import { makeReady } from '../../simulator/fleet/ready/make-ready.ts';
import { readReady, writtenReady } from '../../simulator/fleet/ready/ready-fleet.ts';
import { serversHere } from '../../simulator/fleet/world/servers-here.ts';
import { changeOf } from '../../simulator/fleet/changes/catalogue.ts';
import { Sidecar } from '../../simulator/platform/sidecar/sidecar.ts';
import { World } from '../../simulator/fleet/world/world.ts';
import type { ReadyFleet } from '../../simulator/fleet/ready/ready-fleet.ts';

const ours = ['ferry/ferry.fleet.yaml', 'shop/monolith.fleet.yaml', 'shop/services.fleet.yaml'];

function madeReady(entry: string): ReadyFleet {
  const folder = path.join('lessons', path.dirname(entry));
  const made = makeReady({
    path: path.basename(entry),
    readFile: (file) => {
      const whole = path.join(folder, file);
      return existsSync(whole) ? readFileSync(whole, 'utf8') : null;
    },
  });
  if (!made.ok) throw new Error(made.errors.map(({ message }) => message).join('\n'));
  return made.ready;
}

test.each(ours)('%s is the same after it was written and read, and has no code that is not compiled', (entry) => {
  const ready = madeReady(entry);
  const read = readReady(writtenReady(ready));
  expect(read).toEqual(ready);
  const files = new PreparedFiles();
  files.add(read.files);
  const compile = compileBy(files.of);
  expect(read.fleet.services.map((service) => compile(service).broken)).toEqual(read.fleet.services.map(() => null));
});

test.each(ours)('%s made ready beforehand is the same run as one that is compiled where it runs', async (entry) => {
  const untilUs = 3_000_000;
  const ready = madeReady(entry);
  const compiledHere = await createNodeRun(ready.fleet, { seed: '7', host: 'inline' });
  await compiledHere.advance(untilUs);

  const { fleet, files } = readReady(writtenReady(ready));
  const prepared = new PreparedFiles();
  prepared.add(files);
  const sqlite = await openSqlite(
    readFileSync(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm-browser.wasm')),
  );
  const host = new SharedRealmHost(createRealm(await shelfTexts()));
  const run = new Run(
    new World({
      fleet,
      seed: '7',
      host,
      compile: compileBy(prepared.of),
      changeOf,
      sidecars: () => Sidecar,
      servers: serversHere(sqlite),
    }),
  );
  await run.advance(untilUs);
  expect(run.world.digest()).toBe(compiledHere.world.digest());
  expect(run.report({ wallMs: 0 }).requests.reduce((sum, { ok }) => sum + ok, 0)).toBeGreaterThan(10);
});

test('code with mistakes is no mistake of the fleet: it is ready, and its process says what is wrong', () => {
  const made = makeReady({
    path: 'fleet.yaml',
    readFile: (file) => ({ 'fleet.yaml': 'services: { pot: {} }\n', 'services/pot.ts': 'const tea = ;' })[file] ?? null,
  });
  if (!made.ok) throw new Error('it should be ready');
  const files = new PreparedFiles();
  files.add(readReady(writtenReady(made.ready)).files);
  expect(compileBy(files.of)(made.ready.fleet.services[0]!).broken).toMatch(/^services\/pot\.ts:1:13 /);
});
