import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadFleet } from '../../simulator/fleet/load-fleet.ts';
import { createNodeRun } from '../../simulator/hosts/node/node-run.ts';
import { openBrowser } from './support/opened-page.ts';
import { openEngine } from './support/test-engine.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const forUs = 4_000_000;
const entry = 'lessons/shop/broken.fleet.yaml';

/** The shop, and a script that breaks a little of everything. */
const brokenShop = `
extends: services.fleet.yaml
processes: { catalog: { services: [catalog], replicas: 2 } }
links: { gateway -> catalog: { balance: least-requests } }
script:
  - { at: 1s, kill: payments, for: 800ms }
  - { at: 1200ms, latency: orders -> inventory, add: 30ms, for: 1s }
  - { at: 2s, slow: orders-db, by: 20ms, for: 500ms }
  - { at: 2200ms, loss: gateway -> catalog, rate: 20%, for: 500ms }
  - { at: 2500ms, hang: users, for: 400ms }
`;

/** Every file that loading asked for, so that the browser gets the same ones. */
function readShop(): { files: Record<string, string>; readFile: (path: string) => string | null } {
  const files: Record<string, string> = { [entry]: brokenShop };
  const readFile = (path: string): string | null => {
    if (path === entry) return brokenShop;
    if (!existsSync(path) || !statSync(path).isFile()) return null;
    return (files[path] = readFileSync(path, 'utf8'));
  };
  return { files, readFile };
}

test.each(['seed 1', 'seed 2', 'seed 3'])(
  'the broken shop is the same run in Node and in Chromium, in workers and in a group (%s)',
  async (seed) => {
    const { files, readFile } = readShop();
    const loaded = loadFleet({ path: entry, readFile });
    if (!loaded.ok) throw new Error(loaded.errors.map((error) => error.message).join('\n'));
    const run = await createNodeRun(loaded.fleet, { seed, host: 'inline' });
    await run.advance(forUs);
    const inNode = run.report({ wallMs: 0 });
    expect(inNode.requests.reduce((sum, row) => sum + row.failed, 0)).toBeGreaterThan(0);
    for (const host of ['group', 'workers'] as const) {
      const engine = await openEngine(browser);
      expect(await engine.load({ files, entry, seed, host })).toMatchObject({ ok: true });
      await engine.advance(forUs);
      const inChromium = await engine.report();
      expect({ ...inChromium, wallMs: 0 }).toEqual({ ...inNode, wallMs: 0 });
      await engine.close();
    }
  },
);

test('the shop that the page brings along ready is the run of its files', async () => {
  const readFile = (path: string): string | null => (existsSync(path) ? readFileSync(path, 'utf8') : null);
  const loaded = loadFleet({ path: 'lessons/shop/services.fleet.yaml', readFile });
  if (!loaded.ok) throw new Error(loaded.errors.map((error) => error.message).join('\n'));
  const run = await createNodeRun(loaded.fleet, { seed: '7', host: 'inline' });
  await run.advance(forUs);
  for (const host of ['group', 'workers'] as const) {
    const engine = await openEngine(browser);
    expect(await engine.load({ ready: 'services', seed: '7', host })).toMatchObject({ ok: true });
    await engine.advance(forUs);
    expect((await engine.moment()).digest).toBe(run.world.digest());
    await engine.close();
  }
});
