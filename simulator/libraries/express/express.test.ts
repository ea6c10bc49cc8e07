import { describe, expect, test, vi } from 'vitest';
import { listenIfIdle } from './application.ts';
import type { Response } from './message/response.ts';
import { createTestService, type TestService } from './test-support.ts';

// Written as the apps of articles are. Real express is no dependency, so this is the one arm: the expected values are its documented ones.

function ordersApp(): TestService {
  const service = createTestService();
  const { express } = service;
  const orders = [{ id: 1, item: 'pizza' }];
  const app = express();
  app.use(express.json());
  app.get('/orders', (req, res) =>
    res.json(req.query['item'] ? orders.filter((o) => o.item === req.query['item']) : orders),
  );
  app.get('/orders/:id', (req, res) => {
    const order = orders.find((candidate) => candidate.id === Number(req.params['id']));
    if (!order) return res.status(404).json({ error: 'order not found' });
    return res.json(order);
  });
  app.post('/orders', (req, res) => {
    const { item } = req.body as { item?: string };
    if (!item) return res.status(400).send('item is required');
    orders.push({ id: orders.length + 1, item });
    return res.status(201).location(`/orders/${orders.length}`).json(orders.at(-1));
  });
  app.delete('/orders/:id', (_req, res) => res.sendStatus(204));
  app.listen(3000, () => {});
  return service;
}

describe('an app of a beginner article', () => {
  test('lists, finds, creates and deletes', async () => {
    const service = ordersApp();
    expect((await service.ask('GET', '/orders')).json).toEqual([{ id: 1, item: 'pizza' }]);
    expect((await service.ask('GET', '/orders?item=pasta')).json).toEqual([]);
    expect(await service.ask('GET', '/orders/1')).toMatchObject({ status: 200, json: { id: 1 } });
    const created = await service.ask('POST', '/orders', { body: { item: 'pasta' } });
    expect(created).toMatchObject({ status: 201, json: { id: 2, item: 'pasta' }, headers: { location: '/orders/2' } });
    expect(created.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-length': '23',
      'x-powered-by': 'Express',
    });
    expect(await service.ask('POST', '/orders', { body: {} })).toMatchObject({ status: 400, text: 'item is required' });
    expect(await service.ask('DELETE', '/orders/1')).toMatchObject({ status: 204, text: '' });
  });

  test('an unknown path is a 404 page', async () => {
    const answer = await ordersApp().ask('GET', '/no/<such>?x=1');
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('<pre>Cannot GET /no/%3Csuch%3E</pre>');
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  });

  test('HEAD is answered as GET without the body, OPTIONS with the methods', async () => {
    const service = ordersApp();
    expect(await service.ask('HEAD', '/orders/1')).toMatchObject({ status: 200, text: '' });
    expect(await service.ask('OPTIONS', '/orders/1')).toMatchObject({ status: 200, text: 'DELETE, GET, HEAD' });
  });

  test('an app that nobody let listen is started by the runtime, and only once', () => {
    const service = createTestService();
    const app = service.express();
    app[listenIfIdle]();
    expect(service.listening).toBe(true);
    expect(() => app[listenIfIdle]()).not.toThrow();
  });
});

test('a server that closes answers what it has and takes no more', async () => {
  const service = createTestService();
  const app = service.express();
  let answer: Response | undefined;
  app.get('/', (_req, res) => {
    answer = res;
  });
  const server = app.listen(3000);
  const sent = service.send('GET', '/');
  const closed = vi.fn<() => void>();
  server.close(closed);
  expect(service.listening).toBe(false);
  await Promise.resolve();
  expect(closed).not.toHaveBeenCalled();
  answer!.send('late');
  await Promise.resolve();
  expect(sent.answers[0]?.body?.text).toBe('late');
  expect(closed).toHaveBeenCalled();
});

test('the request tells who asked and for what', async () => {
  const service = createTestService();
  const app = service.express();
  app.get('/who', (req, res) =>
    res.json([
      req.hostname,
      req.host,
      req.protocol,
      req.path,
      req.get('X-Id'),
      req.header('host'),
      req.xhr,
      req.ip,
      req.is('json'),
    ]),
  );
  app.listen(3000);
  const answer = await service.ask('GET', '/who?x=1', { headers: { 'x-id': '7' } });
  expect(answer.json).toEqual(['orders', 'orders:3000', 'http', '/who', '7', 'orders:3000', false, '127.0.0.1', null]);
});
