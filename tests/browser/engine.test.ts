import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from './support/opened-page.ts';
import { openEngine } from './support/test-engine.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const files = {
  'greeting.fleet.yaml': `
name: greeting
services:
  front: {}
  hello: {}
links: { default: { latency: 1ms } }
traffic: { visit: { to: front, request: GET /, rate: 10/s } }
`,
  'services/front.ts': `
import { Hono } from 'hono';
const app = new Hono();
app.get('/', async (c) => c.text(await (await fetch('http://hello/')).text(), 200));
export default app;
`,
  'services/hello.ts': `
import { Hono } from 'hono';
const app = new Hono();
app.get('/', (c) => c.text('hello'));
export default app;
`,
};

test('a fleet of two services answers its clients in the locked workers of a frame', async () => {
  const engine = await openEngine(browser);
  const loaded = await engine.load({ files, entry: 'greeting.fleet.yaml', seed: '1', host: 'workers' });
  expect(loaded).toEqual({ ok: true, fleet: 'greeting', stores: [] });
  await engine.advance(2_000_000);
  const { requests, virtualMs } = await engine.report();
  expect(virtualMs).toBe(2000);
  expect(requests).toMatchObject([{ route: 'GET /', failed: 0 }]);
  expect(requests[0]!.ok).toBeGreaterThan(15);
  await engine.close();
});

test('a fleet file with a mistake is refused with its place', async () => {
  const engine = await openEngine(browser);
  const loaded = await engine.load({
    files: { 'a.fleet.yaml': 'name: a\nservices: { hello: { cost: soon } }\n', 'services/hello.ts': '' },
    entry: 'a.fleet.yaml',
    seed: '1',
    host: 'workers',
  });
  expect(loaded).toMatchObject({ ok: false, errors: [expect.stringMatching(/^a\.fleet\.yaml:2:\d+: .*soon/)] });
  await engine.close();
});
