import { invalid, Refusal } from '../../lib/refusal.ts';

export type Hold = { orderId: string; productId: string; quantity: number };

export const outOfStock = (): Refusal => new Refusal(409, 'out_of_stock', 'there are not enough of these left');

export function parseHold({ orderId, productId, quantity }: Record<string, unknown>): Hold {
  if (typeof orderId !== 'string' || typeof productId !== 'string') throw invalid('orderId and productId must be ids');
  if (!Number.isInteger(quantity) || Number(quantity) < 1) throw invalid('quantity must be a whole number from 1');
  return { orderId, productId, quantity: Number(quantity) };
}
