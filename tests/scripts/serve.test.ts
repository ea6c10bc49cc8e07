import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

interface Site {
  readonly url: string;
  close(): Promise<void>;
}
const { serve } = (await import(new URL('../../scripts/serve.mjs', import.meta.url).href)) as {
  serve: (options: { folder: string; base?: string; port?: number; orNextPort?: boolean }) => Promise<Site>;
};

const outside = mkdtempSync(join(tmpdir(), 'flotilla-serve-'));
const folder = join(outside, 'dist');
let site: Site;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'index.html'), '<h1>fleet</h1>');
  writeFileSync(join(folder, '.hidden'), 'hidden');
  writeFileSync(join(folder, 'assets', 'app-a1B2c3D4.js'), 'const a = 1;\n'.repeat(100));
  writeFileSync(join(folder, 'sql.wasm'), 'wasm');
  symlinkSync(join(outside, 'secret.txt'), join(folder, 'link.txt'));
  site = await serve({ folder, base: '/flotilla/' });
});
afterAll(async () => {
  await site.close();
  rmSync(outside, { recursive: true, force: true });
});

/** By hand, because `fetch` tidies an address up before it asks. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(site.url);
    request({ hostname, port, path, headers, method }, (response) => resolve(response.resume()))
      .on('error', reject)
      .end();
  });
}

test('the page is at its base, and asked for anew each time', async () => {
  const response = await get('/flotilla/');
  expect(response.statusCode).toBe(200);
  expect(response.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
  const again = await get('/flotilla/', { 'if-none-match': response.headers.etag! });
  expect(again.statusCode).toBe(304);
});

test('what is named by its content is compressed and kept', async () => {
  const response = await get('/flotilla/assets/app-a1B2c3D4.js', { 'accept-encoding': 'gzip' });
  expect(response.headers).toMatchObject({
    'content-encoding': 'gzip',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  expect(Number(response.headers['content-length'])).toBeLessThan(1000);
});

test('WebAssembly has its own type', async () => {
  expect((await get('/flotilla/sql.wasm')).headers['content-type']).toBe('application/wasm');
});

test.each(['/flotilla', '/flotilla/assets'])('%s leads to the folder of that name', async (path) => {
  const response = await get(path);
  expect([response.statusCode, response.headers.location]).toEqual([301, `${path}/`]);
});

test.each([
  '/',
  '/index.html',
  '/flotilla/assets/',
  '/flotilla/nothing',
  '/flotilla/index.html/',
  '/flotilla/.hidden',
  '/flotilla/link.txt',
  '/flotilla/../secret.txt',
  '/flotilla/../../secret.txt',
  '/flotilla/%2e%2e/secret.txt',
  '/flotilla/..%2fsecret.txt',
  '/flotilla/assets/..%5c..%5csecret.txt',
  '/flotilla/%00',
  '/flotilla/%E0%A4%A',
  '/flotilla//assets',
])('there is nothing at %s', async (path) => {
  expect((await get(path)).statusCode).toBe(404);
});

test('nothing can be sent to it', async () => {
  const response = await get('/flotilla/', {}, 'POST');
  expect([response.statusCode, response.headers.allow]).toEqual([405, 'GET, HEAD']);
});

test('a port that is taken is passed over only when that was allowed', async () => {
  const taken = Number(new URL(site.url).port);
  await expect(serve({ folder, port: taken })).rejects.toThrow('EADDRINUSE');
  const next = await serve({ folder, port: taken, orNextPort: true });
  expect(Number(new URL(next.url).port)).toBeGreaterThan(taken);
  await next.close();
});
