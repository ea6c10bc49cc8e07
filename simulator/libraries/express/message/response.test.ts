import { describe, expect, test } from 'vitest';
import type { Next } from '../routing/handler.ts';
import { createTestService, type TestService } from '../test-support.ts';
import type { Request } from './request.ts';
import type { Response } from './response.ts';

describe('answers', () => {
  const answering = (handle: (req: Request, res: Response, next: Next) => unknown): TestService => {
    const service = createTestService();
    const app = service.express();
    app.set('env', 'test');
    app.get('/', handle);
    app.listen(3000);
    return service;
  };
  const answerTo = (handle: (req: Request, res: Response) => unknown, headers: Record<string, string> = {}) =>
    answering(handle).ask('GET', '/', { headers });

  test('answering twice throws ERR_HTTP_HEADERS_SENT, and the caller gets the first answer', async () => {
    let code: unknown;
    const answer = await answerTo((_req, res) => {
      res.json({ first: true });
      try {
        res.status(500).json({ second: true });
      } catch (error) {
        code = error;
      }
    });
    expect(answer).toMatchObject({ status: 200, json: { first: true } });
    expect(code).toMatchObject({
      code: 'ERR_HTTP_HEADERS_SENT',
      message: 'Cannot set headers after they are sent to the client',
    });
  });

  test('send picks the type: HTML for text, JSON for the rest, bytes as bytes', async () => {
    expect((await answerTo((_req, res) => res.send('<b>'))).headers['content-type']).toBe('text/html; charset=utf-8');
    expect((await answerTo((_req, res) => res.send({ a: 1 }))).json).toEqual({ a: 1 });
    expect((await answerTo((_req, res) => res.send(true))).text).toBe('true');
    const bytes = await answerTo((_req, res) => res.send(new Uint8Array([104, 105])));
    expect(bytes).toMatchObject({ text: 'hi', headers: { 'content-type': 'application/octet-stream' } });
    expect((await answerTo((_req, res) => res.send())).headers['content-length']).toBe('0');
  });

  test('headers: set, append, type, vary, and a length in bytes', async () => {
    const answer = await answerTo((_req, res) =>
      res
        .set({ 'X-One': '1' })
        .append('Link', '<a>')
        .append('Link', '<b>')
        .vary('Accept')
        .vary('accept')
        .type('json')
        .send('"é"'),
    );
    expect(answer.headers).toMatchObject({ 'x-one': '1', vary: 'Accept', 'content-length': '4' });
    expect(answer.headerPairs.filter(([name]) => name === 'link')).toEqual([
      ['link', '<a>'],
      ['link', '<b>'],
    ]);
  });

  test('redirects, cookies and written parts', async () => {
    expect(await answerTo((_req, res) => res.redirect('/login'))).toMatchObject({
      status: 302,
      text: 'Found. Redirecting to /login',
      headers: { location: '/login' },
    });
    expect((await answerTo((_req, res) => res.redirect(301, '/new'))).status).toBe(301);
    const cookies = await answerTo((_req, res) =>
      res.cookie('sid', 'a b', { httpOnly: true, maxAge: 60_000, sameSite: 'lax' }).clearCookie('old').end(),
    );
    expect(cookies.headerPairs.filter(([name]) => name === 'set-cookie').map(([, value]) => value)).toEqual([
      'sid=a%20b; Max-Age=60; Path=/; Expires=Thu, 01 Jan 2026 00:01:00 GMT; HttpOnly; SameSite=Lax',
      'old=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    ]);
    const written = await answerTo((_req, res) => {
      res.writeHead(202, { 'Content-Type': 'text/plain' });
      res.write('one ');
      res.end('two');
    });
    expect(written).toMatchObject({ status: 202, text: 'one two' });
  });

  test('format and accepts follow the Accept header', async () => {
    const choose = (_req: Request, res: Response) =>
      res.format({ json: () => res.json({ a: 1 }), html: () => res.send('<p>') });
    expect((await answerTo(choose, { accept: 'text/html, application/json;q=0.5' })).text).toBe('<p>');
    expect((await answerTo(choose, { accept: 'application/*' })).json).toEqual({ a: 1 });
    expect((await answerTo(choose, { accept: 'image/png' })).status).toBe(406);
  });

  test('finish is told after the answer, and close when the caller gives up', async () => {
    const events: string[] = [];
    const service = answering((_req, res) => {
      res.on('finish', () => events.push('finish'));
      res.send('x');
    });
    await service.ask('GET', '/');
    await Promise.resolve();
    expect(events).toEqual(['finish']);
    const waiting = answering((req) => req.on('close', () => events.push('close')));
    const sent = waiting.send('GET', '/');
    sent.abort();
    expect([events, sent.answers]).toEqual([['finish', 'close'], []]);
  });

  test('a status that is none is refused', async () => {
    const answer = await answerTo((_req, res) => res.status(99).end());
    expect(answer.text).toContain('Invalid status code: 99');
  });

  test('what needs a file system is refused in words', () => {
    const { express } = createTestService();
    expect(() => express.static()).toThrow('not part of the simulated express');
  });
});
