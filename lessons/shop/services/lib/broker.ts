import { Kafka } from 'kafkajs';
import type { Order } from '../domain/orders/rules.ts';
import { unavailable } from './refusal.ts';

/** Every event of this shop is about an order and carries it whole, so that no consumer has to ask back. */
export type Publish = (topic: string, order: Order) => Promise<void>;
export type Handlers = Record<string, (order: Order) => Promise<void>>;

const connect = (clientId: string): Kafka => new Kafka({ clientId, brokers: process.env.KAFKA_BROKERS!.split(',') });

export async function openProducer(clientId: string): Promise<Publish> {
  const producer = connect(clientId).producer({ idempotent: true });
  await producer.connect();
  return async (topic, order) => {
    try {
      // One user's events share a partition and so keep their order; different users' events do not.
      await producer.send({ topic, messages: [{ key: order.userId, value: JSON.stringify(order) }] });
    } catch (cause) {
      throw unavailable('broker', cause);
    }
  };
}

/**
 * A handler that throws gets the same event again, so each must bear to see an event twice.
 * Not to be awaited by a service that also answers requests: after a crash the group admits it only once it has given up
 * on the one that died, half a minute later.
 */
export async function consume(group: string, handlers: Handlers): Promise<void> {
  const consumer = connect(group).consumer({ groupId: group });
  await consumer.connect();
  await consumer.subscribe({ topics: Object.keys(handlers), fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ topic, message }) => handlers[topic]?.(JSON.parse(String(message.value))),
  });
  // Whoever is replaced by a deploy says so, and the group does not have to find out by its silence.
  process.once('SIGTERM', () => void consumer.disconnect().finally(() => process.exit(0)));
}
