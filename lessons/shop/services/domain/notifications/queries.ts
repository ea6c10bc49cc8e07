import type { Db } from '../../lib/db.ts';
import type { Notification } from './rules.ts';

/** Nobody is told the same thing twice, however often we are asked to. */
export async function notify(db: Db, userId: string, { orderId, kind, text }: Notification): Promise<void> {
  await db.query(
    `insert into notifications (user_id, order_id, kind, text) values ($1, $2, $3, $4)
     on conflict (order_id, kind) do nothing`,
    [userId, orderId, kind, text],
  );
}

export async function latestNotifications(db: Db, userId: string): Promise<Notification[]> {
  const { rows } = await db.query<Notification>(
    `select order_id as "orderId", kind, text from notifications where user_id = $1 order by id desc limit 20`,
    [userId],
  );
  return rows;
}
