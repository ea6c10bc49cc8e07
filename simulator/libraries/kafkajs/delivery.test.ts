import { describe, expect, test } from 'vitest';
import { TestWorld } from '../../broker/log/test-support/test-world.ts';
import { clientOf, consumerOf, producerOf } from './test-support.ts';

const threePartitions = { topics: [{ name: 't', partitions: 3, retentionUs: null }] };

const messages = (...values: string[]) => values.map((value) => ({ value }));

describe('offsets', () => {
  test('a consumer killed between its effect and its commit: another member gets the record after the session timeout', async () => {
    const world = new TestWorld();
    const producer = await producerOf(world);
    const doomed = consumerOf(world, 'doomed', {
      sessionTimeout: 10_000,
      handle: () => new Promise(() => undefined),
    });
    await world.settled(doomed.started);
    await world.settled(producer.send({ topic: 't', messages: messages('pay') }));
    await world.run(1_000);
    expect(doomed.values).toEqual(['pay']);
    doomed.process.kill();
    const killedAtUs = world.now();
    const heir = consumerOf(world, 'heir', { sessionTimeout: 10_000 });
    await world.run(5_000);
    expect(heir.values).toEqual([]);
    await world.run(15_000);
    expect(heir.values).toEqual(['pay']);
    const deliveries = world.logFacts('deliver');
    expect(deliveries.map((fact) => [fact.offset, fact.redelivered])).toEqual([
      [0, false],
      [0, true],
    ]);
    const waitedMs = (deliveries[1]!.atUs - killedAtUs) / 1000;
    expect(waitedMs).toBeGreaterThan(8_000);
    expect(waitedMs).toBeLessThanOrEqual(11_000);
    expect(world.logFacts('evict').map((fact) => fact.why)).toEqual(['silent for 10000 ms']);
  });

  test('auto-commit: the committed offset is the next one to read, and a new member begins there', async () => {
    const world = new TestWorld();
    const producer = await producerOf(world);
    const first = consumerOf(world, 'first');
    await world.settled(first.started);
    await world.settled(producer.send({ topic: 't', messages: messages('a', 'b', 'c') }));
    await world.run(6_000);
    expect(world.dump().groups['g']!.offsets).toEqual({ t: { 0: { committed: 3, lag: 0 } } });
    await world.settled(first.consumer.disconnect());
    const second = consumerOf(world, 'second');
    await world.settled(second.started);
    await world.settled(producer.send({ topic: 't', messages: messages('d') }));
    await world.run(6_000);
    expect(second.values).toEqual(['d']);
  });

  test('without auto-commit nothing is committed but what the service commits', async () => {
    const world = new TestWorld();
    const producer = await producerOf(world);
    const reader = consumerOf(world, 'reader', {
      run: { autoCommit: false },
      handle: async (value, { consumer }) => {
        if (value === 'b') await consumer.commitOffsets([{ topic: 't', partition: 0, offset: '2' }]);
      },
    });
    await world.settled(reader.started);
    await world.settled(producer.send({ topic: 't', messages: messages('a', 'b', 'c') }));
    await world.run(20_000);
    expect(reader.values).toEqual(['a', 'b', 'c']);
    expect(world.logFacts('commit').map((fact) => fact.offset)).toEqual([2]);
    expect(world.dump().groups['g']!.offsets).toEqual({ t: { 0: { committed: 2, lag: 1 } } });
  });

  test('autoCommitThreshold commits in the middle of a batch', async () => {
    const world = new TestWorld();
    const producer = await producerOf(world);
    await world.settled(producer.send({ topic: 't', messages: messages('a', 'b', 'c', 'd', 'e') }));
    const reader = consumerOf(world, 'reader', { run: { autoCommitThreshold: 2 } });
    await world.settled(reader.started);
    await world.run(5_000);
    expect(world.logFacts('commit').map((fact) => fact.offset)).toEqual([2, 4, 5]);
  });

  test('fromBeginning decides where a group begins that never committed', async () => {
    const world = new TestWorld();
    const producer = await producerOf(world);
    await world.settled(producer.send({ topic: 't', messages: messages('old') }));
    const all = consumerOf(world, 'all', { groupId: 'all', fromBeginning: true });
    const late = consumerOf(world, 'late', { groupId: 'late', fromBeginning: false });
    await world.run(6_000);
    await world.settled(producer.send({ topic: 't', messages: messages('new') }));
    await world.run(6_000);
    expect(all.values).toEqual(['old', 'new']);
    expect(late.values).toEqual(['new']);
  });

  test('records that retention took from under a committed offset: out of range, then the reset policy', async () => {
    const world = new TestWorld({ topics: [{ name: 't', partitions: 1, retentionUs: 60_000_000 }] });
    const producer = await producerOf(world);
    const first = consumerOf(world, 'first');
    await world.settled(first.started);
    await world.settled(producer.send({ topic: 't', messages: messages('a') }));
    await world.run(6_000);
    await world.settled(first.consumer.disconnect());
    await world.settled(producer.send({ topic: 't', messages: messages('never seen', 'nor this') }));
    await world.run(120_000);
    await world.settled(producer.send({ topic: 't', messages: messages('fresh') }));
    const second = consumerOf(world, 'second');
    await world.run(10_000);
    expect(second.values).toEqual(['fresh']);
    expect(world.logFacts('out of range').map((fact) => fact.offset)).toEqual([1]);
    expect(world.logFacts('expire').map((fact) => fact.offset)).toEqual([3]);
    expect(world.dump().topics['t']!.partitions[0]).toMatchObject({ logStart: 3, logEnd: 4 });
  });
});

describe('moving about', () => {
  test('seek reads again from the offset it names, and the commit follows', async () => {
    const world = new TestWorld();
    const producer = await producerOf(world);
    const reader = consumerOf(world, 'reader');
    await world.settled(reader.started);
    await world.settled(producer.send({ topic: 't', messages: messages('a', 'b', 'c') }));
    await world.run(6_000);
    reader.consumer.seek({ topic: 't', partition: 0, offset: '1' });
    await world.run(6_000);
    expect(reader.values).toEqual(['a', 'b', 'c', 'b', 'c']);
    expect(world.logFacts('commit').map((fact) => [fact.offset, fact.why])).toEqual([
      [3, 'consumed'],
      [1, 'seek'],
      [3, 'consumed'],
    ]);
  });

  test('a paused partition rests while others go on, and resumes where it stopped', async () => {
    const world = new TestWorld(threePartitions);
    const producer = await producerOf(world);
    const reader = consumerOf(world, 'reader');
    await world.settled(reader.started);
    reader.consumer.pause([{ topic: 't', partitions: [1] }]);
    expect(reader.consumer.paused()).toEqual([{ topic: 't', partitions: [1] }]);
    const toAll = ['p0', 'p1', 'p2'].map((value, partition) => ({ value, partition }));
    await world.settled(producer.send({ topic: 't', messages: toAll }));
    await world.run(10_000);
    expect(reader.values).toEqual(['p0', 'p2']);
    reader.consumer.resume([{ topic: 't' }]);
    await world.run(10_000);
    expect(reader.values).toEqual(['p0', 'p2', 'p1']);
  });

  test('a handler that pauses its own partition gets no more of the batch until it resumes', async () => {
    const world = new TestWorld();
    const producer = await producerOf(world);
    const consumer = clientOf(world, 'reader').kafka.consumer({ groupId: 'g' });
    const values: string[] = [];
    const resumes: (() => void)[] = [];
    const run = async () => {
      await consumer.subscribe({ topic: 't', fromBeginning: true });
      await consumer.run({
        eachMessage: async ({ message, pause }) => {
          values.push(message.value!.toString());
          if (values.length === 2) resumes.push(pause());
        },
      });
    };
    await world.settled(run());
    await world.settled(producer.send({ topic: 't', messages: messages('a', 'b', 'c') }));
    await world.run(10_000);
    expect(values).toEqual(['a', 'b']);
    for (const resume of resumes) resume();
    await world.run(10_000);
    expect(values).toEqual(['a', 'b', 'c']);
  });
});

describe('cost', () => {
  test('an idle consumer makes at most one call for each long poll and one for each heartbeat', async () => {
    const world = new TestWorld();
    const reader = consumerOf(world, 'reader');
    await world.settled(reader.started);
    const before = world.callsHandled;
    await world.run(60_000);
    expect(world.callsHandled - before).toBeLessThanOrEqual(60 / 5 + 60 / 3);
  });
});

describe('traces', () => {
  test('a record is processed in the trace it was produced in, its span below the producer span', async () => {
    const world = new TestWorld();
    const producer = await producerOf(world, 'orders');
    const seen: (string | undefined)[] = [];
    const reader = consumerOf(world, 'mail', {
      handle: (_value, { process }) => void seen.push(process.bridge.currentTrace()?.traceId),
    });
    await world.settled(reader.started);
    await world.settled(producer.send({ topic: 't', messages: messages('a') }));
    await world.run(6_000);
    const sent = world.spans().find((span) => span.spanKind === 'producer')!;
    const processed = world.spans().find((span) => span.spanKind === 'consumer')!;
    expect(processed).toMatchObject({ traceId: sent.traceId, parentSpanId: sent.spanId, name: 'process t' });
    expect(processed.links).toEqual([`${sent.traceId}/${sent.spanId}`]);
    expect(seen).toEqual([sent.traceId]);
    expect(world.logFacts('deliver')[0]!.traceId).toBe(sent.traceId);
  });

  test('a batch has one span that links to every producer, and costs CPU for each record', async () => {
    const world = new TestWorld();
    const producer = await producerOf(world);
    for (const value of ['a', 'b', 'c']) await world.settled(producer.send({ topic: 't', messages: messages(value) }));
    const sizes: number[] = [];
    const eachBatch = async ({ batch }: { batch: { messages: unknown[] } }) => void sizes.push(batch.messages.length);
    const reader = consumerOf(world, 'reader', { run: { eachBatch } });
    reader.process.costUs['t'] = 7_000;
    await world.settled(reader.started);
    await world.run(6_000);
    const [span] = world.spans().filter(({ spanKind }) => spanKind === 'consumer');
    expect(sizes).toEqual([3]);
    expect(span!.links).toHaveLength(3);
    expect(span!.endUs - span!.startUs).toBe(21_000);
  });

  test('what a service reads is what was sent: buffers, strings for numbers, repeated and binary headers', async () => {
    const world = new TestWorld();
    const producer = await producerOf(world);
    const consumer = clientOf(world, 'reader').kafka.consumer({ groupId: 'reader' });
    const got: unknown[] = [];
    const run = async () => {
      await consumer.subscribe({ topic: 't', fromBeginning: true });
      await consumer.run({ eachMessage: async ({ message }) => void got.push(message) });
    };
    await world.settled(run());
    const binary = Buffer.from([0xff, 0x00, 0xfe]);
    const headers = { plain: 'x', many: ['1', '2'], binary, traceparent: 'mine' };
    await world.settled(
      producer.send({
        topic: 't',
        messages: [{ key: 'k', value: binary, headers, timestamp: '1234' }, { value: null }],
      }),
    );
    await world.run(6_000);
    expect(got[0]).toEqual({
      key: Buffer.from('k'),
      value: binary,
      timestamp: '1234',
      attributes: 0,
      offset: '0',
      headers: {
        plain: Buffer.from('x'),
        many: [Buffer.from('1'), Buffer.from('2')],
        binary,
        traceparent: Buffer.from('mine'),
      },
    });
    expect(got[1]).toMatchObject({ key: null, value: null, offset: '1' });
  });
});
