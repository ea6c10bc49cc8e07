import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from './support/opened-page.ts';
import { openEngine } from './support/test-engine.ts';
import type { TestEngine } from './support/test-engine.ts';

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
  expect(loaded).toMatchObject({ ok: true, map: { name: 'greeting', version: 1 } });
  await engine.advance(2_000_000);
  const { requests, virtualMs } = await engine.report();
  expect(virtualMs).toBe(2000);
  expect(requests).toMatchObject([{ route: 'GET /', failed: 0 }]);
  expect(requests[0]!.ok).toBeGreaterThan(15);
  await engine.close();
});

test.each(['workers', 'group'] as const)(
  'whoever watches sees the same run, steps through it, stops where something happens, and asks (%s)',
  async (host) => {
    const digests: string[] = [];
    for (const watches of [false, true]) {
      const engine = await openEngine(browser);
      await engine.load({ files, entry: 'greeting.fleet.yaml', seed: '1', host });
      await engine.advance(500_000);
      await engine.act({ verb: 'kill', target: 'hello', sizes: {}, forUs: 1_000_000 });
      if (watches) await watch(engine);
      await engine.advance(3_000_000);
      digests.push((await engine.report()).digest);
      expect((await engine.moment()).actions).toHaveLength(1);
      await engine.close();
    }
    expect(digests[1]).toBe(digests[0]);
  },
);

async function watch(engine: TestEngine): Promise<void> {
  const from = (await engine.frame()).virtualUs;
  await engine.step('event');
  await engine.step('hop');
  const frame = await engine.frame();
  expect(frame.virtualUs).toBeGreaterThan(from);
  const labels = (await engine.messages()).map(({ from: sender, to, label }) => `${sender} -> ${to}: ${label}`);
  expect(labels.slice(0, 3)).toEqual(['visit -> front: GET /', 'front -> hello: GET /', 'hello -> front: 200']);
  expect(frame.faults).toMatchObject([{ id: 1, verb: 'kill', target: 'hello' }]);
  expect(frame.replicas.map(({ name, state }) => `${name} ${state}`)).toEqual(['front#1 ready', 'hello#1 stopped']);
  await engine.play(1, { kind: 'failure' });
  expect(await engine.stopped()).toMatch(/^visit failed at 0\.\d{3} s$/);
  const [failed] = await engine.ask({ about: 'requests', newest: 1, outcome: 'failed' });
  expect(failed!.endUs + 1).toBe((await engine.frame()).virtualUs);
  expect(failed!.cause!.parts.map((part) => part.text).join('')).toContain('hello was killed at 0.5 s');
  const { spans, messages } = await engine.ask({ about: 'trace', traceId: failed!.traceId });
  expect(spans.length).toBeGreaterThan(1);
  expect(messages.map(({ from: sender, to }) => `${sender} -> ${to}`)).toContain('front -> hello');
  const { bins } = await engine.ask({ about: 'series', kind: 'link', of: 'visit->front' });
  expect(bins.length).toBeGreaterThan(0);
}

test('where time is stopped in the very moment of an act, the act is behind it: had again up to there, the run has it', async () => {
  const engine = await openEngine(browser);
  await engine.load({ files, entry: 'greeting.fleet.yaml', seed: '1', host: 'workers' });
  await engine.play(1);
  const kill = JSON.stringify([{ verb: 'kill', target: 'hello', sizes: {} }]);
  await engine.page.evaluate(`Promise.all([window.callEngine('act', ${kill}), window.callEngine('pause', [])])`);
  const { atUs, actions } = await engine.moment();
  expect(actions).toHaveLength(1);
  expect(atUs).toBe(actions[0]!.atUs + 1);
  await engine.close();
});

const patience = { timeout: 30_000 };

test('a run that is to go fast goes on in one worker, and is the run that it was', async () => {
  const engine = await openEngine(browser);
  await engine.load({ files, entry: 'greeting.fleet.yaml', seed: '1', host: 'workers', remembers: true });
  await engine.advance(2_000_000);
  const killed = await engine.act({ verb: 'kill', target: 'hello', sizes: {} });
  expect(await engine.host()).toBe('workers');
  await engine.play(1_000);
  await expect.poll(async () => (await engine.frame()).virtualUs, patience).toBeGreaterThan(3_000_000);
  // On a busy machine three workers get more of the processor than the one that is to overtake them.
  await engine.pause();
  await expect.poll(() => engine.host(), patience).toBe('group');
  await engine.undo(killed.ok ? killed.id! : 0);
  await engine.act({ verb: 'kill', target: 'front', sizes: {}, forUs: 1_000_000 });
  const { atUs } = await engine.moment();
  await engine.play(1, { kind: 'time', atUs: atUs + 500_000 });
  await engine.stopped();
  const fast = await engine.moment();
  expect(fast.actions.map(({ verb }) => verb)).toEqual(['kill', 'undo', 'kill']);
  const [failed] = await engine.ask({ about: 'requests', newest: 1, outcome: 'failed' });
  expect(failed!.cause!.parts.map((part) => part.text).join('')).toContain('was killed at');
  // Its past reaches back to before it was computed there.
  expect((await engine.frame()).past!.fromUs).toBeLessThan(200_000);
  await engine.close();

  const again = await openEngine(browser);
  const { actions } = fast;
  await again.load({ files, entry: 'greeting.fleet.yaml', seed: '1', host: 'workers', actions });
  await again.advance(fast.atUs);
  expect((await again.moment()).digest).toBe(fast.digest);
  await again.close();
});

test('code that needs a worker for each process keeps it, however fast time is to go', async () => {
  const engine = await openEngine(browser);
  const meddles = 'Array.prototype.map = Array.prototype.map.bind([]);\n';
  const changed = { ...files, 'services/hello.ts': meddles + files['services/hello.ts'] };
  await engine.load({ files: changed, entry: 'greeting.fleet.yaml', seed: '1', host: 'workers' });
  await engine.play(1_000);
  await expect.poll(async () => (await engine.frame()).virtualUs, patience).toBeGreaterThan(60_000_000);
  expect(await engine.host()).toBe('workers');
  expect((await engine.report()).requests[0]!.count).toBeGreaterThan(300);
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
