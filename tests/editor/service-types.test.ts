import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { editorTypes } from '../../build/editor-types/editor-types.ts';

import { allowedGlobals } from '../../simulator/runtime/globals/hardening/allow-list.ts';
import { TestWorld } from '../../simulator/runtime/globals/testing/test-world.ts';
import { nodeModuleNames, shelfShares } from '../../simulator/runtime/shelf-names.ts';

const root = path.resolve(import.meta.dirname, '../..');
// Apart from the repository, whose own packages would be found from within it.
const folder = mkdtempSync(path.join(tmpdir(), 'service-types-'));
for (const [file, text] of Object.entries(editorTypes())) write(file, text);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

/** What the compiler says to these files, one line each: `probe.ts(3,1): error TS2304: ...`. */
function complaints(files: Readonly<Record<string, string>>): string[] {
  for (const [file, text] of Object.entries(files)) write(file, text);
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  try {
    execFileSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
    return [];
  } catch (error) {
    const { stdout } = error as { readonly stdout: string };
    return stdout.split('\n').filter((line) => /^\S+\(\d+,\d+\): error/.test(line));
  } finally {
    for (const file of Object.keys(files)) rmSync(path.join(folder, file));
  }
}

test('the shop has no type error against the types that the editor shows', () => {
  cpSync(path.join(root, 'lessons/shop/services'), path.join(folder, 'services'), { recursive: true });
  expect(complaints({})).toEqual([]);
});

test('the libraries and modules of Node that a service may import have their types, with the right results', () => {
  const code = `
    import express from 'express';
    import CircuitBreaker from 'opossum';
    import assert from 'node:assert';
    import crypto, { createHash } from 'node:crypto';
    import { EventEmitter, once } from 'node:events';
    import { setTimeout as wait } from 'node:timers/promises';
    import { promisify } from 'node:util';
    import { z } from 'zod';
    import { createActor, setup } from 'xstate';
    import pg, { Pool } from 'pg';
    import { Kafka } from 'kafkajs';
    import { jwtVerify, SignJWT } from 'jose';
    import { Hono } from 'hono';
    import { cors } from 'hono/cors';
    import { getCookie } from 'hono/cookie';
    const app = express();
    app.use(express.json());
    app.get('/orders/:id', (req, res) => void res.status(200).json({ id: req.params.id!.toUpperCase() }));
    const breaker = new CircuitBreaker(async (amount: number) => amount + 1, { timeout: 3000 });
    export const charged: number = await breaker.fire(1);
    breaker.on('open', () => console.log('open'));
    assert(charged > 1);
    export const parsed: string = z.object({ id: z.string() }).parse({}).id;
    const machine = setup({ types: { context: {} as { tries: number } } }).createMachine({ context: { tries: 1 } });
    createActor(machine).start().getSnapshot().context.tries.toFixed();
    const pool: pg.Pool = new Pool();
    const { rows } = await pool.query<{ id: number }>('select 1 as id');
    rows[0]!.id.toFixed();
    pool.on('error', (failure) => console.warn(failure.message));
    const producer = new Kafka({ clientId: 'x', brokers: [] }).producer();
    await producer.send({ topic: 'order.placed', messages: [{ key: 'u1', value: '{}' }] });
    new Hono().use(cors()).get('/', (c) => c.json({ cookie: getCookie(c, 'a') ?? null }, 201));
    await wait(100);
    await promisify(setTimeout)(100);
    await once(new EventEmitter(), 'done');
    createHash('sha256').update('x').digest('hex').toUpperCase();
    crypto.randomUUID().length.toFixed();
    await new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode('key'));
    await jwtVerify('token', Buffer.from('key', 'utf8'));
    const answer = await fetch('http://payments/charges', { method: 'POST', signal: AbortSignal.timeout(3000) });
    answer.headers.get('content-type')?.toLowerCase();
  `;
  expect(complaints({ 'probe.ts': code })).toEqual([]);
});

const mistakes: readonly (readonly [code: string, complaint: RegExp])[] = [
  ['document.title;', /Cannot find name 'document'/],
  ['localStorage.clear();', /Cannot find name 'localStorage'/],
  ['new WeakRef({});', /Cannot find name 'WeakRef'/],
  ["import _ from 'lodash'; _();", /'lodash'/],
  ["import fs from 'node:fs'; fs();", /'node:fs'/],
  ["import { sign } from 'hono/jwt'; sign();", /'hono\/jwt'/],
  ["import types from 'pg-types'; types();", /'pg-types'/],
  ["import { Hono } from 'hono'; new Hono().get('/', (c) => c.jsn({}));", /'jsn' does not exist/],
  [
    "import { Kafka } from 'kafkajs'; void new Kafka({ brokers: [] }).producer().send({ topics: 'x', messages: [] });",
    /'topics' does not exist/,
  ],
  ["import { Pool } from 'pg'; void new Pool().query(42);", /No overload matches|not assignable/],
  ['const text: string = process.env.DATABASE_URL; text;', /'string \| undefined' is not assignable/],
  ['enum Colour { Red } void Colour;', /erasableSyntaxOnly/],
];

test('what a service does not have is an error before anything is deployed, and so is a wrong use of what it has', () => {
  const files = Object.fromEntries(mistakes.map(([code], index) => [`mistake-${index}.ts`, `${code} export {};`]));
  const found = complaints(files);
  for (const [index, [, complaint]] of mistakes.entries()) {
    const own = found.filter((line) => line.includes(`mistake-${index}.ts(`));
    expect(own).toEqual([expect.stringMatching(complaint)]);
  }
});

/** Names that a declaration file puts into the global scope as values. */
function declaredGlobals(): string[] {
  const names = new Set<string>();
  for (const [file, text] of Object.entries(editorTypes())) {
    if (!file.startsWith('declarations/')) continue;
    for (const [, name] of text.matchAll(/^declare (?:var|function|class|const) (\w+)/gm)) names.add(name!);
  }
  return [...names].sort();
}

test('the globals that are declared are those that a service finds, beyond the language itself', () => {
  const { names } = new TestWorld().globals;
  const language: readonly string[] = ['Promise', 'JSON', 'Function', 'eval', 'Math', 'Intl', 'Date', 'globalThis'];
  const beyond = Object.keys(names).filter(
    (name) =>
      !language.includes(name) &&
      (!(allowedGlobals as readonly string[]).includes(name) || declaredGlobals().includes(name)),
  );
  expect(beyond.sort()).toEqual(declaredGlobals());
});

test('every name of the shelf and every module of Node that can be imported has types', () => {
  const names = [
    ...Object.keys(shelfShares).filter((name) => name !== 'test'),
    ...nodeModuleNames.flatMap((name) => [name, `node:${name}`]),
    'node:events',
    'node:test',
  ];
  const code = names.map((name, index) => `import * as module${index} from '${name}'; void module${index};`).join('\n');
  expect(complaints({ 'probe.ts': code })).toEqual([]);
});

test('the bundle of types stays small enough to wait for', () => {
  const bytes = Object.values(editorTypes()).reduce((sum, text) => sum + text.length, 0);
  expect(bytes).toBeLessThan(900_000);
  expect(readFileSync(path.join(folder, 'tsconfig.json'), 'utf8')).toContain('ES2022');
});
