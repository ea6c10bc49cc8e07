import { describe, expect, test } from 'vitest';
import type * as real from 'kafkajs';
import { TestWorld } from '../../broker/log/test-support/test-world.ts';
import { isoTime } from './base/logger.ts';
import { createKafkajs } from './create-kafkajs.ts';
import { clientOf, consumerOf, producerOf } from './test-support.ts';

const refusal = async (run: () => unknown): Promise<string> => {
  try {
    await run();
  } catch (thrown) {
    return `${(thrown as Error).name}: ${(thrown as Error).message}`;
  }
  return 'no refusal';
};

type AdminPart =
  | 'connect'
  | 'disconnect'
  | 'listTopics'
  | 'createTopics'
  | 'createPartitions'
  | 'deleteTopics'
  | 'fetchTopicMetadata'
  | 'fetchTopicOffsets'
  | 'fetchTopicOffsetsByTimestamp'
  | 'fetchOffsets'
  | 'setOffsets'
  | 'resetOffsets'
  | 'deleteTopicRecords'
  | 'listGroups'
  | 'describeCluster';

/** Does not compile if ours drifts from the declarations of the real package; listeners, loggers and Buffers are left out. */
function asReal(world: TestWorld) {
  const { kafka } = clientOf(world, 'typed');
  const producer: Omit<real.Producer, 'on' | 'logger'> = kafka.producer({ allowAutoTopicCreation: true });
  const consumer: Omit<real.Consumer, 'on' | 'logger' | 'run' | 'describeGroup'> = kafka.consumer({ groupId: 'g' });
  const admin: Pick<real.Admin, AdminPart> = kafka.admin();
  return { producer, consumer: consumer as real.Consumer, admin };
}

describe('refusals use the words of kafkajs', () => {
  test('of a consumer', async () => {
    const world = new TestWorld();
    const { kafka } = clientOf(world, 'c');
    const { consumer, started } = consumerOf(world, 'running');
    await world.settled(started);
    const said = async (run: () => unknown) => world.settled(refusal(run));
    expect(await said(() => consumer.subscribe({ topic: 'other' }))).toBe(
      'KafkaJSNonRetriableError: Cannot subscribe to topic while consumer is running',
    );
    expect(await said(() => kafka.consumer({ groupId: '' }))).toBe(
      'KafkaJSNonRetriableError: Consumer groupId must be a non-empty string.',
    );
    expect(await said(() => kafka.consumer({ groupId: 'g', sessionTimeout: 3000 }))).toContain(
      'Consumer heartbeatInterval (3000) must be lower than sessionTimeout (3000).',
    );
    const idle = kafka.consumer({ groupId: 'idle' });
    const notRunning =
      'KafkaJSNonRetriableError: Consumer group was not initialized, consumer#run must be called first';
    expect(await said(() => idle.seek({ topic: 't', partition: 0, offset: '0' }))).toBe(notRunning);
    expect(await said(() => idle.pause([{ topic: 't' }]))).toBe(notRunning);
    expect(await said(() => idle.commitOffsets([{ topic: 't', partition: 0, offset: '0' }]))).toBe(notRunning);
    expect(await said(() => consumer.seek({ topic: 't', partition: 0, offset: 'x' }))).toBe(
      'KafkaJSNonRetriableError: Invalid offset, expected a long received x',
    );
    expect(await said(() => consumer.on('nonsense', () => undefined))).toContain(
      'Event name should be one of consumer.events.HEARTBEAT',
    );
  });

  test('of a producer', async () => {
    const world = new TestWorld();
    const { kafka } = clientOf(world, 'p');
    const producer = kafka.producer({ idempotent: true });
    const said = async (run: () => unknown) => world.settled(refusal(run));
    const message = { topic: 't', messages: [{ value: 'x' }] };
    expect(await said(() => producer.send(message))).toBe('KafkaJSError: The producer is disconnected');
    await world.settled(producer.connect());
    expect(await said(() => producer.send({ ...message, acks: 1 }))).toContain("idempotent producer's EoS guarantees");
    expect(await said(() => producer.send({ topic: '', messages: [] }))).toBe(
      'KafkaJSNonRetriableError: Invalid topic',
    );
    expect(await said(() => kafka.producer({ transactionalId: 'tx' }))).toContain('Transactions are not simulated');
    const wrong = { topic: 't', messages: [{ value: 17 as unknown as string }] };
    expect(await said(() => producer.send(wrong))).toContain(
      'KafkaJSNonRetriableError: The first argument must be of type string',
    );
  });

  test('of a client whose list of brokers is missing or wrong', async () => {
    const world = new TestWorld();
    const { Kafka } = createKafkajs(world.process('p').bridge);
    const quiet = { logLevel: 0 as const };
    const connect = (brokers: unknown) => {
      const kafka = new Kafka({ brokers: brokers as string[], ...quiet });
      return world.settled(refusal(() => kafka.producer().connect()));
    };
    expect(await connect([undefined])).toBe(
      'KafkaJSNonRetriableError: Failed to connect: broker at index 0 is invalid "undefined"',
    );
    expect(await connect([])).toBe('KafkaJSNonRetriableError: Failed to connect: brokers array is empty');
  });
});

describe('admin', () => {
  test('makes topics, looks at offsets, and moves a group that nobody reads with', async () => {
    const world = new TestWorld();
    const admin = clientOf(world, 'admin').kafka.admin();
    const producer = await producerOf(world);
    const done = async <Value>(promise: Promise<Value>) => world.settled(promise);
    expect(await done(admin.createTopics({ topics: [{ topic: 't', numPartitions: 2 }] }))).toBe(true);
    expect(await done(admin.createTopics({ topics: [{ topic: 't' }] }))).toBe(false);
    expect(await done(admin.listTopics())).toEqual(['t']);
    await done(producer.send({ topic: 't', messages: [{ value: 'a', partition: 1 }] }));
    const { consumer, started, values } = consumerOf(world, 'reader');
    await done(started);
    await world.run(6_000);
    const moves = { groupId: 'g', topic: 't', partitions: [{ partition: 1, offset: '0' }] };
    expect(await done(refusal(() => admin.setOffsets(moves)))).toBe(
      'KafkaJSNonRetriableError: The consumer group must have no running instances, current state: Stable',
    );
    expect((await done(admin.describeGroups(['g']))).groups[0]).toMatchObject({ groupId: 'g', state: 'Stable' });
    await done(consumer.disconnect());
    await done(admin.setOffsets(moves));
    expect(await done(admin.fetchOffsets({ groupId: 'g', topics: ['t'] }))).toEqual([
      {
        topic: 't',
        partitions: [
          { partition: 0, offset: '-1', metadata: null },
          { partition: 1, offset: '0', metadata: null },
        ],
      },
    ]);
    expect(await done(admin.fetchTopicOffsets('t'))).toEqual([
      { partition: 0, offset: '0', high: '0', low: '0' },
      { partition: 1, offset: '1', high: '1', low: '0' },
    ]);
    const again = consumerOf(world, 'again');
    await done(again.started);
    await world.run(6_000);
    expect([...values, ...again.values]).toEqual(['a', 'a']);
  });

  test('a consumer of a pattern reads every topic that matches', async () => {
    const world = new TestWorld();
    const producer = await producerOf(world);
    for (const topic of ['order.placed', 'order.paid', 'mail.sent'])
      await world.settled(producer.send({ topic, messages: [{ value: topic }] }));
    const consumer = clientOf(world, 'reader').kafka.consumer({ groupId: 'g' });
    const seen: string[] = [];
    const run = async () => {
      await consumer.subscribe({ topics: [/^order\./], fromBeginning: true });
      await consumer.run({ eachMessage: async ({ topic }) => void seen.push(topic) });
    };
    await world.settled(run());
    await world.run(6_000);
    expect(seen.sort()).toEqual(['order.paid', 'order.placed']);
  });
});

test('code typed by the declarations of kafkajs 2.2.4 runs', async () => {
  const world = new TestWorld();
  const { producer, consumer, admin } = asReal(world);
  const joined: real.IMemberAssignment[] = [];
  const seen: (string | undefined)[] = [];
  consumer.on('consumer.group_join', ({ payload }) => joined.push(payload.memberAssignment));
  const run = async () => {
    await producer.connect();
    await consumer.subscribe({ topic: 't', fromBeginning: true });
    await consumer.run({
      eachBatch: async ({ batch, resolveOffset, heartbeat, isRunning, isStale, commitOffsetsIfNecessary }) => {
        for (const message of batch.messages) {
          if (!isRunning() || isStale()) break;
          seen.push(message.value?.toString());
          resolveOffset(message.offset);
          await heartbeat();
        }
        await commitOffsetsIfNecessary();
      },
    });
    return producer.sendBatch({ topicMessages: [{ topic: 't', messages: [{ key: 'k', value: 'v' }] }] });
  };
  const sent: real.RecordMetadata[] = await world.settled(run());
  await world.run(6_000);
  expect(sent[0]).toMatchObject({ topicName: 't', partition: 0, errorCode: 0, baseOffset: '0' });
  expect(joined).toEqual([{ t: [0] }]);
  expect(seen).toEqual(['v']);
  expect(await world.settled(admin.listTopics())).toEqual(['t']);
});

test('log entries carry the virtual wall clock as an ISO time', () => {
  for (const ms of [0, 1_700_000_000_123, 951_782_400_000, 4_102_444_799_999, 1_709_164_800_000])
    expect(isoTime(ms)).toBe(new Date(ms).toISOString());
});
