import { Hono } from 'hono';

const app = new Hono();

// Change this line, deploy it, and see what clients get from then on.
app.get('/', (c) => c.json({ hello: 'fleet' }));

export default app;
