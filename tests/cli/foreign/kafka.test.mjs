// A test file as people write them for their own services: it knows nothing of Flotilla. KAFKA_BROKERS names the broker.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';

const kafka = new Kafka({ brokers: [process.env.KAFKA_BROKERS], clientId: 'shop', logLevel: logLevel.NOTHING });
const producer = kafka.producer();

before(async () => {
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({
    topics: [
      { topic: 'orders', numPartitions: 3 },
      { topic: 'flaky', numPartitions: 1 },
    ],
  });
  await admin.disconnect();
  await producer.connect();
});
after(() => producer.disconnect());

/** Waits as long as it takes. */
async function until(condition) {
  for (let tries = 0; !condition(); tries += 1) {
    assert.ok(tries < 600, 'it did not come to pass within a minute');
    await sleep(100);
  }
}

it('keeps the order of records with the same key', async () => {
  const consumer = kafka.consumer({ groupId: 'billing' });
  const got = [];
  await consumer.connect();
  await consumer.subscribe({ topic: 'orders', fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ partition, message }) => {
      got.push({ partition, key: message.key.toString(), value: Number(message.value.toString()) });
    },
  });
  for (let number = 0; number < 30; number += 1) {
    const key = `user-${number % 3}`;
    await producer.send({ topic: 'orders', messages: [{ key, value: String(number) }] });
  }
  await until(() => got.length === 30);
  for (const key of ['user-0', 'user-1', 'user-2']) {
    const own = got.filter((record) => record.key === key);
    assert.equal(new Set(own.map((record) => record.partition)).size, 1);
    assert.deepEqual(
      own.map((record) => record.value),
      own.map((record) => record.value).toSorted((a, b) => a - b),
    );
  }
  await consumer.disconnect();
});

it('gives a record again to a handler that failed', async () => {
  const consumer = kafka.consumer({ groupId: 'mail' });
  const seen = [];
  await consumer.connect();
  await consumer.subscribe({ topic: 'flaky', fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      seen.push(message.value.toString());
      if (seen.length === 1) throw new Error('the mail server is down');
    },
  });
  await producer.send({ topic: 'flaky', messages: [{ value: 'first' }, { value: 'second' }] });
  await until(() => seen.length === 3);
  assert.deepEqual(seen, ['first', 'first', 'second']);
  await consumer.disconnect();
});

it('hands the partitions of a consumer that leaves to the one that stays', async () => {
  const owners = new Map();
  const join = async (name) => {
    const consumer = kafka.consumer({ groupId: 'audit', sessionTimeout: 10_000 });
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => owners.set(name, payload.memberAssignment.orders ?? []));
    await consumer.connect();
    await consumer.subscribe({ topic: 'orders' });
    await consumer.run({ eachMessage: async () => {} });
    return consumer;
  };
  const [left, right] = [await join('left'), await join('right')];
  const held = () => [...(owners.get('left') ?? []), ...(owners.get('right') ?? [])].toSorted((a, b) => a - b);
  await until(() => owners.get('left')?.length > 0 && owners.get('right')?.length > 0 && held().length === 3);
  assert.deepEqual(held(), [0, 1, 2]);
  await left.disconnect();
  await until(() => owners.get('right').length === 3);
  await right.disconnect();
});

it('says what is wrong when a topic cannot be read while the consumer runs', async () => {
  const consumer = kafka.consumer({ groupId: 'late' });
  await consumer.connect();
  await consumer.subscribe({ topic: 'orders' });
  await consumer.run({ eachMessage: async () => {} });
  await assert.rejects(consumer.subscribe({ topic: 'flaky' }), /Cannot subscribe to topic while consumer is running/);
  await consumer.disconnect();
});
