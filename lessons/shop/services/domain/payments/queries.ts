import type { Db } from '../../lib/db.ts';
import { askAcquirer } from './acquirer.ts';
import type { Bill, Payment } from './rules.ts';

const columns = 'order_id as "orderId", amount_cents as "amountCents", status, reason';

/** However often it is asked, one order is charged once and the answer stays the same. */
export async function charge(db: Db, bill: Bill): Promise<Payment> {
  const known = await findPayment(db, bill.orderId);
  if (known) return known;
  const { status, reason } = await askAcquirer(bill);
  const written = await insertPayment(db, { ...bill, status, reason });
  // Somebody else was faster: what they wrote holds.
  return written ?? (await findPayment(db, bill.orderId))!;
}

/** The row is left even if nothing was charged: a charge that comes late finds it and stops. */
export async function refund(db: Db, bill: Bill): Promise<void> {
  await insertPayment(db, { ...bill, status: 'cancelled', reason: 'the order was cancelled' });
  await db.query(
    `update payments set status = 'refunded', reason = 'the order was cancelled'
     where order_id = $1 and status = 'charged'`,
    [bill.orderId],
  );
}

async function findPayment(db: Db, orderId: string): Promise<Payment | null> {
  const { rows } = await db.query<Payment>(`select ${columns} from payments where order_id = $1`, [orderId]);
  return rows[0] ?? null;
}

async function insertPayment(db: Db, { orderId, amountCents, status, reason }: Payment): Promise<Payment | null> {
  const { rows } = await db.query<Payment>(
    `insert into payments (order_id, amount_cents, status, reason) values ($1, $2, $3, $4)
     on conflict (order_id) do nothing returning ${columns}`,
    [orderId, amountCents, status, reason],
  );
  return rows[0] ?? null;
}
