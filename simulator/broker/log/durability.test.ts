import { describe, expect, test } from 'vitest';
import { Random } from '../../kernel/random.ts';
import type { Acks, ProduceAnswer } from '../../wire/log-protocol.ts';
import { TestWorld } from './test-support/test-world.ts';

const topics = [{ name: 't', partitions: 2, retentionUs: null }];

interface Outcome {
  readonly acknowledged: string[];
  readonly stored: Set<string | null>;
  readonly lost: number;
}

/** Produces for ten seconds while brokers of a cluster of three die and come back as the seed wants it. */
function killBrokersWhileProducing(seed: number, acks: Acks): Outcome {
  const world = new TestWorld({ replicas: 3, topics }, String(seed));
  const chance = new Random(String(seed), 'test', 'schedule');
  const producer = world.process('producer');
  const acknowledged: string[] = [];
  for (let sent = 0; sent < 100; sent++) {
    const value = `record ${sent}`;
    const batch = { topic: 't', partition: sent % 2, firstSequence: 0 };
    const record = { key: null, value, timestampMs: 0, headers: [] };
    world.schedule(chance.below(10_000_000), () =>
      producer.ask(
        { kind: 'produce', acks, timeoutMs: 30_000, producer: null, batches: [{ ...batch, records: [record] }] },
        (answer: ProduceAnswer) => void (answer.batches[0]!.error === 'NONE' && acknowledged.push(value)),
      ),
    );
  }
  for (let kills = 0; kills < 8; kills++) {
    const replica = chance.below(3);
    const comesBackAfterUs = 100_000 + chance.below(5_000_000);
    world.schedule(chance.below(10_000_000), () => {
      const restore = world.broker.fault('kill', { replica });
      world.schedule(comesBackAfterUs, restore);
    });
  }
  if (chance.below(2) === 0)
    world.schedule(chance.below(10_000_000), () => {
      world.stopBroker();
      world.schedule(500_000, () => world.startBroker());
    });
  world.runPlain(60_000);
  const stored = new Set([...world.values('t', 0), ...world.values('t', 1)]);
  return { acknowledged, stored, lost: world.logFacts('lose').length };
}

describe('brokers of a cluster of three die at random', () => {
  test('with acks: all no acknowledged record is ever lost, over 200 schedules', () => {
    let acknowledgedCount = 0;
    for (let seed = 0; seed < 200; seed++) {
      const { acknowledged, stored } = killBrokersWhileProducing(seed, -1);
      acknowledgedCount += acknowledged.length;
      for (const value of acknowledged) expect(stored.has(value), `seed ${seed}: ${value}`).toBe(true);
    }
    expect(acknowledgedCount).toBeGreaterThan(10_000);
  });

  test('with acks: 1 some acknowledged records are lost, and every loss is reported', () => {
    let lostAfterAck = 0;
    for (let seed = 0; seed < 200; seed++) {
      const { acknowledged, stored, lost } = killBrokersWhileProducing(seed, 1);
      const missing = acknowledged.filter((value) => !stored.has(value)).length;
      lostAfterAck += missing;
      expect(lost, `seed ${seed}`).toBeGreaterThanOrEqual(missing);
    }
    expect(lostAfterAck).toBeGreaterThan(0);
  });
});

test('offsets of a partition are consecutive, and acknowledged offsets were appended', () => {
  const world = new TestWorld({ replicas: 3, topics });
  const producer = world.process('producer');
  for (let sent = 0; sent < 20; sent++) {
    const records = [{ key: 'k', value: `${sent}`, timestampMs: 0, headers: [] }];
    const batches = [{ topic: 't', partition: 0, firstSequence: 0, records }];
    producer.ask({ kind: 'produce', acks: -1, timeoutMs: 1_000, producer: null, batches }, () => undefined);
  }
  world.runPlain(1_000);
  expect(world.logFacts('append').map((fact) => fact.offset)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(world.logFacts('ack').map((fact) => fact.offset)).toEqual(Array.from({ length: 20 }, (_, index) => index));
});

test('a record is visible only when every broker in sync has it', () => {
  const settings = { replicationDelayFromUs: 50_000, replicationDelayToUs: 50_000 };
  const world = new TestWorld({ replicas: 3, topics, settings });
  const client = world.process('client');
  const records = [{ key: null, value: 'new', timestampMs: 0, headers: [] }];
  const batches = [{ topic: 't', partition: 0, firstSequence: 0, records }];
  const happened: string[] = [];
  const log = (what: string) => happened.push(`${what} at ${Math.floor(world.now() / 10_000) * 10} ms`);
  const limits = { group: null, member: null, minBytes: 1, maxBytes: 1_000_000, maxBytesPerPartition: 1_000_000 };
  const partitions = [{ topic: 't', partition: 0, offset: 0 }];
  client.ask({ kind: 'fetch', ...limits, maxWaitMs: 1_000, partitions }, () => log('fetched'));
  client.ask({ kind: 'produce', acks: 1, timeoutMs: 1_000, producer: null, batches }, () => log('acknowledged by one'));
  world.runPlain(2_000);
  expect(happened).toEqual(['acknowledged by one at 0 ms', 'fetched at 50 ms']);
});

test('with min.insync.replicas of 2, a cluster that shrank to one broker refuses acks: all', () => {
  const world = new TestWorld({ replicas: 2, topics, settings: { inSyncReplicasMin: 2 } });
  const producer = world.process('producer');
  world.broker.fault('kill', { replica: 1 });
  world.runPlain(5_000);
  const errors: string[] = [];
  const records = [{ key: null, value: 'x', timestampMs: 0, headers: [] }];
  const batches = [{ topic: 't', partition: 0, firstSequence: 0, records }];
  for (const acks of [-1, 1] as const)
    producer.ask({ kind: 'produce', acks, timeoutMs: 1_000, producer: null, batches }, (answer) =>
      errors.push(answer.batches[0]!.error),
    );
  world.runPlain(1_000);
  expect(errors).toEqual(['NOT_ENOUGH_REPLICAS', 'NONE']);
});

test('a full disk refuses records instead of growing', () => {
  const world = new TestWorld({ topics, settings: { storageBytesMax: 100_000 } });
  const producer = world.process('producer');
  const errors: string[] = [];
  for (let sent = 0; sent < 200; sent++) {
    const records = [{ key: null, value: 'x'.repeat(1_000), timestampMs: 0, headers: [] }];
    const batches = [{ topic: 't', partition: 0, firstSequence: 0, records }];
    producer.ask({ kind: 'produce', acks: 1, timeoutMs: 1_000, producer: null, batches }, (answer) =>
      errors.push(answer.batches[0]!.error),
    );
  }
  world.runPlain(10_000);
  expect(errors.filter((error) => error === 'NONE')).toHaveLength(93);
  expect(errors.at(-1)).toBe('KAFKA_STORAGE_ERROR');
});

test('a frozen broker answers everything late, and forgets nobody meanwhile', () => {
  const world = new TestWorld({ topics });
  const client = world.process('client');
  const thaw = world.broker.fault('pause', {});
  let answeredAtMs = 0;
  client.ask({ kind: 'hello' }, () => (answeredAtMs = world.now() / 1000));
  world.runPlain(10_000);
  expect(answeredAtMs).toBe(0);
  thaw();
  world.runPlain(1_000);
  expect(answeredAtMs).toBe(10_000.5);
});

test('nothing is left to happen in a cluster that nobody uses', () => {
  const world = new TestWorld({ replicas: 3, topics: [{ name: 't', partitions: 2, retentionUs: 1_000_000 }] });
  const producer = world.process('producer');
  const records = [{ key: null, value: 'x', timestampMs: 0, headers: [] }];
  const batches = [{ topic: 't', partition: 0, firstSequence: 0, records }];
  producer.ask({ kind: 'produce', acks: -1, timeoutMs: 1_000, producer: null, batches }, () => undefined);
  world.runPlain(2_000);
  expect(world.eventsPending).toBe(0);
});

test('a slowed broker answers later by what was added and times what was asked, and as before when undone', () => {
  const world = new TestWorld({ topics });
  const client = world.process('client');
  const roundTripMs = () => {
    const startUs = world.now();
    let endUs = startUs;
    client.ask({ kind: 'hello' }, () => (endUs = world.now()));
    world.runPlain(1_000);
    return (endUs - startUs) / 1000;
  };
  expect(roundTripMs()).toBe(2);
  const undo = [world.broker.fault('slow', { by: 100_000 }), world.broker.fault('slow', { times: 3 })];
  expect(roundTripMs()).toBe(1 + 3 + 100);
  for (const one of undo) one();
  expect(roundTripMs()).toBe(2);
});

test('a fault that no log broker knows is refused in words', () => {
  const world = new TestWorld({ topics });
  expect(() => world.broker.fault('readonly', {})).toThrow('a log broker knows the faults kill, lose a broker, slow');
});
