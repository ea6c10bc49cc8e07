import { describe, expect, test, vi } from 'vitest';
import type { Request } from './message/request.ts';
import type { Response } from './message/response.ts';
import type { Next } from './routing/handler.ts';
import { createTestService, type TestService } from './test-support.ts';

describe('errors', () => {
  const failing = (fail: (next: Next) => unknown, ...handlers: ((...values: never[]) => unknown)[]): TestService => {
    const service = createTestService();
    const app = service.express();
    app.set('env', 'test');
    app.get('/', (_req, _res, next) => fail(next));
    for (const handler of handlers) app.use(handler as never);
    app.listen(3000);
    return service;
  };
  const toJson = (error: Error, _req: Request, res: Response, _next: Next): unknown =>
    res.status(503).json({ error: error.message });

  test('thrown, passed on and rejected ones reach the error handler', async () => {
    for (const fail of [
      () => {
        throw new Error('down');
      },
      (next: Next) => next(new Error('down')),
      async () => {
        await Promise.resolve();
        throw new Error('down');
      },
    ]) {
      expect(await failing(fail, toJson).ask('GET', '/')).toMatchObject({ status: 503, json: { error: 'down' } });
    }
  });

  test('without a handler the answer is a 500 page, or the status of the error', async () => {
    const plain = await failing((next) => next(new Error('a <b>'))).ask('GET', '/');
    expect(plain).toMatchObject({ status: 500 });
    expect(plain.text).toContain('<pre>Error: a &lt;b&gt;</pre>');
    const teapot = await failing((next) => next(Object.assign(new Error('short'), { status: 418 }))).ask('GET', '/');
    expect(teapot.status).toBe(418);
  });

  test('whatever is thrown, the runtime stays alive', async () => {
    const hostile = {
      toString: () => {
        throw new Error('no');
      },
      get status() {
        return 'x';
      },
    };
    for (const value of [null, 'text', 42, hostile]) {
      const answer = await failing(() => {
        throw value;
      }).ask('GET', '/');
      expect(answer.status).toBe(500);
    }
  });

  test('an error is logged, except under test', async () => {
    const print = vi.spyOn(console, 'error').mockImplementation(() => {});
    const service = createTestService();
    const app = service.express();
    const error = new Error('seen');
    app.get('/', () => {
      throw error;
    });
    app.set('env', 'development');
    app.listen(3000);
    await service.ask('GET', '/');
    expect(print).toHaveBeenCalledWith(error);
    print.mockRestore();
  });

  test('a value without JSON form is a 500, not the end of the process', async () => {
    const loop: { self?: unknown } = {};
    loop.self = loop;
    for (const value of [loop, { total: 1n }]) {
      const service = createTestService();
      const app = service.express();
      app.set('env', 'test');
      app.get('/', (_req, res) => res.json(value));
      app.listen(3000);
      expect((await service.ask('GET', '/')).status).toBe(500);
    }
  });
});
