import type { Db } from '../../lib/db.ts';
import { Refusal } from '../../lib/refusal.ts';
import { outOfStock, type Hold } from './rules.ts';

export type Stock = { productId: string; available: number };

export async function findStock(db: Db, productId: string): Promise<Stock> {
  const { rows } = await db.query<Stock>(
    'select product_id as "productId", available from stock where product_id = $1',
    [productId],
  );
  if (!rows[0]) throw new Refusal(404, 'unknown_product', 'there is no such product');
  return rows[0];
}

/** Two statements that belong together: call it inside a transaction. Asking twice for one order reserves once. */
export async function reserve(db: Db, { orderId, productId, quantity }: Hold): Promise<void> {
  const claim = await db.query(
    `insert into reservations (order_id, product_id, quantity, status) values ($1, $2, $3, 'reserved')
     on conflict (order_id) do nothing returning order_id`,
    [orderId, productId, quantity],
  );
  if (claim.rows.length === 0) return mustStillBeReserved(db, orderId);
  const taken = await db.query(
    'update stock set available = available - $2 where product_id = $1 and available >= $2 returning available',
    [productId, quantity],
  );
  if (taken.rows.length === 0) throw outOfStock();
}

async function mustStillBeReserved(db: Db, orderId: string): Promise<void> {
  const { rows } = await db.query<{ status: string }>('select status from reservations where order_id = $1', [orderId]);
  if (rows[0]?.status !== 'reserved') throw new Refusal(409, 'order_cancelled', 'this order was cancelled before');
}

/** Inside a transaction too. The row is left even if nothing was reserved: a reservation that comes late finds it and stops. */
export async function release(db: Db, { orderId, productId, quantity }: Hold): Promise<void> {
  await db.query(
    `insert into reservations (order_id, product_id, quantity, status) values ($1, $2, $3, 'released')
     on conflict (order_id) do nothing`,
    [orderId, productId, quantity],
  );
  const freed = await db.query(
    `update reservations set status = 'released' where order_id = $1 and status = 'reserved' returning order_id`,
    [orderId],
  );
  if (freed.rows.length === 0) return;
  await db.query('update stock set available = available + $2 where product_id = $1', [productId, quantity]);
}
