import { mustBeOwn, requiredQuery, type ShopApp } from '../../lib/app.ts';
import type { Db } from '../../lib/db.ts';
import { latestNotifications } from './queries.ts';

export function notificationRoutes(app: ShopApp, db: Db): void {
  app.get('/notifications', async (c) => {
    const userId = requiredQuery(c, 'userId');
    mustBeOwn(c, userId);
    return c.json({ notifications: await latestNotifications(db, userId) });
  });
}
