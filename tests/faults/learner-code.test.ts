import { describe, expect, test } from 'vitest';
import { fleetOf } from '../../simulator/testing/fleet-of.ts';
import { given } from '../support/given.ts';
import { endOf, fleetWith, isWell } from '../support/odd-service.ts';
import { hono } from '../support/service-code.ts';

describe('code that fails', () => {
  test('endless recursion is an error of that request, and the service lives on', async () => {
    const fleet = await fleetWith(
      hono(
        `app.get('/', (c) => { const again = (n) => again(n + 1) + 1; return c.text(String(again(0))) })\napp.get('/ok', (c) => c.text('ok'))`,
      ),
    );
    expect((await fleet.request('GET', 'http://odd/')).status).toBe(500);
    expect((await fleet.request('GET', 'http://odd/ok')).text).toBe('ok');
    expect(fleet.logs('odd').join()).toContain('RangeError');
  });

  test('an error at import ends the start with its message and its place in the source', async () => {
    const fleet = await fleetWith(
      `interface Config { url: string }\nconst config: Config | null = null\n\nconsole.log(config.url)`,
    );
    await fleet.run('1s');
    expect(endOf(fleet)).toMatchObject({ end: 'start failed' });
    expect(endOf(fleet)!.reason).toContain('TypeError');
    const [log] = fleet.factsOf('log').filter((each) => each.level === 'error');
    expect(log!.unhashed!.stack).toContain('services/odd.ts:4:');
    expect(await isWell(fleet)).toBe(true);
  });

  test.each([
    ['that is no JavaScript', 'const = 1', /services\/odd\.ts:1:7/],
    ['that imports what is not on the shelf', `import left from 'left-pad'\nexport default left`, /left-pad.*hono/s],
    ['that imports a module of Node that is not there', `import fs from 'node:fs'\nexport default fs`, /node:fs|fs/],
  ])('code %s does not start, and says where and why', async (_title, code, reason) => {
    const fleet = await fleetWith(code);
    await fleet.run('1s');
    expect(endOf(fleet)).toMatchObject({ end: 'start failed' });
    expect(endOf(fleet)!.reason).toMatch(reason);
    expect(await isWell(fleet)).toBe(true);
  });

  test('an unhandled rejection ends the process, as Node does, and is in the log', async () => {
    const fleet = await fleetWith(
      hono(`app.get('/', (c) => { Promise.reject(new Error('forgotten')); return c.text('answered') })`),
    );
    await fleet.request('GET', 'http://odd/', undefined, { timeoutUs: 1_000_000 });
    expect(endOf(fleet)).toMatchObject({ end: 'uncaught', reason: 'uncaught Error: forgotten' });
    expect(fleet.logs('odd').join()).toContain('forgotten');
    await fleet.run('15s');
    expect(fleet.report().processes['odd']).toMatchObject({ crashes: 1, restarts: 1 });
  });

  test.each([
    ['null', 'null'],
    ['a text', `'just a text'`],
    ['an object whose toString throws', `({ toString() { throw 1 } })`],
    [
      'a proxy that throws at everything',
      `new Proxy({}, { get() { throw 1 }, has() { throw 1 }, ownKeys() { throw 1 }, getPrototypeOf() { throw 1 }, getOwnPropertyDescriptor() { throw 1 } })`,
    ],
    ['a symbol', 'Symbol("odd")'],
  ])('throwing %s, at once or later, is an ordinary failure', async (_title, thrown) => {
    const fleet = await fleetWith(
      `export default { fetch(request) { if (request.url.endsWith('/later')) setTimeout(() => { throw ${thrown} }, 10); else throw ${thrown}; return new Response('ok') } }`,
    );
    expect((await fleet.request('GET', 'http://odd/')).status).toBe(500);
    expect((await fleet.request('GET', 'http://odd/later')).text).toBe('ok');
    await fleet.run('1s');
    expect(endOf(fleet)).toMatchObject({ end: 'uncaught' });
    expect(await isWell(fleet)).toBe(true);
  });
});

describe('code that answers oddly', () => {
  test('never: the client gives up at its own deadline, and one without is still waiting when the run ends', async () => {
    const fleet = await fleetWith(
      hono(`app.get('/', () => new Promise(() => {}))`),
      `traffic: { patient: { to: odd, request: GET /, rate: 1/s, for: 1500ms, timeout: 2s } }`,
    );
    const waiting = fleet.send('GET', 'http://odd/', undefined, { timeoutUs: 600_000_000 });
    await fleet.run('10s');
    const [request] = fleet.factsOf('request');
    expect(request).toMatchObject({ status: null, failure: 'timeout', why: 'no answer within 2000 ms' });
    expect(request!.endUs - request!.startUs).toBe(2_000_000);
    expect(waiting.answer).toBeNull();
  });

  test('twice: the first answer counts, and express throws at the second', async () => {
    const fleet = await fleetWith(`import express from 'express'
const app = express()
app.get('/', (request, response) => { response.send('first'); try { response.send('second') } catch (error) { console.log(error.code) } })
app.listen(3000)`);
    expect((await fleet.request('GET', 'http://odd/')).text).toBe('first');
    expect(fleet.logs('odd')).toEqual(['ERR_HTTP_HEADERS_SENT']);
  });

  test.each([
    ['text where JSON is expected', `c.text('no json')`, 'SyntaxError'],
    ['an object in a circle', `{ const ring = {}; ring.ring = ring; return c.json(ring) }`, '500'],
    ['a bigint', `c.json({ big: 10n })`, '500'],
  ])('%s: the caller gets an error that is defined', async (_title, expression, expected) => {
    const body = expression.startsWith('{') ? expression : `{ return ${expression} }`;
    const fleet = await given(`services: { caller: {}, odd: {} }`, {
      files: {
        'services/odd.ts': hono(`app.get('/', (c) => ${body})`),
        'services/caller.ts': hono(`app.get('/', async (c) => {
          const answer = await fetch('http://odd/')
          if (!answer.ok) return c.text(String(answer.status))
          try { return c.json(await answer.json()) } catch (error) { return c.text(error.name) }
        })`),
      },
    });
    expect((await fleet.request('GET', 'http://caller/')).text).toBe(expected);
  });

  test('50 MB: refused on the way out, and the process lives on', async () => {
    const fleet = await fleetWith(
      hono(`app.get('/big', (c) => c.text('x'.repeat(50 * 1024 * 1024)))\napp.get('/', (c) => c.text('ok'))`),
    );
    const answer = await fleet.request('GET', 'http://odd/big');
    expect(answer.status === null || answer.status >= 500).toBe(true);
    expect((await fleet.request('GET', 'http://odd/')).text).toBe('ok');
  });

  test('two services that call each other without end: every client gives up, and the trace is finite', async () => {
    const each = (other: string) =>
      hono(
        `app.get('/', async (c) => { try { const answer = await fetch('http://${other}/', { signal: AbortSignal.timeout(500) }); return c.text(await answer.text()) } catch (error) { return c.text(error.name, 504) } })`,
      );
    const fleet = await given(`services: { ping: {}, pong: {} }\nlinks: { default: { latency: 1ms } }`, {
      files: { 'services/ping.ts': each('pong'), 'services/pong.ts': each('ping') },
    });
    const answer = await fleet.request('GET', 'http://ping/');
    expect(answer).toMatchObject({ status: 504, text: 'TimeoutError' });
    await fleet.run('2s');
    const spans = fleet.spans((span) => span.traceId === answer.traceId);
    expect(spans.length).toBeGreaterThan(20);
    expect(spans.length).toBeLessThan(2_000);
  });
});

describe('code that meddles', () => {
  test('what one service does to the built-in objects is its own affair', async () => {
    const fleet = await fleetWith(
      hono(
        `app.get('/', (c) => c.text('odd'))`,
        `Promise.prototype.then = () => 1
Array.prototype.push = () => { throw new Error('no push') }
Object.prototype.evil = true
JSON.stringify = () => 'evil'
globalThis.fetch = () => { throw new Error('no fetch') }
globalThis.Promise = null
Date.now = () => 0`,
      ),
      `traffic: { load: { to: good, request: GET /, rate: 50/s } }`,
      // In line all share one realm: that host is for code that is trusted, or locked in together.
      'workers',
    );
    await fleet.run('2s');
    expect(await isWell(fleet)).toBe(true);
    expect(fleet.report().requests[0]).toMatchObject({ failed: 0 });
    expect(fleet.factsOf('request').every((request) => !('evil' in {}) && request.status === 200)).toBe(true);
  });

  test('clocks and dice are the run’s: the same seed gives the same values, another seed others', async () => {
    const code = hono(
      `app.get('/', (c) => c.json([Date.now(), performance.now(), Math.random(), crypto.randomUUID(), new Date().toISOString()]))`,
    );
    const values = async (seed: string) => {
      const fleet = await given(`services: { odd: {} }\nlinks: { default: { latency: 1ms } }`, {
        files: { 'services/odd.ts': code },
        seed,
      });
      await fleet.run('1s');
      return (await fleet.request('GET', 'http://odd/')).json as unknown[];
    };
    const first = await values('1');
    expect(await values('1')).toEqual(first);
    const other = await values('2');
    expect([other[0], other[1], other[4]]).toEqual([first[0], first[1], first[4]]);
    expect(other[2]).not.toBe(first[2]);
    expect(other[3]).not.toBe(first[3]);
    expect(first[4]).toBe('2025-01-06T09:00:01.002Z');
  });

  test('its environment is that of the fleet file and of a plain Node: nothing in it tells who runs the code, or why', async () => {
    const code = hono(`app.get('/', (c) => c.json({ env: process.env, started: process.argv, title: process.title }))`);
    const fleet = await given(`services: { odd: { env: { MODE: strict } } }`, { files: { 'services/odd.ts': code } });
    expect((await fleet.request('GET', 'http://odd/')).json).toEqual({
      env: { MODE: 'strict', PORT: '3000' },
      started: ['/usr/local/bin/node', '/app/main.js'],
      title: 'node',
    });
  });
});

test.each([
  ['two services of one name', 'services:\n  odd: {}\n  odd: {}', /odd/],
  ['a name that no host could have', `services: { 'Odd Name!': {} }`, /Odd Name!/],
])('%s: no fleet, and nothing starts', (_title, text, expected) => {
  expect(() => fleetOf(text, { 'services/odd.ts': '' })).toThrow(expected);
});
