import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command, newest, patience, playground, untilTrafficFlows } from './support/fleet-page.ts';
import { openBrowser, openPage } from './support/opened-page.ts';

let browser: Browser;
const hits: string[] = [];
const canary = createServer((request, response) => {
  hits.push(request.url ?? '');
  response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/javascript' }).end();
});

beforeAll(async () => {
  browser = await openBrowser();
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await browser.close();
  canary.close();
});

const canaryUrl = () => `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;

/** Every way out that code in a frame or a worker has by itself, each waited for; as text, since it runs elsewhere. */
const allWaysOut = (url: string): string => `(async (url) => {
  const settled = (target, ...events) => new Promise((resolve) => events.forEach((name) => { target[name] = resolve; }));
  const ways = {
    fetch: () => fetch(url + '/fetch', { mode: 'no-cors' }),
    xhr: () => { const request = new XMLHttpRequest(); request.open('GET', url + '/xhr'); request.send(); return settled(request, 'onloadend'); },
    socket: () => settled(new WebSocket(url.replace('http', 'ws') + '/socket'), 'onopen', 'onerror'),
    events: () => settled(new EventSource(url + '/events'), 'onopen', 'onerror'),
    module: () => import(url + '/module'),
    worker: () => settled(new Worker(url + '/worker'), 'onmessage', 'onerror'),
    script: () => importScripts(url + '/script'),
    image: () => { const image = new Image(); image.src = url + '/image'; return settled(image, 'onload', 'onerror'); },
    beacon: () => navigator.sendBeacon(url + '/beacon'),
  };
  for (const way of Object.values(ways)) {
    try {
      await way();
    } catch {
      // Refused: that is what is hoped for. Whether it was, the server knows.
    }
  }
  return Object.keys(ways).length;
})(${JSON.stringify(url)})`;

test('a whole visit asks nothing of any other host', async () => {
  const { page, strangers, errors, close } = await openPage(browser);
  await page.getByRole('link', { name: 'Open the playground' }).click();
  await untilTrafficFlows(page);
  await command(page, 'kill payments');
  await expect.poll(() => newest(page, 'POST /orders', 'failed'), patience).toBeGreaterThan(0);
  await command(page, 'undo payments');
  await page.getByRole('button', { name: 'Monolith' }).click();
  await untilTrafficFlows(page);
  expect(strangers).toEqual([]);
  expect(errors).toEqual([]);
  await close();
});

test('neither the frame nor the engine in it can reach another host, however it tries', async () => {
  const { page, close } = await openPage(browser, { url: playground() });
  await untilTrafficFlows(page);
  const url = canaryUrl();
  const sandbox = page.frames().find((frame) => frame.url() === 'about:srcdoc')!;
  expect(await sandbox.evaluate(allWaysOut(url))).toBe(9);
  const engine = page.workers().find((worker) => worker.url().startsWith('blob:null'))!;
  expect(await engine.evaluate(allWaysOut(url))).toBe(9);
  expect(hits).toEqual([]);

  await close();

  // Where nothing is locked, the same attempts are heard.
  const free = await browser.newPage();
  await free.evaluate(allWaysOut(url));
  expect(hits).toEqual(expect.arrayContaining(['/fetch', '/xhr', '/socket', '/events', '/module', '/image']));
});
