import { describe, expect, test } from 'vitest';
import { Random } from '../../kernel/random.ts';
import { TestWorld } from '../../broker/log/test-support/test-world.ts';
import { clientOf, consumerOf, producerOf, type TestConsumer } from './test-support.ts';

const partitionsOf = (partitions: number) => ({ topics: [{ name: 't', partitions, retentionUs: null }] });

/** Owners of each partition by the assignments that the group last handed out. */
function owners(world: TestWorld): Record<string, string[]> {
  const owned: Record<string, string[]> = {};
  for (const { member, assignment } of world.dump().groups['g']!.members)
    for (const partition of assignment['t'] ?? []) (owned[partition] ??= []).push(member);
  return owned;
}

describe('rebalances', () => {
  test('members share the partitions in turn by name; when one leaves, the others get its share', async () => {
    const world = new TestWorld(partitionsOf(4));
    const [a, b] = [consumerOf(world, 'a'), consumerOf(world, 'b')];
    await world.settled(Promise.all([a.started, b.started]));
    const shares = world.dump().groups['g']!.members.map(({ assignment }) => assignment['t']);
    expect(shares).toEqual([
      [0, 2],
      [1, 3],
    ]);
    await world.settled(b.consumer.disconnect());
    await world.run(10_000);
    expect(world.dump().groups['g']!.members.map(({ assignment }) => assignment['t'])).toEqual([[0, 1, 2, 3]]);
    expect(world.dump().groups['g']!.generation).toBe(2);
  });

  test('while members come, leave and die, each partition has one live owner, keeps its order and loses nothing', async () => {
    for (let seed = 1; seed <= 5; seed++) {
      const world = new TestWorld(partitionsOf(4), String(seed));
      const chance = new Random(String(seed), 'test', 'members');
      const producer = await producerOf(world);
      const timeouts = { sessionTimeout: 6_000, heartbeatInterval: 1_000, maxWaitTimeInMs: 500 };
      const alive: TestConsumer[] = [];
      const everybody: TestConsumer[] = [];
      const join = () => {
        const member = consumerOf(world, `m${everybody.length}`, {
          ...timeouts,
          handle: () => member.process.sleep(5),
        });
        alive.push(member);
        everybody.push(member);
      };
      join();
      join();
      let sent = 0;
      for (let round = 0; round < 12; round++) {
        const batch = Array.from({ length: 10 }, () => ({ key: `key ${sent % 7}`, value: String(sent++) }));
        await world.settled(producer.send({ topic: 't', messages: batch }));
        const dice = chance.below(4);
        if (dice === 0) join();
        else if (dice === 1 && alive.length > 1) alive.shift()!.process.kill();
        else if (dice === 2 && alive.length > 1) void alive.shift()!.consumer.disconnect();
        await world.run(chance.below(4_000));
      }
      await world.run(60_000);
      expect(new Set(everybody.flatMap(({ values }) => values)).size, `seed ${seed}`).toBe(sent);
      for (const owner of Object.values(owners(world))) expect(owner).toHaveLength(1);
      expect(Object.keys(owners(world))).toEqual(['0', '1', '2', '3']);
      for (const { values } of everybody) expectOrderPerKey(values);
      for (const commits of commitsByPartition(world)) expect(commits).toEqual([...commits].sort((l, r) => l - r));
    }
  });
});

/** A member may see a stretch again after it lost and regained a partition, but never something new that is older than what it saw. */
function expectOrderPerKey(values: readonly string[]): void {
  const firstSeen = [...new Set(values)].map(Number);
  for (let key = 0; key < 7; key++) {
    const ofKey = firstSeen.filter((value) => value % 7 === key);
    expect(ofKey).toEqual([...ofKey].sort((left, right) => left - right));
  }
}

function commitsByPartition(world: TestWorld): number[][] {
  const commits = new Map<number, number[]>();
  for (const { partition, offset } of world.logFacts('commit'))
    commits.set(partition!, [...(commits.get(partition!) ?? []), offset!]);
  return [...commits.values()];
}

describe('silence', () => {
  test('a handler slower than the session timeout: evicted, its commit refused, the record done again by another', async () => {
    const world = new TestWorld();
    const producer = await producerOf(world);
    const errors: string[] = [];
    const slow = consumerOf(world, 'slow', {
      sessionTimeout: 6_000,
      heartbeatInterval: 2_000,
      run: { autoCommit: false },
      handle: async (_value, { process, consumer }) => {
        await process.sleep(20_000);
        await consumer.commitOffsets([{ topic: 't', partition: 0, offset: '1' }]).catch((error: Error) => {
          errors.push(`${error.name}: ${error.message}`);
        });
      },
    });
    await world.settled(slow.started);
    const quick = consumerOf(world, 'the quick one', { sessionTimeout: 6_000, heartbeatInterval: 2_000 });
    await world.settled(quick.started);
    await world.run(1_000);
    await world.settled(producer.send({ topic: 't', messages: [{ value: 'heavy' }] }));
    await world.run(60_000);
    const evicted = world.logFacts('evict');
    expect(evicted.map((fact) => fact.member!.split('-')[0])).toContain('slow');
    expect(errors[0]).toBe('KafkaJSNonRetriableError: The coordinator is not aware of this member');
    expect(world.logFacts('commit refused')[0]).toMatchObject({ offset: 1, why: 'UNKNOWN_MEMBER_ID' });
    expect(quick.values).toEqual(['heavy']);
  });

  test('a slow handler that sends heartbeats keeps its place', async () => {
    const world = new TestWorld();
    const producer = await producerOf(world);
    const { kafka, process } = clientOf(world, 'diligent');
    const consumer = kafka.consumer({ groupId: 'g', sessionTimeout: 6_000, heartbeatInterval: 2_000 });
    const run = async () => {
      await consumer.subscribe({ topic: 't', fromBeginning: true });
      await consumer.run({
        eachMessage: async ({ heartbeat }) => {
          for (let second = 0; second < 20; second++) {
            await process.sleep(1_000);
            await heartbeat();
          }
        },
      });
    };
    await world.settled(run());
    await world.settled(producer.send({ topic: 't', messages: [{ value: 'heavy' }] }));
    await world.run(30_000);
    expect(world.logFacts('evict')).toEqual([]);
    expect(world.logFacts('deliver')).toHaveLength(1);
    expect(world.dump().groups['g']!.offsets).toEqual({ t: { 0: { committed: 1, lag: 0 } } });
  });

  test('the whole cluster loses power: members come back by themselves and go on from the committed offset', async () => {
    const world = new TestWorld();
    const producer = await producerOf(world);
    const reader = consumerOf(world, 'reader');
    await world.settled(reader.started);
    await world.settled(producer.send({ topic: 't', messages: [{ value: 'before' }] }));
    await world.run(6_000);
    world.stopBroker();
    await world.run(60_000);
    world.startBroker();
    await world.settled(producer.send({ topic: 't', messages: [{ value: 'after' }] }));
    await world.run(60_000);
    expect(reader.values).toEqual(['before', 'after']);
  });
});

test('the same seed gives the same facts to the bit, another seed gives others', async () => {
  const factsOf = async (seed: string) => {
    const world = new TestWorld({ replicas: 3, ...partitionsOf(3) }, seed);
    const producer = await producerOf(world);
    const readers = ['a', 'b'].map((name) => consumerOf(world, name, { sessionTimeout: 6_000 }));
    await world.settled(Promise.all(readers.map(({ started }) => started)));
    world.broker.fault('kill', { replica: 0 });
    for (let sent = 0; sent < 20; sent++)
      await world.settled(producer.send({ topic: 't', messages: [{ value: String(sent) }] }));
    readers[0]!.process.kill();
    await world.run(20_000);
    return JSON.stringify([world.facts, world.broker.dump()]);
  };
  const facts = await factsOf('7');
  expect(await factsOf('7')).toBe(facts);
  expect(await factsOf('8')).not.toBe(facts);
});
