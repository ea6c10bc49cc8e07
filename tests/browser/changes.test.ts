import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadFleet } from '../../simulator/fleet/load-fleet.ts';
import { createNodeRun } from '../../simulator/hosts/node/node-run.ts';
import { openBrowser } from './support/opened-page.ts';
import { openEngine } from './support/test-engine.ts';
import type { Action } from '../../simulator/index.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const entry = 'changing.fleet.yaml';
const pricer = (word: string): string => `
import { Hono } from 'hono';
const app = new Hono();
app.get('/', (c) => c.text('${word}'));
export default app;
`;
/** It brings a library that nothing imported before. */
const validating = `
import { z } from 'zod';
const Price = z.object({ cents: z.number() });
export default { fetch: () => Response.json(Price.parse({ cents: 7 })) };
`;
const files = {
  [entry]: `
services: { front: {}, pricer: {} }
processes:
  front: { services: [front], startup: 200ms }
  pricer: { services: [pricer], replicas: 2, startup: 200ms }
links: { default: { latency: 1ms..2ms } }
traffic: { load: { to: front, request: GET /, rate: poisson(40/s) } }
`,
  'services/front.ts': `export default { fetch: () => fetch('http://pricer/') };`,
  'services/pricer.ts': pricer('1'),
};
const script: readonly Action[] = [
  { atUs: 500_000, verb: 'scale', target: 'pricer', sizes: { replicas: 3 } },
  { atUs: 900_000, verb: 'deploy', target: 'pricer', sizes: { files: { 'services/pricer.ts': validating } } },
  { atUs: 1_200_000, verb: 'set', target: 'front -> pricer', sizes: { timeoutUs: 500_000 }, forUs: 300_000 },
  { atUs: 1_900_000, verb: 'set', target: 'front -> pricer', sizes: { balance: 'least-requests' } },
  { atUs: 2_500_000, verb: 'deploy', target: 'pricer', sizes: { files: { 'services/pricer.ts': `throw 'no';` } } },
  { atUs: 3_000_000, verb: 'undo', target: '', sizes: { fault: 5 } },
];
const endUs = 4_000_000;

test('a fleet that is scaled, deployed to and set is the same run in Node and in Chromium, in workers and in a group', async () => {
  const loaded = loadFleet({ path: entry, readFile: (path) => (files as Record<string, string>)[path] ?? null });
  if (!loaded.ok) throw new Error(loaded.errors.map((error) => error.message).join('\n'));
  const run = await createNodeRun(loaded.fleet, { seed: '5', host: 'inline' });
  for (const action of script) {
    await run.advance(action.atUs);
    run.act(action);
    await run.advance(run.nowUs + 1);
  }
  await run.advance(endUs);
  const inNode = run.report({ wallMs: 0 });
  run.dispose();
  expect(inNode.requests).toMatchObject([{ failed: 0 }]);
  for (const host of ['group', 'workers'] as const) {
    const engine = await openEngine(browser);
    expect(await engine.load({ files, entry, seed: '5', host })).toMatchObject({ ok: true, map: { version: 1 } });
    for (const { atUs, ...action } of script) {
      await engine.advance(atUs);
      await engine.act(action);
    }
    await engine.advance(endUs);
    expect({ ...(await engine.report()), wallMs: 0 }).toEqual({ ...inNode, wallMs: 0 });
    const { mapVersion, replicas, changes } = await engine.frame();
    expect(mapVersion).toBeGreaterThan(5);
    expect(replicas.filter(({ process }) => process === 'pricer').map(({ version }) => version)).toEqual([
      'v2',
      'v2',
      'v2',
    ]);
    expect(changes.map(({ verb }) => verb)).toEqual(['scale', 'deploy', 'set']);
    await engine.close();
  }
});

test('what an editor sends is deployed or refused with its places, and its files can be asked for (group)', async () => {
  const engine = await openEngine(browser);
  await engine.load({ files, entry, seed: '5', host: 'group' });
  await engine.advance(300_000);
  const act = (text: string) =>
    engine.act({ verb: 'deploy', target: 'pricer', sizes: { files: { 'services/pricer.ts': text } } });
  expect(await act('const a = 1;\nexport default {;')).toMatchObject({
    ok: false,
    mistakes: [{ path: 'services/pricer.ts', line: 2 }],
  });
  expect(await act(pricer('2'))).toEqual({ ok: true, id: 1 });
  await engine.advance(2_000_000);
  const deployed = await engine.ask({ about: 'files' });
  expect(deployed).toEqual([
    { path: 'services/front.ts', text: files['services/front.ts'], services: ['front'] },
    { path: 'services/pricer.ts', text: pricer('2'), services: ['pricer'] },
  ]);
  await engine.close();
});
