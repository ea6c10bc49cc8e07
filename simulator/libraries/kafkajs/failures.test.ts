import { describe, expect, test } from 'vitest';
import { TestWorld } from '../../broker/log/test-support/test-world.ts';
import { retryDefaults } from './base/retry.ts';
import { clientOf, consumerOf, producerOf } from './test-support.ts';

const threePartitions = { topics: [{ name: 't', partitions: 3, retentionUs: null }] };

async function failureOf(promise: Promise<unknown>): Promise<Error & { cause?: Error | undefined }> {
  try {
    await promise;
  } catch (thrown) {
    return thrown as Error & { cause?: Error };
  }
  throw new Error('it did not fail');
}

/** Five pauses that double, each a fifth more or less at most. */
function expectFullRetryTime(ms: number): void {
  let expectedMs = 0;
  for (let retry = 0; retry < retryDefaults.retries; retry++) expectedMs += retryDefaults.initialRetryTime * 2 ** retry;
  expect(ms).toBeGreaterThan(expectedMs * 0.4);
  expect(ms).toBeLessThan(expectedMs * 1.8);
}

describe('the broker is down', () => {
  test('a send is refused after five retries, with the reason inside', async () => {
    const world = new TestWorld();
    const producer = await producerOf(world);
    world.stopBroker();
    const startUs = world.now();
    const failed = failureOf(producer.send({ topic: 't', messages: [{ value: 'x' }] }));
    const error = await world.settled(failed);
    expect(error).toMatchObject({
      name: 'KafkaJSNumberOfRetriesExceeded',
      message: 'Connection error: connect ECONNREFUSED kafka:9092',
      retriable: false,
      retryCount: 5,
      cause: { name: 'KafkaJSConnectionError', code: 'ECONNREFUSED', broker: 'kafka:9092' },
    });
    expectFullRetryTime((world.now() - startUs) / 1000);
    expect(world.logFacts('ack')).toEqual([]);
    const [span] = world.spans();
    expect(span).toMatchObject({ ok: false, attributes: { 'error.type': 'KafkaJSNumberOfRetriesExceeded' } });
  });

  test('a connect to a name that does not exist says so', async () => {
    const world = new TestWorld();
    const { process } = clientOf(world, 'lost');
    const { createKafkajs } = await import('./create-kafkajs.ts');
    const { Kafka, logLevel } = createKafkajs(process.bridge);
    const kafka = new Kafka({ brokers: ['kafak:9092'], logLevel: logLevel.NOTHING, retry: { retries: 1 } });
    const error = await world.settled(failureOf(kafka.producer().connect()));
    expect(error.name).toBe('KafkaJSNumberOfRetriesExceeded');
    expect(error.message).toBe('Connection error: getaddrinfo ENOTFOUND kafak');
  });

  test('one broker of three dies: sends pause for the election and succeed', async () => {
    const world = new TestWorld({ replicas: 3, ...threePartitions });
    const producer = await producerOf(world);
    await world.settled(producer.send({ topic: 't', messages: [{ value: 'before', partition: 0 }] }));
    world.broker.fault('kill', { replica: 0 });
    await world.settled(producer.send({ topic: 't', messages: [{ value: 'during', partition: 0 }] }));
    expect(world.values('t', 0)).toEqual(['before', 'during']);
    expect(world.dump().topics['t']!.partitions[0]).toMatchObject({ leader: 1, inSync: [1, 2] });
    expect(world.logFacts('elect').map((fact) => fact.partition)).toEqual([0]);
  });

  test('a broker that freezes makes requests time out', async () => {
    const world = new TestWorld();
    const producer = await producerOf(world, 'producer', { retry: { retries: 0 } });
    await world.settled(producer.send({ topic: 't', messages: [{ value: 'x' }] }));
    world.broker.fault('pause', {});
    const startUs = world.now();
    const error = await world.settled(failureOf(producer.send({ topic: 't', messages: [{ value: 'y' }] })));
    expect(error.message).toBe('Request Produce(key: 0, version: 0) timed out');
    expect(error.cause?.name).toBe('KafkaJSRequestTimeoutError');
    expect((world.now() - startUs) / 1000).toBe(30_000);
  });
});

describe('an acknowledgement gets lost', () => {
  const sendWithLostAck = async (idempotent: boolean) => {
    const world = new TestWorld();
    const producer = await producerOf(world, 'producer', { idempotent });
    let lost = 0;
    world.losesAnswer = (call) => call.kind === 'produce' && lost++ < 2;
    await world.settled(producer.send({ topic: 't', messages: [{ value: 'pay' }] }));
    await world.settled(producer.send({ topic: 't', messages: [{ value: 'ship' }] }));
    return world.values('t');
  };

  test('the retry of a plain producer stores the record once more', async () => {
    expect(await sendWithLostAck(false)).toEqual(['pay', 'pay', 'pay', 'ship']);
  });

  test('the retry of an idempotent producer is recognised', async () => {
    expect(await sendWithLostAck(true)).toEqual(['pay', 'ship']);
  });

  test('an idempotent producer that gave up never takes its next record for the lost one', async () => {
    const world = new TestWorld();
    const producer = await producerOf(world, 'producer', { idempotent: true, retry: { retries: 1 } });
    world.losesAnswer = (call) => call.kind === 'produce';
    await world.settled(failureOf(producer.send({ topic: 't', messages: [{ value: 'unsure' }] })));
    world.losesAnswer = () => false;
    await world.settled(producer.send({ topic: 't', messages: [{ value: 'next' }] }));
    expect(world.values('t')).toEqual(['unsure', 'next']);
  });

  test('the faults duplicate and reorder hit plain producers and spare idempotent ones', async () => {
    const stored = async (idempotent: boolean) => {
      const world = new TestWorld();
      const producer = await producerOf(world, 'producer', { idempotent });
      world.broker.fault('duplicate', { rate: 1 });
      const undo = world.broker.fault('reorder', { rate: 1 });
      const first = producer.send({ topic: 't', messages: [{ value: '1' }] });
      await world.run(10);
      undo();
      await world.settled(Promise.all([first, producer.send({ topic: 't', messages: [{ value: '2' }] })]));
      return world.values('t');
    };
    expect(await stored(false)).toEqual(['2', '2', '1']);
    expect(await stored(true)).toEqual(['1', '2']);
  });
});

describe('poison', () => {
  test('a handler that throws sees the same record again, its partition waits, others go on', async () => {
    const world = new TestWorld(threePartitions);
    const producer = await producerOf(world);
    const reader = consumerOf(world, 'reader', {
      handle: (value) => {
        if (value === 'bad') throw new Error('cannot digest');
      },
    });
    await world.settled(reader.started);
    const poisoned = ['ok', 'bad', 'behind'].map((value) => ({ value, partition: 1 }));
    await world.settled(producer.send({ topic: 't', messages: [...poisoned, { value: 'elsewhere', partition: 2 }] }));
    await world.run(5_000);
    const [firstBad] = reader.values.flatMap((value, index) => (value === 'bad' ? [index] : []));
    expect(reader.values.filter((value) => value === 'bad').length).toBeGreaterThan(2);
    expect(reader.values.slice(0, firstBad)).toEqual(['ok']);
    expect(reader.values).toContain('elsewhere');
    expect(reader.values).not.toContain('behind');
    expect(world.dump().groups['g']!.offsets).toEqual({
      t: { 1: { committed: 1, lag: 2 }, 2: { committed: 1, lag: 0 } },
    });
  });

  test('after five retries the consumer crashes, says so, and starts again on the same record', async () => {
    const world = new TestWorld();
    const producer = await producerOf(world);
    const reader = consumerOf(world, 'reader', {
      handle: (value) => {
        if (value === 'bad') throw new Error('cannot digest');
      },
    });
    const crashes: unknown[] = [];
    const { CRASH } = reader.consumer.events;
    reader.consumer.on(CRASH, ({ payload }) => crashes.push({ payload, attempts: reader.values.length }));
    await world.settled(reader.started);
    await world.settled(producer.send({ topic: 't', messages: [{ value: 'bad' }] }));
    await world.run(18_000);
    expect(crashes).toMatchObject([
      {
        attempts: 6,
        payload: {
          groupId: 'g',
          restart: true,
          error: { name: 'KafkaJSNumberOfRetriesExceeded', message: 'cannot digest' },
        },
      },
    ]);
    await world.run(30_000);
    expect(reader.values.length).toBeGreaterThan(6);
    expect(world.logFacts('leave').length).toBeGreaterThan(0);
  });

  test('JSON.parse on poison is a SyntaxError, which kafkajs never retries: the consumer crashes and stays down', async () => {
    const world = new TestWorld(threePartitions);
    const reader = consumerOf(world, 'reader', { handle: (value) => void JSON.parse(value) });
    const crashes: unknown[] = [];
    reader.consumer.on('consumer.crash', (event) => crashes.push(event.payload));
    await world.settled(reader.started);
    world.broker.fault('poison', { topic: 't', count: 1 });
    await world.run(120_000);
    expect(reader.values).toHaveLength(1);
    expect(crashes).toMatchObject([{ restart: false, error: { name: 'KafkaJSNonRetriableError' } }]);
    expect(world.dump().groups['g']!.state).toBe('Empty');
  });
});

test('a producer hears that its record is too large', async () => {
  const world = new TestWorld();
  const producer = await producerOf(world);
  const huge = 'x'.repeat(1_100_000);
  const error = await world.settled(failureOf(producer.send({ topic: 't', messages: [{ value: huge }] })));
  expect(error).toMatchObject({ name: 'KafkaJSProtocolError', type: 'MESSAGE_TOO_LARGE', code: 10 });
});
