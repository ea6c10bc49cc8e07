import { expect, test } from 'vitest';
import { given } from '../support/given.ts';
import { counting, pair, pairFiles, passingOn } from '../support/service-code.ts';

const wait = (ms: number) => ({ headers: { wait: String(ms) } });

test('500 ms more on one link: only calls over it are slow, and the gap is between the two spans', async () => {
  const fleet = await given(
    `
services: { caller: {}, other: { code: services/caller.ts }, callee: {} }
links: { default: { latency: 1ms } }`,
    { files: pairFiles },
  );
  fleet.act('latency', 'caller -> callee', { add: '500ms' });
  const slow = await fleet.request('GET', 'http://caller/work');
  const quick = await fleet.request('GET', 'http://other/work');
  expect(slow.json).toEqual({ status: 200, text: 'done', tookMs: 503 });
  expect(quick.json).toEqual({ status: 200, text: 'done', tookMs: 3 });
  const [client] = fleet.spans((span) => span.spanKind === 'client' && span.traceId === slow.traceId);
  const [server] = fleet.spans((span) => span.parentSpanId === client!.spanId);
  expect(server!.startUs - client!.startUs).toBe(501_000);
});

test('a caller on a slow link gives up at its deadline to the microsecond, though the work goes on', async () => {
  const fleet = await given(pair, { files: pairFiles });
  fleet.act('latency', 'caller -> callee', { add: '500ms' });
  const answer = await fleet.request('GET', 'http://caller/work', undefined, wait(200));
  expect(answer.json).toMatchObject({ error: 'TimeoutError: The operation was aborted due to timeout', tookMs: 200 });
  await fleet.run('1s');
  expect((await fleet.request('GET', 'http://callee/count')).text).toBe('1');
});

test('lost requests never reach the handler, and their callers wait until their time is up', async () => {
  const fleet = await given(
    `${pair}traffic: { load: { to: caller, request: GET /work, headers: { wait: 1000 }, rate: 100/s, for: 3s } }`,
    { files: pairFiles },
  );
  fleet.act('loss', 'caller -> callee', { rate: '30%', direction: 'there' });
  await fleet.run('6s');
  const calls = fleet.spans((span) => span.spanKind === 'client' && span.service === 'caller');
  const lost = calls.filter((span) => !span.ok);
  const handled = fleet.spans((span) => span.spanKind === 'server' && span.service === 'callee');
  expect(lost.length).toBeGreaterThan(60);
  expect(lost.length).toBeLessThan(120);
  expect(handled).toHaveLength(calls.length - lost.length);
  expect(new Set(lost.map((span) => span.endUs - span.startUs))).toEqual(new Set([1_000_000]));
});

test('without a limit of its own, a caller whose request is lost hears after ten seconds that it could not connect', async () => {
  const fleet = await given(pair, { files: pairFiles });
  fleet.act('loss', 'caller -> callee', { rate: '100%', direction: 'there' });
  const answer = await fleet.request('GET', 'http://caller/work');
  expect(answer.json).toEqual({ error: 'TypeError: fetch failed', code: 'UND_ERR_CONNECT_TIMEOUT', tookMs: 10_000 });
});

test('an answer that is lost was given all the same: whoever tries again does it twice', async () => {
  const again = passingOn.replace(
    "const answer = await fetch('http://callee/' + c.req.param('path')",
    (call) =>
      `await fetch('http://callee/' + c.req.param('path'), { method: 'POST', signal: AbortSignal.timeout(100) }).catch(() => {})\n${call}`,
  );
  const fleet = await given(pair, { files: { ...pairFiles, 'services/caller.ts': again } });
  fleet.act('loss', 'caller -> callee', { rate: '100%', direction: 'back', for: '50ms' });
  const answer = await fleet.request('POST', 'http://caller/pay');
  expect(answer.json).toMatchObject({ status: 200, tookMs: 103 });
  const clients = fleet.spans((span) => span.spanKind === 'client' && span.traceId === answer.traceId);
  const servers = fleet.spans((span) => span.service === 'callee' && span.traceId === answer.traceId);
  expect(clients.map((span) => span.ok)).toEqual([false, true]);
  expect(servers.map((span) => span.ok)).toEqual([true, true]);
  expect((await fleet.request('GET', 'http://callee/count')).text).toBe('2');
});

test('where nobody listens, a call is refused at once and not after a time limit', async () => {
  const fleet = await given(pair, { files: pairFiles });
  fleet.kill('callee');
  const answer = await fleet.request('GET', 'http://caller/work');
  expect(answer.json).toEqual({ error: 'TypeError: fetch failed', code: 'ECONNREFUSED', tookMs: 2 });
});

test('a name that nobody has is not found', async () => {
  const fleet = await given(pair, {
    files: { ...pairFiles, 'services/caller.ts': passingOn.replace('http://callee/', 'http://nobody/') },
  });
  expect((await fleet.request('GET', 'http://caller/work')).json).toMatchObject({ code: 'ENOTFOUND' });
});

test('nothing crosses a partition either way; what had left before it arrives, and after it all is well', async () => {
  const fleet = await given(pair, { files: pairFiles });
  const before = fleet.send('GET', 'http://caller/work');
  await fleet.run('1500us');
  fleet.act('partition', 'caller -> callee', { for: '1s' });
  await fleet.run('100ms');
  // The call had left when the cut came; the answer had not.
  expect(before.answer).toBeNull();
  const during = await fleet.request('GET', 'http://caller/work', undefined, wait(300));
  expect(during.json).toMatchObject({ error: 'TimeoutError: The operation was aborted due to timeout' });
  await fleet.run('1s');
  expect((await fleet.request('GET', 'http://caller/work')).json).toMatchObject({ status: 200, tookMs: 3 });
  const crossed = fleet.packets.filter((packet) => packet.link === 'caller -> callee' && packet.what === 'deliver');
  expect(crossed.filter((packet) => packet.atUs > 2_500 && packet.atUs < 1_001_500)).toEqual([]);
});

test('a partition that refuses says so at once', async () => {
  const fleet = await given(pair, { files: pairFiles });
  fleet.act('partition', 'caller -> callee', { mode: 'refused' });
  const answer = await fleet.request('GET', 'http://caller/work');
  expect(answer.json).toMatchObject({ error: 'TypeError: fetch failed', code: 'EHOSTUNREACH', tookMs: 2 });
});

test('a partition of one direction: the work is done, and its caller never hears of it', async () => {
  const fleet = await given(pair, { files: pairFiles });
  fleet.act('partition', 'caller -> callee', { direction: 'back' });
  const answer = await fleet.request('GET', 'http://caller/work', undefined, wait(250));
  expect(answer.json).toMatchObject({ error: 'TimeoutError: The operation was aborted due to timeout', tookMs: 250 });
  fleet.restore('caller -> callee');
  expect((await fleet.request('GET', 'http://callee/count')).text).toBe('1');
});

test('a process that is cut off hears from nobody, and its neighbours go on without it', async () => {
  const fleet = await given(
    `
services: { caller: {}, callee: {} }
processes: { caller: { services: [caller] }, callee: { services: [callee], replicas: 2 } }
links: { default: { latency: 1ms } }`,
    { files: { 'services/caller.ts': passingOn, 'services/callee.ts': counting } },
  );
  fleet.act('partition', 'callee#1');
  const results = [];
  for (let call = 0; call < 4; call++) {
    const answer = await fleet.request('GET', 'http://caller/work', undefined, wait(100));
    results.push((answer.json as { status?: number }).status ?? 'none');
  }
  expect(results).toEqual(['none', 200, 'none', 200]);
});
