import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadFleet } from '../../simulator/fleet/load-fleet.ts';
import { createNodeRun } from '../../simulator/hosts/node/node-run.ts';
import { endless, failing, runaway, unstartable } from './hostile-code/misbehaviours.ts';
import { openBrowser } from './support/opened-page.ts';
import { entry, goodRequests, hosts, lastEnd, oddFiles, runOdd } from './support/odd-fleet.ts';
import type { Ran } from './support/odd-fleet.ts';
import type { Report } from '../../simulator/telemetry/report.ts';
import type { Action } from '../../simulator/wire/actions.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** The same files in Node, and what was done to them. */
async function inNode(code: string, untilMs: number, actions: readonly Action[] = []): Promise<Report> {
  const files = oddFiles(code);
  const loaded = loadFleet({ path: entry, readFile: (path) => files[path] ?? null });
  if (!loaded.ok) throw new Error(loaded.errors.map((error) => error.message).join('\n'));
  const run = await createNodeRun(loaded.fleet, { seed: '1', host: 'inline' });
  for (const action of actions) run.actions.schedule(action);
  await run.advance(untilMs * 1000);
  return run.report({ wallMs: 0 });
}

/** All of the good service's clients are served, and the engine goes on when it is told to. */
async function fleetGoesOn({ report, engine }: Ran, served: number): Promise<void> {
  expect(goodRequests(report).failed).toBe(0);
  expect(goodRequests(report).ok).toBeGreaterThan(served);
  await engine.advance((report.virtualMs + 1000) * 1000);
  const later = await engine.report();
  expect(goodRequests(later).failed).toBe(0);
  expect(goodRequests(later).ok).toBeGreaterThan(goodRequests(report).ok + 40);
  await engine.close();
}

describe.each(hosts)('in the host "%s"', (host) => {
  test.each(runaway)('%s ends its process at the same step as in Node, and no other', async (_title, code, reason) => {
    const ran = await runOdd(browser, code, { host });
    expect(lastEnd(ran.report)).toMatchObject({ end: 'hung', reason });
    expect((await ran.engine.moment()).actions).toEqual([]);
    expect(ran.report.digest).toBe((await inNode(code, 4000)).digest);
    expect(ran.wallMs).toBeLessThan(15_000);
    await fleetGoesOn(ran, 180);
  });

  test.each(endless)(
    '%s: only the watchdog can end it, and the replay in Node ends it at the same moment',
    async (_title, code) => {
      const ran = await runOdd(browser, code, { host });
      const reason = 'did not come back within 1 s of real time';
      expect(lastEnd(ran.report)).toMatchObject({ end: 'hung', reason });
      expect(ran.report.processes['odd']).toMatchObject({ crashes: 1 });
      expect(ran.wallMs).toBeLessThan(20_000);
      const actions = (await ran.engine.moment()).actions;
      expect(actions).toMatchObject([{ verb: 'hung', target: 'odd#1' }]);
      expect((await inNode(code, 4000, actions)).digest).toBe(ran.report.digest);
      await fleetGoesOn(ran, 180);
    },
  );

  test('a regular expression that never ends, at import: the process is not tried again in the replay either', async () => {
    const code = `/(a+)+$/.test('a'.repeat(40) + 'b')\nexport default { fetch: () => new Response('odd') }`;
    const ran = await runOdd(browser, code, { host, untilMs: 10_300 });
    // Among workers each has time to load.
    const reason = `did not come back within ${host === 'workers' ? 5 : 1} s of real time`;
    expect(lastEnd(ran.report)).toMatchObject({ end: 'hung', reason });
    const actions = (await ran.engine.moment()).actions;
    expect(actions).toMatchObject([{ atUs: 0, verb: 'hung', target: 'odd#1' }]);
    expect((await inNode(code, 10_300, actions)).digest).toBe(ran.report.digest);
    await ran.engine.close();
  });

  test.each(failing)('%s is a failure of its own request', async (_title, code, message) => {
    const ran = await runOdd(browser, code, { host });
    const odd = ran.report.requests.find(({ flow }) => flow === 'odd')!;
    expect(odd.ok).toBe(0);
    expect(odd.failed).toBeGreaterThan(5);
    expect(JSON.stringify([odd.causes, ran.report.logs.map((log) => log.message)])).toContain(message);
    expect(ran.report.processes['odd']!.ends).toEqual([]);
    expect(ran.wallMs).toBeLessThan(15_000);
    await fleetGoesOn(ran, 180);
  });

  test.each(unstartable)('$title: it does not start, and says where and why', async ({ code, reason, line }) => {
    const ran = await runOdd(browser, code, { host, untilMs: 14_000 });
    const { end, reason: said } = lastEnd(ran.report)!;
    expect(end).toBe('start failed');
    expect(said).toMatch(reason);
    expect(ran.report.logs[0]!.message).toMatch(reason);
    if (line !== undefined) expect(ran.report.logs[0]!.line).toBe(line);
    await fleetGoesOn(ran, 180);
  });

  test.each([
    ['a million log lines', `for (let n = 0; n < 1e6; n++) console.log('line', n)`, 'line 999'],
    ['a line of 10 MB', `console.log('x'.repeat(10 * 1024 * 1024))`, '... 10469376 more characters'],
  ])('%s: cut, and the service lives', async (_title, statement, shown) => {
    const code = `export default { fetch() { ${statement}; return new Response('odd') } }`;
    const ran = await runOdd(browser, code, { host });
    expect(ran.report.requests.find(({ flow }) => flow === 'odd')).toMatchObject({ ok: 7, failed: 0 });
    expect(ran.report.logs.at(-1)!.message.endsWith(shown)).toBe(true);
    expect(ran.report.digest).toBe((await inNode(code, 4000)).digest);
    expect(ran.wallMs).toBeLessThan(15_000);
    await fleetGoesOn(ran, 180);
  });

  test.each([
    ['null', 'null', 'uncaught null'],
    ['a proxy that throws at everything', 'trap', 'uncaught [unprintable]'],
    ['an object whose texts are endless loops', 'loops', /^uncaught \{ message: \[Getter\]/],
  ])('throwing %s later ends the process as any error', async (_title, thrown, reason) => {
    const code = `
const trap = new Proxy({}, { get() { throw 1 }, has() { throw 1 }, ownKeys() { throw 1 }, getPrototypeOf() { throw 1 }, getOwnPropertyDescriptor() { throw 1 } })
const loops = { get message() { for (;;); }, get stack() { for (;;); }, toString() { for (;;); } }
export default { fetch() { setTimeout(() => { throw ${thrown} }, 1); return new Response('odd') } }`;
    const ran = await runOdd(browser, code, { host });
    const { end, reason: said } = lastEnd(ran.report)!;
    expect(end).toBe('uncaught');
    expect(said).toMatch(reason);
    await fleetGoesOn(ran, 180);
  });
});
