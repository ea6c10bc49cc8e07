import type { Db } from '../../lib/db.ts';
import { askAcquirer } from './acquirer.ts';
import type { Bill, Payment } from './rules.ts';

/** The same thought, kept where a crash takes it away. */
const known = new Map<string, Payment>();

export async function charge(db: Db, bill: Bill): Promise<Payment> {
  const before = known.get(bill.orderId);
  if (before) return before;
  const payment = { ...bill, ...(await askAcquirer(bill)) };
  await insertPayment(db, payment);
  known.set(bill.orderId, payment);
  return payment;
}

export async function refund(db: Db, bill: Bill): Promise<void> {
  await db.query(
    `update payments set status = 'refunded', reason = 'the order was cancelled'
     where order_id = $1 and status = 'charged'`,
    [bill.orderId],
  );
}

async function insertPayment(db: Db, { orderId, amountCents, status, reason }: Payment): Promise<void> {
  await db.query('insert into payments (order_id, amount_cents, status, reason) values ($1, $2, $3, $4)', [
    orderId,
    amountCents,
    status,
    reason,
  ]);
}
