import type { Order, OrderStatus } from '../orders/rules.ts';

export type Notification = { orderId: string; kind: 'placed' | 'cancelled'; text: string };

const excuses: Partial<Record<OrderStatus, string>> = {
  payment_failed: 'Your payment was declined.',
  out_of_stock: 'Somebody else took the last ones.',
};

export function placedMessage({ id, quantity, productId }: Order): Notification {
  return { orderId: id, kind: 'placed', text: `Thank you for your order of ${quantity} x ${productId}.` };
}

export function cancelledMessage({ id, quantity, productId, status }: Order): Notification {
  const excuse = excuses[status] ?? 'Something went wrong on our side.';
  return { orderId: id, kind: 'cancelled', text: `${excuse} Your order of ${quantity} x ${productId} is cancelled.` };
}
