import { invalid } from '../../lib/refusal.ts';

export type OrderStatus = 'pending' | 'confirmed' | 'payment_failed' | 'out_of_stock' | 'cancelled';
export type Placement = { userId: string; productId: string; quantity: number };

/** `reserved` and `paid` say what has been done for the order; confirmed is when both have. */
export type Order = Placement & {
  id: string;
  totalCents: number;
  status: OrderStatus;
  reserved: boolean;
  paid: boolean;
};

export function parsePlacement({ userId, productId, quantity }: Record<string, unknown>): Placement {
  if (typeof userId !== 'string' || !/^\w+$/.test(userId)) throw invalid('userId must be an id');
  if (typeof productId !== 'string' || !/^\w+$/.test(productId)) throw invalid('productId must be an id');
  if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1 || quantity > 100) {
    throw invalid('quantity must be a whole number from 1 to 100');
  }
  return { userId, productId, quantity };
}

export const isOver = (order: Order): boolean => order.status !== 'pending' && order.status !== 'confirmed';

/** Clients are not told how far the work behind the counter has got. */
export function publicOrder({ id, userId, productId, quantity, totalCents, status }: Order) {
  return { id, userId, productId, quantity, totalCents, status };
}
