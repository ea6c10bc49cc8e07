import { charge } from './domain/payments/queries.ts';
import { mustBeCharged, parseBill } from './domain/payments/rules.ts';
import { createApp, readObject } from './lib/app.ts';
import { openDatabase } from './lib/db.ts';

const db = openDatabase();
const app = createApp();

app.post('/charges', async (c) => {
  const payment = await charge(db, parseBill(await readObject(c)));
  return c.json(mustBeCharged(payment), 201);
});

export default app;
