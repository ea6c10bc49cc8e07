import { expect, test } from 'vitest';
import { TestWorld } from '../../broker/log/test-support/test-world.ts';
import { clientOf, consumerOf, producerOf } from './test-support.ts';

const threePartitions = { topics: [{ name: 't', partitions: 3, retentionUs: null }] };

test('a record costs one call of its producer, and a fetch and a commit of each group', async () => {
  const world = new TestWorld(threePartitions);
  const producer = await producerOf(world, 'producer', { idempotent: true });
  const readers = ['a', 'b'].map((groupId) => consumerOf(world, groupId, { groupId }));
  await world.settled(Promise.all(readers.map(({ started }) => started)));
  const send = async () => {
    await world.settled(producer.send({ topic: 't', messages: [{ key: 'k', value: 'v' }] }));
    await world.run(50);
  };
  await send();
  const before = world.callsHandled;
  for (let sent = 0; sent < 10; sent++) await send();
  expect(readers.map(({ values }) => values.length)).toEqual([11, 11]);
  expect(world.callsHandled - before).toBe(10 * (1 + 2 * readers.length));
});

test('a consumer takes partitions that were added to its topic when it next asks about the cluster', async () => {
  const world = new TestWorld(threePartitions);
  const producer = await producerOf(world, 'producer', { metadataMaxAge: 1_000 });
  const reader = consumerOf(world, 'reader', { metadataMaxAge: 10_000 });
  await world.settled(reader.started);
  const admin = clientOf(world, 'admin').kafka.admin();
  await world.settled(admin.createPartitions({ topicPartitions: [{ topic: 't', count: 5 }] }));
  await world.run(2_000);
  await world.settled(producer.send({ topic: 't', messages: [{ value: 'new', partition: 4 }] }));
  await world.run(5_000);
  expect(reader.values).toEqual([]);
  await world.run(20_000);
  expect(reader.values).toEqual(['new']);
});
