import { salesFromOrders } from './domain/reports/queries.ts';
import { reportRoutes } from './domain/reports/routes.ts';
import type { SalesRow } from './domain/reports/rules.ts';
import { createApp } from './lib/app.ts';
import { openDatabase, transaction } from './lib/db.ts';

const drawMs = Number(process.env.DRAW_MS ?? 800);

const db = openDatabase();
const app = createApp();

/** All numbers of one moment: nobody may sell anything until they are counted and drawn. */
function sales(): Promise<SalesRow[]> {
  return transaction(db, async (connection) => {
    await connection.query('select product_id from stock for share');
    const rows = await salesFromOrders(connection);
    await new Promise((resolve) => setTimeout(resolve, drawMs));
    return rows;
  });
}

reportRoutes(app, sales);

export default app;
