import type { Db } from '../../lib/db.ts';
import { numberIn } from '../../lib/ids.ts';
import type { Order, OrderStatus, Placement } from './rules.ts';

type OrderRow = Omit<Order, 'id'> & { id: number };
const columns = `id, user_id as "userId", product_id as "productId", quantity,
  price_cents as "totalCents", status, reserved, paid`;
const toOrder = (row: OrderRow): Order => ({ ...row, id: `o${row.id}` });

export async function insertOrder(db: Db, placement: Placement, totalCents: number): Promise<Order> {
  const { userId, productId, quantity } = placement;
  const { rows } = await db.query<OrderRow>(
    `insert into orders (user_id, product_id, quantity, price_cents) values ($1, $2, $3, $4) returning ${columns}`,
    [userId, productId, quantity, totalCents],
  );
  return toOrder(rows[0]!);
}

/** One statement, because the news of stock and of money may arrive at the same moment at two replicas. */
export async function advance(db: Db, id: string, done: { reserved: boolean; paid: boolean }): Promise<Order | null> {
  const { rows } = await db.query<OrderRow>(
    `update orders set reserved = reserved or $2, paid = paid or $3,
       status = case when (reserved or $2) and (paid or $3) then 'confirmed' else 'pending' end
     where id = $1 and status = 'pending' returning ${columns}`,
    [numberIn('o', id), done.reserved, done.paid],
  );
  return rows[0] ? toOrder(rows[0]) : null;
}

/** Only a pending order can fail; one that is settled stays as it is. */
export async function endOrder(db: Db, id: string, status: OrderStatus): Promise<void> {
  await db.query(`update orders set status = $2 where id = $1 and status = 'pending'`, [numberIn('o', id), status]);
}

export async function deleteOrder(db: Db, id: string): Promise<void> {
  await db.query('delete from orders where id = $1', [numberIn('o', id)]);
}

export async function findOrder(db: Db, id: string): Promise<Order | null> {
  const { rows } = await db.query<OrderRow>(`select ${columns} from orders where id = $1`, [numberIn('o', id)]);
  return rows[0] ? toOrder(rows[0]) : null;
}

export async function latestOrders(db: Db, userId: string): Promise<Order[]> {
  const { rows } = await db.query<OrderRow>(
    `select ${columns} from orders where user_id = $1 order by id desc limit 20`,
    [userId],
  );
  return rows.map(toOrder);
}
