import { invalid, Refusal } from '../../lib/refusal.ts';

export type Bill = { orderId: string; amountCents: number };
export type Verdict = { status: 'charged' | 'declined'; reason: string };
/** `cancelled`: the order was called off before anybody charged for it. */
export type Payment = Bill & { status: Verdict['status'] | 'refunded' | 'cancelled'; reason: string };

export const limitCents = 200_000;

/** Like the test cards of a real acquirer: certain amounts fail, always the same ones. */
export function verdictOn(amountCents: number): Verdict {
  if (amountCents > limitCents) return { status: 'declined', reason: 'the amount is over the limit of the card' };
  if (amountCents % 100 === 13) return { status: 'declined', reason: 'the bank said no' };
  return { status: 'charged', reason: '' };
}

export function mustBeCharged(payment: Payment): Payment {
  if (payment.status === 'charged') return payment;
  throw new Refusal(402, 'payment_declined', payment.reason);
}

export function parseBill({ orderId, amountCents }: Record<string, unknown>): Bill {
  if (typeof orderId !== 'string') throw invalid('orderId must be an id');
  if (!Number.isInteger(amountCents) || Number(amountCents) < 0) throw invalid('amountCents must be a whole number');
  return { orderId, amountCents: Number(amountCents) };
}
