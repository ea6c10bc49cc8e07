import { describe, expect, test } from 'vitest';
import type { Request } from '../message/request.ts';
import type { Response } from '../message/response.ts';
import { createTestService } from '../test-support.ts';
import type { Next } from './handler.ts';

describe('routers', () => {
  test('mounted routers see their own part of the path, and params where they are merged', async () => {
    const service = createTestService();
    const { express } = service;
    const app = express();
    const items = express.Router({ mergeParams: true });
    items.get('/:item', (req, res) =>
      res.json({ params: req.params, url: req.url, baseUrl: req.baseUrl, originalUrl: req.originalUrl }),
    );
    app.use('/orders/:order/items', items);
    app.get('/after', (req, res) => res.json({ url: req.url, baseUrl: req.baseUrl }));
    app.listen(3000);
    expect((await service.ask('GET', '/orders/7/items/2?x=1')).json).toEqual({
      params: { order: '7', item: '2' },
      url: '/2?x=1',
      baseUrl: '/orders/7/items',
      originalUrl: '/orders/7/items/2?x=1',
    });
    expect((await service.ask('GET', '/after')).json).toEqual({ url: '/after', baseUrl: '' });
  });

  test('middleware runs in order; next(route) and next(router) leave', async () => {
    const service = createTestService();
    const { express } = service;
    const app = express();
    const seen: string[] = [];
    const note = (name: string) => (_req: Request, _res: Response, next: Next) => {
      seen.push(name);
      next();
    };
    const inner = express.Router();
    inner.use(note('inner'), (_req, _res, next) => next('router'));
    inner.use(note('never'));
    app.use(note('first'), [note('second'), [note('third')]]);
    app.use(inner);
    app.get('/x', note('route'), (_req, _res, next) => next('route'), note('never'));
    app.get('/x', (_req, res) => res.send('done'));
    app.listen(3000);
    await service.ask('GET', '/x');
    expect(seen).toEqual(['first', 'second', 'third', 'inner', 'route']);
  });

  test('param handlers load once for a value', async () => {
    const service = createTestService();
    const app = service.express();
    const loads: unknown[] = [];
    app.param('id', (_req, res, next, id) => {
      loads.push(id);
      res.locals['order'] = { id };
      next();
    });
    app.get('/orders/:id', (_req, _res, next) => next());
    app.get('/orders/:id', (_req, res) => res.json(res.locals['order']));
    app.listen(3000);
    expect((await service.ask('GET', '/orders/9')).json).toEqual({ id: '9' });
    expect(loads).toEqual(['9']);
  });

  test('app.route and app.all, and an app inside an app', async () => {
    const service = createTestService();
    const { express } = service;
    const admin = express();
    admin.get('/', (req, res) => res.json({ mountpath: admin.mountpath, baseUrl: req.baseUrl, path: admin.path() }));
    const app = express();
    app
      .route('/book')
      .get((_req, res) => res.send('get'))
      .post((_req, res) => res.send('post'));
    app.all('/any', (req, res) => res.send(req.method));
    app.use('/admin', admin);
    app.listen(3000);
    expect((await service.ask('POST', '/book')).text).toBe('post');
    expect((await service.ask('PATCH', '/any')).text).toBe('PATCH');
    expect((await service.ask('GET', '/admin')).json).toEqual({
      mountpath: '/admin',
      baseUrl: '/admin',
      path: '/admin',
    });
    expect((await service.ask('GET', '/admin/none')).status).toBe(404);
  });

  test('what is no handler is refused where it is written', () => {
    const app = createTestService().express();
    expect(() => app.get('/x', undefined as never)).toThrow('requires a middleware function but got a undefined');
    expect(() => app.use('/x')).toThrow('argument handler is required');
  });
});
