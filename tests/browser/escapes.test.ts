import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gone, refused, unseen, virtual } from './hostile-code/routes.ts';
import { sloppyService, strictService, witness } from './hostile-code/services.ts';
import { languageRoots, walkerSource } from './hostile-code/walker.ts';
import { openBrowser } from './support/opened-page.ts';
import { openEngine } from './support/test-engine.ts';
import type { TestEngine } from './support/test-engine.ts';

const fleet = `
services:
  witness: {}
  strict: {}
  sloppy: { code: services/sloppy.cjs }
links: { default: { latency: 1ms } }
traffic:
  strict: { to: witness, request: GET /ask/strict, rate: 1/s, for: 1500ms, timeout: 100s }
  sloppy: { to: witness, request: GET /ask/sloppy, rate: 1/s, for: 1500ms, timeout: 100s }
`;

interface Outcome {
  readonly digest: string;
  /** By service and way out, what came of it. */
  readonly results: ReadonlyMap<string, string>;
  readonly asked: readonly string[];
  readonly strangers: readonly string[];
  readonly storage: unknown;
}

const hits: string[] = [];
const canary = createServer((request, response) => {
  hits.push(`${request.method} ${request.url}`);
  response.writeHead(200, { 'access-control-allow-origin': '*' }).end('caught');
});
/** Dates and addresses stand on native ones without a way to a clock or an object; the engine's own JSON and Math are the language's. */
const harmlessPaths =
  /^(?!URL|Date|now|createObject)[\w. [\]]* at (\w+\.)*(date|Date|list\.\d+|URL|whole\.JSON|whole\.Math)\.(prototype\.)?[\w[\].]+( \([gs]etter\))?$|^URL at .*__proto__$/;
let browser: Browser;
const outcomes = new Map<string, Outcome>();

const storageOf = (engine: TestEngine): Promise<unknown> =>
  engine.page.evaluate(`(async () => ({
    local: localStorage.length, session: sessionStorage.length, cookies: document.cookie,
    databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length, title: document.title, frames: frames.length,
  }))()`);

/** Native functions of a worker that nobody hardened, by what they are called. */
async function harmlessNames(engine: TestEngine): Promise<string[]> {
  const code = `${walkerSource}${languageRoots}
const kinds = [function () {}, async function () {}, function* () {}, async function* () {}].map((kind) => Object.getPrototypeOf(kind).constructor);
postMessage([...walk(languageRoots(), [...kinds, Array.fromAsync, globalThis]).found.keys()]);`;
  const run = `new Promise((done) => {
    const worker = new Worker(URL.createObjectURL(new Blob([${JSON.stringify(code)}])));
    worker.onmessage = (event) => done(event.data);
    worker.onerror = (event) => done([event.message]);
  })`;
  return engine.page.evaluate(run);
}

async function runHostile(host: 'workers' | 'group'): Promise<Outcome> {
  const engine = await openEngine(browser);
  const { port } = canary.address() as AddressInfo;
  const addresses = {
    canary: `http://127.0.0.1:${port}/`,
    app: engine.page.url(),
    harmless: await harmlessNames(engine),
  };
  const asked: string[] = [];
  const before = await storageOf(engine);
  const files = {
    'hostile.fleet.yaml': fleet,
    'services/witness.ts': witness,
    'services/strict.ts': strictService(addresses),
    'services/sloppy.cjs': sloppyService(addresses),
  };
  const loaded = await engine.load({ files, entry: 'hostile.fleet.yaml', seed: '1', host });
  expect(loaded).toMatchObject({ ok: true });
  engine.page.context().on('request', (request) => asked.push(request.url()));
  await engine.advance(60_000_000);
  const report = await engine.report();
  const results = new Map<string, string>();
  for (const { service, message } of report.logs) {
    if (service !== 'witness') results.set(`error in ${service}: ${message}`, '');
    const [, way, result] = /^(.*?)\t(.*)$/s.exec(message) ?? [];
    if (way !== undefined) results.set(way, result!);
  }
  const storage = await storageOf(engine);
  expect(storage).toEqual(before);
  await engine.close();
  return { digest: report.digest, results, asked, strangers: [...engine.strangers], storage };
}

beforeAll(async () => {
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
  browser = await openBrowser();
  outcomes.set('workers', await runHostile('workers'));
  outcomes.set('group', await runHostile('group'));
  outcomes.set('workers again', await runHostile('workers'));
}, 120_000);
afterAll(async () => {
  await browser.close();
  canary.close();
});

const services = ['strict', 'sloppy'] as const;
const hosts = ['workers', 'group'] as const;
const resultOf = (host: string, service: string, way: string): string =>
  outcomes.get(host)?.results.get(`${service} ${way}`) ?? 'was never tried';

describe.each(hosts)('a hostile service in the host "%s"', (host) => {
  describe.each(services)('with %s code', (service) => {
    test.each(gone)('finds nothing at %s', (way) => {
      expect(resultOf(host, service, way)).toMatch(/^(undefined$|threw (ReferenceError|TypeError): )/);
    });

    test.each(refused)('is refused %s', (way) => {
      expect(resultOf(host, service, way)).toMatch(/^threw \w*Error: /);
    });

    test.each(Object.entries(virtual))('gets of %s what the simulation has', (way, expected) => {
      expect(resultOf(host, service, way)).toBe(expected);
    });

    test('reaches no function of the host, by whatever path', () => {
      const { seen, found } = JSON.parse(resultOf(host, service, 'walk')) as { seen: number; found: string[] };
      expect(seen).toBeGreaterThan(3000);
      expect(found.filter((name) => !harmlessPaths.test(name))).toEqual([]);
    });
  });

  test.each(unseen)('is not told by whom it is called in %s', (way) => {
    expect(resultOf(host, 'sloppy', way)).toMatch(/^caller (null|function (hook|get key|get cause)|,)/);
  });

  test('asked no server for anything, and left nothing behind', () => {
    const { asked, storage, strangers } = outcomes.get(host)!;
    expect(asked.filter((url) => !url.startsWith('blob:null/'))).toEqual([]);
    expect(strangers).toEqual([]);
    expect(storage).toMatchObject({ local: 0, session: 0, cookies: '', databases: 0, caches: 0, workers: 0 });
  });
});

test('nobody came to the server whose address all of that code knew', () => expect(hits).toEqual([]));

test('the canary hears whoever does come', async () => {
  await fetch(`http://127.0.0.1:${(canary.address() as AddressInfo).port}/proof`);
  expect(hits.splice(0)).toEqual(['GET /proof']);
});

test('the same clocks, dice and errors in both hosts and in a second run', () => {
  const [first, ...others] = [...outcomes.values()];
  expect(first!.results.size).toBeGreaterThan(300);
  for (const other of others) {
    expect([...other.results]).toEqual([...first!.results]);
    expect(other.digest).toBe(first!.digest);
  }
});
