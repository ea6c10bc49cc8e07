import type { Db } from '../../lib/db.ts';
import { askAcquirer } from './acquirer.ts';
import type { Bill, Payment } from './rules.ts';

/** However often it is asked, an order is charged once: what was taken is known by its order, in the database. */
export async function charge(db: Db, bill: Bill): Promise<Payment> {
  const known = await findPayment(db, bill.orderId);
  if (known) return known;
  const payment = { ...bill, ...(await askAcquirer(bill)) };
  await insertPayment(db, payment);
  return payment;
}

export async function refund(db: Db, bill: Bill): Promise<void> {
  await db.query(
    `update payments set status = 'refunded', reason = 'the order was cancelled'
     where order_id = $1 and status = 'charged'`,
    [bill.orderId],
  );
}

async function findPayment(db: Db, orderId: string): Promise<Payment | null> {
  const { rows } = await db.query<Payment>(
    'select order_id as "orderId", amount_cents as "amountCents", status, reason from payments where order_id = $1',
    [orderId],
  );
  return rows[0] ?? null;
}

async function insertPayment(db: Db, { orderId, amountCents, status, reason }: Payment): Promise<void> {
  await db.query('insert into payments (order_id, amount_cents, status, reason) values ($1, $2, $3, $4)', [
    orderId,
    amountCents,
    status,
    reason,
  ]);
}
