import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { promisify } from 'node:util';
import express from 'express';

const require = createRequire(import.meta.url);

test('a file is read in no virtual time', async () => {
  const begun = performance.now();
  await Promise.all([readFile('package.json'), readFile('package-lock.json')]);
  let late = false;
  setTimeout(() => (late = true), 1);
  await readFile('package-lock.json');
  assert.equal(performance.now() - begun, 0);
  assert.equal(late, false);
});

test('an express app of this very process answers on localhost', async () => {
  const app = express();
  app.use(express.json());
  app.post('/double', (request, response) => response.status(201).json({ twice: request.body.number * 2 }));
  const server = app.listen(3000);
  const answer = await fetch('http://localhost:3000/double', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ number: 21 }),
  });
  assert.deepEqual([answer.status, await answer.json()], [201, { twice: 42 }]);
  server.close();
});

test('require finds the same libraries as import', async () => {
  assert.equal(require('express'), express);
  assert.equal((await import('pg')).default.Pool, require('pg').Pool);
});

test('every way to wait is virtual', async () => {
  const begun = Date.now();
  await promisify(setTimeout)(10_000);
  await assert.rejects(fetch('http://nobody/'), (error) => error.cause.code === 'ENOTFOUND');
  const signal = AbortSignal.timeout(20_000);
  const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve));
  setTimeout(() => {}, 30_000);
  await aborted;
  assert.ok(Date.now() - begun >= 30_000 && Date.now() - begun < 30_010);
});

test('a server of the real world can still be asked', async () => {
  const server = createServer((_request, response) => response.end('real')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.on('listening', resolve));
  const answer = await fetch(`http://127.0.0.1:${server.address().port}/`);
  assert.equal(await answer.text(), 'real');
  server.closeAllConnections();
  server.close();
});

test('dates of any origin are dates', () => {
  assert.ok(new Date(0) instanceof Date);
  assert.equal(new Date(0).constructor, Date);
  assert.equal(new Date('2025-01-06T09:00:00Z').getTime(), Date.UTC(2025, 0, 6, 9));
});
