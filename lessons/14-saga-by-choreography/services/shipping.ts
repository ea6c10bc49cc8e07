import type { Order } from './domain/orders/rules.ts';
import { createApp } from './lib/app.ts';
import { consume, openProducer } from './lib/broker.ts';

const carrierMs = Number(process.env.CARRIER_MS ?? 30);

const publish = await openProducer('shipping');
const app = createApp();

/** The carrier takes everything but desks. */
async function handToTheCarrier(order: Order): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, carrierMs));
  await publish(order.productId === 'p12' ? 'parcel.refused' : 'parcel.sent', order);
}

void consume('shipping', {
  'payment.completed': handToTheCarrier,
});

export default app;
