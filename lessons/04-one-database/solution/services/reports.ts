import { addSale, salesFromCopy } from './domain/reports/queries.ts';
import { reportRoutes } from './domain/reports/routes.ts';
import type { SalesRow } from './domain/reports/rules.ts';
import { createApp } from './lib/app.ts';
import { consume } from './lib/broker.ts';
import { openDatabase } from './lib/db.ts';

const drawMs = Number(process.env.DRAW_MS ?? 800);

const db = openDatabase(process.env.OWN_DATABASE_URL);
const app = createApp();

/** From a copy that is ours: a little late, and in nobody's way. */
async function sales(): Promise<SalesRow[]> {
  const rows = await salesFromCopy(db);
  await new Promise((resolve) => setTimeout(resolve, drawMs));
  return rows;
}

reportRoutes(app, sales);

void consume('reports', { 'order.placed': (order) => addSale(db, order) });

export default app;
