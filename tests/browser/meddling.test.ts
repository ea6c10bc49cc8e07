import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { additions, meddling } from './hostile-code/meddling.ts';
import { openBrowser } from './support/opened-page.ts';
import { goodRequests, hosts, lastEnd, runOdd } from './support/odd-fleet.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const serviceThat = (statements: string): string => `
import { Hono } from 'hono'
const app = new Hono()
app.get('/', (c) => { ${statements}; return c.text('odd') })
export default app`;

test.each(meddling)('%s: with a worker for each process it is that service’s own affair', async (_what, statements) => {
  const { report, engine } = await runOdd(browser, serviceThat(statements), { host: 'workers' });
  expect(goodRequests(report)).toEqual({ ok: 199, failed: 0 });
  expect(report.services['good']!.errors).toBe(0);
  const end = lastEnd(report);
  if (end) expect(end.reason).toMatch(/^its worker failed: |^its code changed built-in objects|without letting time/);
  await engine.close();
});

test.each(meddling)('%s: where all share one realm, the run says so and is not trusted', async (what, statements) => {
  await expect(runOdd(browser, serviceThat(statements), { host: 'group' })).rejects.toThrow(
    new RegExp(`code of this fleet changed ${what.replace(/[.[\]]/g, String.raw`\$&`)}.*a worker for each process`),
  );
});

test.each(hosts)('what disturbs nobody is allowed (%s)', async (host) => {
  const { report, engine } = await runOdd(browser, serviceThat(additions), { host });
  expect(goodRequests(report)).toEqual({ ok: 199, failed: 0 });
  expect(report.requests.find(({ flow }) => flow === 'odd')).toMatchObject({ ok: 7, failed: 0 });
  await engine.close();
});

test.each(hosts)('sloppy code cannot take what the engine uses from the real global (%s)', async (host) => {
  const code = `
const world = (function () { return this })()
for (const name of Object.getOwnPropertyNames(world)) { try { world[name] = undefined; delete world[name] } catch {} }
for (const owner of [world.JSON, world.Math]) for (const name of Object.getOwnPropertyNames(owner)) { owner[name] = () => 'evil'; delete owner[name] }
const left = Object.getOwnPropertyNames(world).filter((name) => world[name] !== undefined).length
module.exports = { fetch: () => new Response(String(left), { status: left > 40 && world.JSON.parse('[7]')[0] === 7 ? 200 : 500 }) }`;
  const { report, engine } = await runOdd(browser, code, { host, path: 'services/odd.cjs' });
  expect(goodRequests(report)).toEqual({ ok: 199, failed: 0 });
  expect(report.requests.find(({ flow }) => flow === 'odd')).toMatchObject({ ok: 7, failed: 0 });
  await engine.close();
});
