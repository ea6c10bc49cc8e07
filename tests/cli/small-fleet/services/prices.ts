import { Hono } from 'hono';

const app = new Hono();
app.get('/:product', (c) => c.json({ product: c.req.param('product'), cents: 250 }));

export default app;
