import type { ShopApp } from '../../lib/app.ts';
import { salesReport, type SalesRow } from './rules.ts';

export function reportRoutes(app: ShopApp, sales: () => Promise<SalesRow[]>): void {
  app.get('/reports/sales', async (c) => c.json(salesReport(await sales())));
}
