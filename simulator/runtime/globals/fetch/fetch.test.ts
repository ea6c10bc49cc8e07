import { describe, expect, test } from 'vitest';
import type { HttpResponse } from '../../../wire/http.ts';
import type { FailureCode } from '../../../wire/packet.ts';
import { TestWorld } from '../testing/test-world.ts';
import type { AbortClasses } from '../web/abort.ts';
import type { Response } from '../web/messages/response.ts';
import type { Fetch } from './fetch.ts';

function start(): { world: TestWorld; fetch: Fetch } & AbortClasses {
  const world = new TestWorld();
  return { world, fetch: world.get<Fetch>('fetch'), ...(world.globals.names as unknown as AbortClasses) };
}
const ok = (text: string, extra: Partial<HttpResponse> = {}): { ok: true; payload: HttpResponse } => ({
  ok: true,
  payload: { status: 200, headers: [['content-type', 'application/json']], body: { text }, ...extra },
});
const failure = (code: FailureCode, why = ''): { ok: false; code: FailureCode; why: string } => ({
  ok: false,
  code,
  why,
});

describe('a call that is answered', () => {
  test('goes out whole, with the headers of Node and of the trace, and is a span', () => {
    const { world, fetch } = start();
    const promise = fetch('http://payments:3000/charges?x=1', {
      method: 'post',
      headers: { 'Content-Type': 'application/json', traceparent: 'forged' },
      body: JSON.stringify({ amount: 1 }),
    });
    const [call] = world.calls;
    expect(call!.host).toBe('payments');
    expect(call!.request).toMatchObject({
      method: 'POST',
      path: '/charges?x=1',
      host: 'payments',
      body: { text: '{"amount":1}' },
    });
    expect(Object.fromEntries(call!.request.headers)).toEqual({
      accept: '*/*',
      'content-length': '12',
      'content-type': 'application/json',
      host: 'payments:3000',
      traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
      'user-agent': 'node',
    });
    call!.answer(ok('{"id":7}', { status: 201 }));
    const response = world.settled(promise).value as Response;
    expect([
      response.status,
      response.statusText,
      response.ok,
      response.url,
      response.redirected,
      response.type,
    ]).toEqual([201, 'Created', true, 'http://payments:3000/charges?x=1', false, 'basic']);
    expect(world.settled(response.json()).value).toEqual({ id: 7 });
    expect(world.spans).toEqual([
      {
        name: 'POST payments',
        error: undefined,
        attributes: {
          'http.request.method': 'POST',
          'url.full': 'http://payments:3000/charges?x=1',
          'server.address': 'payments',
          'server.port': 3000,
          'http.response.status_code': 201,
        },
      },
    ]);
  });

  test('an answer of 503 resolves, and its span has failed', () => {
    const { world, fetch } = start();
    const promise = fetch('http://payments/');
    world.calls[0]!.answer(ok('', { status: 503 }));
    expect((world.settled(promise).value as Response).ok).toBe(false);
    expect(world.spans[0]).toMatchObject({ error: 'payments answered 503', attributes: { 'error.type': '503' } });
  });

  test('broken JSON is a SyntaxError in the words of Node', () => {
    const { world, fetch } = start();
    const promise = fetch('http://payments/');
    world.calls[0]!.answer(ok('<html>'));
    const { error } = world.settled((world.settled(promise).value as Response).json());
    expect(error).toEqual(new SyntaxError(`Unexpected token '<', "<html>" is not valid JSON`));
  });

  test('redirects are followed, a POST becomes a GET, and 21 of them are too many', () => {
    const { world, fetch } = start();
    const promise = fetch('http://a/1', { method: 'POST', body: 'x', headers: { authorization: 'secret' } });
    world.calls[0]!.answer(ok('', { status: 302, headers: [['location', 'http://b/2']] }));
    const second = world.calls[1]!.request;
    expect([
      second.method,
      second.host,
      second.body,
      second.headers.some(([name]) => name === 'authorization'),
    ]).toEqual(['GET', 'b', null, false]);
    world.calls[1]!.answer(ok('done'));
    expect(world.settled(promise).value).toMatchObject({ url: 'http://b/2', redirected: true });

    const endless = fetch('http://a/');
    for (let hop = 2; hop < 23; hop += 1)
      world.calls[hop]!.answer(ok('', { status: 307, headers: [['location', '/again']] }));
    expect(world.settled(endless).error).toMatchObject({ cause: { message: 'redirect count exceeded' } });
  });

  test('redirects can be left alone or refused', () => {
    const { world, fetch } = start();
    const [manual, refused] = [fetch('http://a/', { redirect: 'manual' }), fetch('http://a/', { redirect: 'error' })];
    for (const call of world.calls.slice()) call.answer(ok('', { status: 301, headers: [['location', '/b']] }));
    expect(world.settled(manual).value).toMatchObject({ status: 301 });
    expect(world.settled(refused).error).toMatchObject({
      message: 'fetch failed',
      cause: { message: 'unexpected redirect' },
    });
  });
});

describe('a call that fails does so as in Node', () => {
  test('by a TypeError whose cause has the code', () => {
    const expected: [FailureCode, object][] = [
      [
        'ECONNREFUSED',
        { code: 'ECONNREFUSED', syscall: 'connect', message: 'connect ECONNREFUSED payments:3000', port: 3000 },
      ],
      [
        'ENOTFOUND',
        { code: 'ENOTFOUND', syscall: 'getaddrinfo', message: 'getaddrinfo ENOTFOUND payments', hostname: 'payments' },
      ],
      ['ECONNRESET', { name: 'SocketError', code: 'UND_ERR_SOCKET', message: 'other side closed' }],
      ['EHOSTUNREACH', { code: 'EHOSTUNREACH', message: 'connect EHOSTUNREACH payments:3000' }],
    ];
    for (const [code, cause] of expected) {
      const { world, fetch } = start();
      const promise = fetch('http://payments:3000/');
      world.calls[0]!.answer(failure(code, 'payments was killed by you'));
      const { error } = world.settled(promise);
      expect(error).toBeInstanceOf(TypeError);
      expect(error).toMatchObject({ message: 'fetch failed', cause });
      expect(world.spans[0]).toMatchObject({
        error: expect.stringContaining('payments was killed by you'),
        attributes: { 'error.type': code },
      });
    }
  });

  test('a connection that is never made is given up after ten seconds', () => {
    const { world, fetch } = start();
    const promise = fetch('http://payments/');
    world.advanceMs(3_000);
    world.calls[0]!.answer(failure('ETIMEDOUT'));
    world.advanceMs(6_999);
    expect(world.settled(promise).pending).toBe(true);
    world.advanceMs(1);
    expect(world.settled(promise).error).toMatchObject({
      cause: { code: 'UND_ERR_CONNECT_TIMEOUT', message: 'Connect Timeout Error' },
    });
  });

  test('an answer that never comes is given up after 300 seconds', () => {
    const { world, fetch } = start();
    const promise = fetch('http://payments/');
    world.advanceMs(300_000);
    expect(world.settled(promise).error).toMatchObject({ cause: { code: 'UND_ERR_HEADERS_TIMEOUT' } });
    expect(world.calls[0]!.cancelled).toBe(true);
  });

  test('what cannot be sent is refused by the promise, not thrown', () => {
    const bodyOfGet = { method: 'GET', body: 'x' };
    const { world, fetch } = start();
    expect(world.settled(fetch('/relative')).error).toMatchObject({
      message: 'Failed to parse URL from /relative',
      cause: { code: 'ERR_INVALID_URL' },
    });
    expect(world.settled(fetch('http://a/', bodyOfGet)).error).toMatchObject({
      message: 'Request with GET/HEAD method cannot have body.',
    });
    expect(world.settled(fetch('ftp://a/')).error).toMatchObject({
      message: 'fetch failed',
      cause: { message: 'unknown scheme' },
    });
    expect(world.calls).toEqual([]);
  });

  test('a body of 50 MB is refused and reported', () => {
    const { world, fetch } = start();
    const promise = fetch('http://a/', { method: 'POST', body: 'x'.repeat(50 * 1024 * 1024) });
    expect(world.settled(promise).error).toMatchObject({ cause: { code: 'ERR_BODY_TOO_LARGE' } });
    expect(world.facts).toMatchObject([{ kind: 'limit', what: 'body size' }]);
  });
});

describe('a call that is aborted', () => {
  test('rejects with the reason, cancels the exchange, and ignores what comes later', () => {
    const { world, fetch, AbortController } = start();
    const controller = new AbortController();
    const promise = fetch('http://payments/', { signal: controller.signal });
    world.turn(() => controller.abort());
    world.calls[0]!.answer(ok('late'));
    expect(world.settled(promise).error).toMatchObject({ name: 'AbortError', message: 'This operation was aborted' });
    expect(world.calls[0]!.cancelled).toBe(true);
    expect(world.spans).toHaveLength(1);
  });

  test('by time rejects with a TimeoutError at the exact deadline', () => {
    const { world, fetch, AbortSignal } = start();
    const promise = fetch('http://payments/', { signal: AbortSignal.timeout(800) });
    world.advanceMs(799);
    expect(world.settled(promise).pending).toBe(true);
    world.advanceMs(1);
    expect(world.settled(promise).error).toMatchObject({
      name: 'TimeoutError',
      message: 'The operation was aborted due to timeout',
    });
  });

  test('before it started never goes out', () => {
    const { world, fetch, AbortSignal } = start();
    expect(world.settled(fetch('http://payments/', { signal: AbortSignal.abort('because') })).error).toBe('because');
    expect(world.calls).toEqual([]);
  });
});
