import { Hono } from 'hono';

const app = new Hono();
app.get('/price/:product', async (c) => {
  try {
    const answer = await fetch(`${process.env.PRICES_URL}/${c.req.param('product')}`, {
      signal: AbortSignal.timeout(1_000),
    });
    return c.json(await answer.json(), answer.ok ? 200 : 502);
  } catch (error) {
    return c.json({ why: (error as Error).message }, 503);
  }
});
app.post('/echo', async (c) => c.body(await c.req.arrayBuffer(), 201, { 'x-method': c.req.method }));

export default app;
