import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { built, repository, run, serve } from './command-line.ts';

beforeAll(built, 300_000);

const fleet = 'tests/cli/small-fleet';
const folder = mkdtempSync(path.join(tmpdir(), 'flotilla-serve-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `fetch` may not say whose host it asks. */
function statusWithHost(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

test('a request finds its service by path, by host, or where the traffic goes', async () => {
  const served = await serve(fleet, '--pace', 'max');
  const textOf = async (at: string): Promise<string> => (await fetch(served.url + at)).text();
  expect(await textOf('prices/tea')).toBe('{"product":"tea","cents":250}');
  expect(await textOf('gateway/price/tea')).toBe('{"product":"tea","cents":250}');
  expect(await textOf('price/tea?fresh=1')).toBe('{"product":"tea","cents":250}');
  const { port } = new URL(served.url);
  expect(await statusWithHost(`${served.url}tea`, `prices.localhost:${port}`)).toBe(200);
  expect(await statusWithHost(`${served.url}tea`, `127.0.0.1:${port}`)).toBe(404);
  const { code, out } = await served.stop();
  expect(out).toMatch(/outside +GET \/price\/tea +2 +2 +0/);
  expect(code).toBe(0);
});

test('method, headers, body and trace go in and come out whole', async () => {
  const served = await serve(fleet, '--pace', 'max', '--route', 'gateway');
  const body = Uint8Array.from({ length: 256 }, (_, index) => index);
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01` };
  const answer = await fetch(`${served.url}echo`, { method: 'POST', body, headers });
  expect(answer.status).toBe(201);
  expect(answer.headers.get('x-method')).toBe('POST');
  expect(answer.headers.get('traceparent')).toContain(traceId);
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(body);
  await served.stop();
});

test('many at once are answered in one virtual world, as fast as it goes', async () => {
  const served = await serve(fleet, '--pace', 'max');
  const answers = await Promise.all(Array.from({ length: 60 }, (_, index) => fetch(`${served.url}prices/p${index}`)));
  expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 60 }, () => 200));
  const { out } = await served.stop();
  expect(out).toMatch(/outside +GET \/:id +60 +60 +0/);
});

test('at the pace of the wall clock the fleet lives on between requests, and its recording replays to the bit', async () => {
  const recording = path.join(folder, 'run.json');
  const served = await serve(fleet, '--record', recording);
  const began = performance.now();
  while (performance.now() - began < 1_500) expect((await fetch(`${served.url}price/tea`)).status).toBe(200);
  const gone = new AbortController();
  const asked = fetch(`${served.url}price/tea`, { signal: gone.signal });
  setTimeout(() => gone.abort(), 2);
  await asked.then(
    () => {},
    () => {},
  );
  const { out } = await served.stop();
  const [, virtualSeconds, wallSeconds, digest] =
    /small: ([\d.]+) s of virtual time in ([\d.]+) s .*digest (\w+)/.exec(out) ?? [];
  expect(Math.abs(Number(virtualSeconds) - Number(wallSeconds))).toBeLessThan(0.5);
  expect(out).toMatch(/browsing +GET \/price\/tea +\d/);
  const replayed = await run([path.join(repository, 'bin/flotilla.mjs'), 'replay', recording, '--trust']);
  expect(replayed.out).toContain(`The same to the bit: ${digest}`);
  expect(replayed.code).toBe(0);
});

test.each([
  [['--port', 'x'], '--port x: expected'],
  [['--port', '1', '--pace', 'slow'], '--pace slow: expected real or max'],
  [['--port', '1', '--route', 'nobody'], '--route nobody: expected one of gateway, prices'],
])('%j is refused with 2', async (args, message) => {
  const ended = await run([path.join(repository, 'bin/flotilla.mjs'), 'serve', fleet, ...args]);
  expect(ended.err).toContain(message);
  expect(ended.code).toBe(2);
});
