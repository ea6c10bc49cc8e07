import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { requestFromWire, responseToWire } from '../../fetch/http-messages.ts';
import { TestWorld } from '../../testing/test-world.ts';
import type { BlobClasses } from '../forms/blob.ts';
import { FormData } from '../forms/form-data.ts';
import { Headers } from './headers.ts';
import type { Response } from './response.ts';

const world = new TestWorld();
const { Request, Response: ResponseOf } = world.globals;
const valueOf = (promise: PromiseLike<unknown>): unknown => {
  const { value, error, pending } = world.settled(promise);
  if (pending) throw new Error('still pending after the turn');
  if (error !== undefined) throw error;
  return value;
};

describe('headers', () => {
  test('names are lower case and sorted, values joined, cookies apart', () => {
    const headers = new Headers([
      ['X-B', '2'],
      ['set-cookie', 'a=1'],
      ['x-a', ' 1 '],
      ['X-B', '3'],
      ['Set-Cookie', 'b=2'],
    ]);
    expect([...headers]).toEqual([
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
      ['x-a', '1'],
      ['x-b', '2, 3'],
    ]);
    expect([headers.get('x-B'), headers.get('none'), headers.getSetCookie()]).toEqual(['2, 3', null, ['a=1', 'b=2']]);
    headers.delete('X-B');
    expect([...headers.keys()]).toEqual(['set-cookie', 'set-cookie', 'x-a']);
  });
  test('they behave as the native ones', () => {
    const inits: HeadersInit[] = [
      { B: '1', a: '2' },
      [
        ['a', '1'],
        ['A', '2'],
      ],
      {},
      new globalThis.Headers({ x: 'y' }),
    ];
    for (const init of inits) expect([...new Headers(init as never)]).toEqual([...new globalThis.Headers(init)]);
    for (const bad of [[['bad name', '1']], [['a', 'x\ny']], [['a']]]) {
      expect(() => new Headers(bad as never)).toThrow(TypeError);
      expect(() => new globalThis.Headers(bad as never)).toThrow(TypeError);
    }
  });
});

describe('bodies settle within the turn', () => {
  test('all readers of all kinds of body', () => {
    const bytes = new Uint8Array([123, 125]);
    const { Blob } = world.globals.names as unknown as BlobClasses;
    for (const body of ['{}', bytes, bytes.buffer, new Blob(['{', '}']), new DataView(bytes.buffer)]) {
      expect(valueOf(new ResponseOf(body).text())).toBe('{}');
      expect(valueOf(new ResponseOf(body).json())).toEqual({});
      expect(valueOf(new ResponseOf(body).bytes())).toEqual(bytes);
      expect(valueOf(new ResponseOf(body).arrayBuffer())).toEqual(bytes.buffer);
      expect(valueOf((valueOf(new ResponseOf(body).blob()) as { text(): PromiseLike<string> }).text())).toBe('{}');
    }
  });
  test('content types are those of the native ones', () => {
    const form = new URLSearchParams('a=1');
    for (const body of ['x', form, new Uint8Array(1), null]) {
      const native = new globalThis.Response(body);
      expect(new ResponseOf(body).headers.get('content-type')).toBe(native.headers.get('content-type'));
    }
    expect(new ResponseOf('x', { headers: { 'content-type': 'text/html' } }).headers.get('content-type')).toBe(
      'text/html',
    );
  });
  test('a body is read once', () => {
    const response = new ResponseOf('x');
    expect(response.bodyUsed).toBe(false);
    valueOf(response.text());
    expect(response.bodyUsed).toBe(true);
    expect(world.settled(response.json()).error).toEqual(new TypeError('Body is unusable: Body has already been read'));
    expect(() => response.clone()).toThrow('Body has already been consumed');
    const empty = new ResponseOf(null);
    expect([valueOf(empty.text()), valueOf(empty.text()), empty.body, empty.bodyUsed]).toEqual(['', '', null, false]);
  });
  test('a clone has a body of its own', () => {
    const response = new ResponseOf('x', { status: 201, headers: { a: '1' } });
    const copy = response.clone();
    expect([valueOf(response.text()), valueOf(copy.text()), copy.status, copy.headers.get('a')]).toEqual([
      'x',
      'x',
      201,
      '1',
    ]);
  });
  test('the body as a stream can be read, handed on and iterated', () => {
    const response = new ResponseOf('abc');
    const moved = new ResponseOf(response.body, response);
    expect([valueOf(moved.text()), response.bodyUsed]).toEqual(['abc', true]);
    const reader = new ResponseOf('abc').body!.getReader();
    expect(valueOf(reader.read())).toMatchObject({ done: false, value: new Uint8Array([97, 98, 99]) });
    expect(valueOf(reader.read())).toMatchObject({ done: true });
  });
  test('forms: both encodings, there and back', () => {
    const { File } = world.globals.names as unknown as BlobClasses;
    const form = new FormData();
    form.append('name', 'Ann "A"\nB');
    form.append('list', '1');
    form.append('list', '2');
    form.append('file', new File(['bytes'], 'a.txt', { type: 'text/plain' }));
    const request = new Request('http://orders/', { method: 'POST', body: form });
    expect(request.headers.get('content-type')).toMatch(/^multipart\/form-data; boundary=/);
    const back = valueOf(request.formData()) as FormData;
    expect([back.get('name'), back.getAll('list'), back.has('none')]).toEqual(['Ann "A"\r\nB', ['1', '2'], false]);
    const file = back.get('file') as InstanceType<BlobClasses['File']>;
    expect([file.name, file.type, valueOf(file.text())]).toEqual(['a.txt', 'text/plain', 'bytes']);
    const encoded = new ResponseOf(new URLSearchParams({ a: 'x y' }));
    expect([...(valueOf(encoded.formData()) as FormData)]).toEqual([['a', 'x y']]);
    expect(world.settled(new ResponseOf('x').formData()).error).toBeInstanceOf(TypeError);
  });
});

describe('responses and requests are refused as undici refuses them', () => {
  test('statuses', () => {
    expect(() => new ResponseOf('', { status: 199 })).toThrow(
      new RangeError('init["status"] must be in the range of 200 to 599, inclusive.'),
    );
    expect(() => new ResponseOf('x', { status: 204 })).toThrow('Invalid response status code 204');
    expect(new ResponseOf(null, { status: 204 }).ok).toBe(true);
    expect([ResponseOf.error().type, ResponseOf.error().status]).toEqual(['error', 0]);
    expect(ResponseOf.redirect('http://a/b', 307).headers.get('location')).toBe('http://a/b');
    expect(() => ResponseOf.redirect('http://a', 200)).toThrow(RangeError);
    const json = ResponseOf.json({ a: 1 }, { status: 201 });
    expect([json.status, json.headers.get('content-type'), valueOf(json.json())]).toEqual([
      201,
      'application/json',
      { a: 1 },
    ]);
    expect(() => ResponseOf.json(undefined)).toThrow(TypeError);
  });
  test('requests', () => {
    expect(() => new Request('no url')).toThrow(
      expect.objectContaining({
        message: 'Failed to parse URL from no url',
        cause: expect.objectContaining({ code: 'ERR_INVALID_URL' }),
      }),
    );
    const bodyOfGet = { method: 'GET', body: 'x' };
    expect(() => new Request('http://a', bodyOfGet)).toThrow('Request with GET/HEAD method cannot have body.');
    expect(() => new Request('http://a', { method: 'TRACE' })).toThrow(TypeError);
    expect(() => new Request('http://u:p@a')).toThrow('includes credentials');
    expect(['post', 'patch', 'Get'].map((method) => new Request('http://a', { method }).method)).toEqual([
      'POST',
      'patch',
      'GET',
    ]);
    const first = new Request('http://a/x', { method: 'POST', body: 'b', headers: { h: '1' } });
    const second = new Request(first, { headers: { h: '2' } });
    expect([second.method, second.headers.get('h'), valueOf(second.text()), first.bodyUsed]).toEqual([
      'POST',
      '2',
      'b',
      true,
    ]);
    expect(() => new Request(first)).toThrow('already been used');
    expect(second.signal.aborted).toBe(false);
  });
});

test('hono answers over the wire with these classes', () => {
  // hono takes the classes from its globals, which are these ones inside an instance.
  const natives = { Request: globalThis.Request, Response: globalThis.Response, Headers: globalThis.Headers };
  Object.assign(globalThis, { Request, Response: ResponseOf, Headers });
  try {
    const app = new Hono();
    app.post('/orders/:id', (c) => {
      c.header('x-id', c.req.param('id'));
      return c.json({ id: c.req.param('id'), q: c.req.query('q') }, 201);
    });
    const message = {
      method: 'POST',
      path: '/orders/7?q=1',
      host: 'orders',
      headers: [['host', 'orders:3000']] as const,
      body: { text: '{}' },
    };
    const answer = app.fetch(
      requestFromWire(world.globals, message) as unknown as globalThis.Request,
    ) as unknown as Response;
    expect(responseToWire(answer, message)).toEqual({
      status: 201,
      headers: [
        ['content-type', 'application/json'],
        ['x-id', '7'],
        ['content-length', '18'],
      ],
      body: { text: '{"id":"7","q":"1"}' },
    });
  } finally {
    Object.assign(globalThis, natives);
  }
});

test('bytes that are no text cross the wire as base64, too many of them not at all', () => {
  const asked = { method: 'GET', path: '/x' };
  expect(responseToWire(new ResponseOf(new Uint8Array([0xff, 0])), asked).body).toEqual({ text: '/wA=', base64: true });
  expect(() => responseToWire(new ResponseOf('x'.repeat(50 * 1024 * 1024)), asked)).toThrow(
    'the body of the answer to GET /x has 50.0 MB: the simulated network carries bodies of at most 10.0 MB',
  );
  expect(() => responseToWire({ a: 1 }, asked)).toThrow('the handler of GET /x answered object, not a Response');
});
