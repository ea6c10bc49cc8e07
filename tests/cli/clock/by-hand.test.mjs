import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import {
  act,
  advanceBy,
  advanceTo,
  kill,
  letTimePass,
  nextEvent,
  now,
  pendingTimers,
  report,
  restore,
  runUntilQuiescent,
  useFleet,
} from 'flotilla/testing';

beforeEach(async () => {
  await useFleet('tests/cli/small-fleet', { seed: '7' });
});

test('time stands while nobody moves it', async () => {
  let fired = false;
  setTimeout(() => (fired = true), 5_000);
  const begunMs = now();
  await advanceBy(4_999);
  assert.equal(fired, false);
  assert.deepEqual(pendingTimers(), [begunMs + 5_000]);
  await advanceBy(1);
  assert.equal(fired, true);
  assert.equal(now(), begunMs + 5_000);
});

test('one event at a time', async () => {
  const order = [];
  const begunMs = now();
  setTimeout(() => order.push('late'), 20);
  setTimeout(() => Promise.resolve().then(() => order.push('early')), 10);
  assert.equal(await nextEvent(), begunMs + 10);
  assert.deepEqual(order, ['early']);
  assert.equal(await nextEvent(), begunMs + 20);
  assert.equal(await nextEvent(), null);
});

test('a call into the fleet takes the time that its links and services take', async () => {
  const begunMs = now();
  const answer = fetch('http://gateway/price/tea');
  await runUntilQuiescent();
  assert.deepEqual(await (await answer).json(), { product: 'tea', cents: 250 });
  assert.ok(now() - begunMs >= 7 && now() - begunMs < 20, `${now() - begunMs} ms`);
});

test('a service that is killed is down until it is restored', async () => {
  kill('prices');
  const down = fetch('http://gateway/price/tea');
  await runUntilQuiescent();
  assert.equal((await down).status, 503);
  restore('prices');
  await advanceTo('3s');
  const up = fetch('http://gateway/price/tea');
  await runUntilQuiescent();
  assert.equal((await up).status, 200);
  const { flow, failed } = report().requests[0];
  assert.deepEqual([flow, failed > 0], ['browsing', true]);
});

test('faults are written as in a fleet file, and misspelt ones are refused in words', async () => {
  act({ slow: 'prices', by: '2s', for: '10s' });
  const slow = fetch('http://gateway/price/tea');
  await runUntilQuiescent();
  assert.deepEqual(await (await slow).json(), { why: 'The operation was aborted due to timeout' });
  assert.throws(() => act({ kill: 'prises' }), /prises/);
});

test('who goes over into another fleet takes timers along, and gets no answer from the first', async () => {
  let fired = false;
  const asked = fetch('http://gateway/price/tea');
  const lost = assert.rejects(asked, (error) => error.cause.code === 'UND_ERR_SOCKET');
  setTimeout(() => (fired = true), 1_000);
  await advanceBy(1);
  await useFleet('tests/cli/small-fleet');
  const beganMs = now();
  await advanceBy(998);
  await lost;
  assert.deepEqual(pendingTimers(), [beganMs + 999]);
  await advanceBy(1);
  assert.equal(fired, true);
});

test('left to itself, time passes again', async () => {
  letTimePass();
  const begun = Date.now();
  await new Promise((resolve) => setTimeout(resolve, 60_000));
  assert.equal(Date.now() - begun, 60_000);
  assert.equal((await fetch('http://gateway/price/tea')).status, 200);
});
