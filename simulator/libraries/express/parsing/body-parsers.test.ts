import { describe, expect, test } from 'vitest';
import type { Request } from '../message/request.ts';
import type { Response } from '../message/response.ts';
import type { Next } from '../routing/handler.ts';
import { createTestService, type TestService } from '../test-support.ts';
import { bytesFrom } from './body-parsers.ts';
import { parseExtended, parseSimple } from './query-string.ts';

describe('bodies', () => {
  const echo = (): TestService => {
    const service = createTestService();
    const { express } = service;
    const app = express();
    app.use(express.json({ limit: '1kb' }), express.urlencoded({ extended: true }), express.text());
    app.post('/echo', (req, res) => res.json({ body: req.body ?? null }));
    app.use((error: Error & { status?: number; type?: string }, _req: Request, res: Response, _next: Next) =>
      res.status(error.status ?? 500).json({ type: error.type, message: error.message }),
    );
    app.listen(3000);
    return service;
  };

  test('JSON, forms and text arrive parsed; without a body there is none', async () => {
    const service = echo();
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await service.ask('POST', '/echo', { body: { a: [1] } })).json).toEqual({ body: { a: [1] } });
    expect((await service.ask('POST', '/echo', { body: 'a=1&b[c]=2&d[]=3&d[]=4', headers: form })).json).toEqual({
      body: { a: '1', b: { c: '2' }, d: ['3', '4'] },
    });
    expect(
      (await service.ask('POST', '/echo', { body: 'hi', headers: { 'content-type': 'text/plain' } })).json,
    ).toEqual({
      body: 'hi',
    });
    expect((await service.ask('POST', '/echo')).json).toEqual({ body: null });
  });

  test('broken JSON is a 400 with the type that articles check', async () => {
    const answer = await echo().ask('POST', '/echo', {
      body: '{"a":',
      headers: { 'content-type': 'application/json' },
    });
    expect(answer).toMatchObject({
      status: 400,
      json: { type: 'entity.parse.failed', message: 'Unexpected end of JSON input' },
    });
  });

  test('a body over the limit is a 413', async () => {
    const answer = await echo().ask('POST', '/echo', { body: { text: 'x'.repeat(2_000) } });
    expect(answer).toMatchObject({
      status: 413,
      json: { type: 'entity.too.large', message: 'request entity too large' },
    });
  });

  test('limits are read with their units', () => {
    expect([bytesFrom('100kb'), bytesFrom('1.5mb'), bytesFrom(7), bytesFrom('10')]).toEqual([
      102_400, 1_572_864, 7, 10,
    ]);
    expect(() => bytesFrom('lots')).toThrow('invalid');
  });

  test('queries: simple ones make lists, extended ones trees, and none reaches a prototype', () => {
    expect({ ...parseSimple('a=1&a=2&b=x+y%21&c') }).toEqual({ a: ['1', '2'], b: 'x y!', c: '' });
    expect(parseExtended('u[name]=Ann&u[tags][0]=x&u[tags][1]=y')).toEqual({ u: { name: 'Ann', tags: ['x', 'y'] } });
    expect(parseExtended('__proto__[polluted]=1&constructor[prototype][polluted]=1')).toEqual({});
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });
});
