import { createRequire } from 'node:module';
import * as real from 'kafkajs';
import { expect, test } from 'vitest';
import { Random } from '../../kernel/random.ts';
import { TestWorld } from '../../broker/log/test-support/test-world.ts';
import { protocolErrorKind } from './base/protocol-errors.ts';
import { retryDefaults } from './base/retry.ts';
import { createKafkajs } from './create-kafkajs.ts';

const require = createRequire(import.meta.url);
const ours = createKafkajs(new TestWorld().process('ours').bridge);

interface RealProtocolError {
  readonly type: string;
  readonly code: number;
  readonly retriable: boolean;
  readonly message: string;
}

test('every protocol error has the type, code, message and retriability of kafkajs 2.2.4', () => {
  const { errorCodes } = require('kafkajs/src/protocol/error.js') as { errorCodes: RealProtocolError[] };
  const types = [
    'OFFSET_OUT_OF_RANGE',
    'UNKNOWN_TOPIC_OR_PARTITION',
    'LEADER_NOT_AVAILABLE',
    'REQUEST_TIMED_OUT',
    'MESSAGE_TOO_LARGE',
    'INVALID_TOPIC_EXCEPTION',
    'NOT_ENOUGH_REPLICAS',
    'ILLEGAL_GENERATION',
    'INCONSISTENT_GROUP_PROTOCOL',
    'UNKNOWN_MEMBER_ID',
    'INVALID_SESSION_TIMEOUT',
    'REBALANCE_IN_PROGRESS',
    'TOPIC_ALREADY_EXISTS',
    'INVALID_PARTITIONS',
    'OUT_OF_ORDER_SEQUENCE_NUMBER',
    'KAFKA_STORAGE_ERROR',
    'NON_EMPTY_GROUP',
    'GROUP_ID_NOT_FOUND',
  ] as const;
  for (const type of types) expect(errorCodes).toContainEqual(expect.objectContaining(protocolErrorKind(type)));
});

test('the default pauses between retries are those of kafkajs', () => {
  expect(retryDefaults).toEqual(require('kafkajs/src/retry/defaults.js'));
});

test('both partitioners send 2 000 random keys to the same partitions', () => {
  const chance = new Random('1', 'test', 'keys');
  const arms = [ours.Partitioners.DefaultPartitioner(), real.Partitioners.DefaultPartitioner()] as const;
  for (let round = 0; round < 2_000; round++) {
    const key = Buffer.from(Array.from({ length: chance.below(40) }, () => chance.below(256)));
    const count = 1 + chance.below(24);
    const partitionMetadata = Array.from({ length: count }, (_, partitionId) => {
      return { partitionErrorCode: 0, partitionId, leader: 0, replicas: [0], isr: [0] };
    });
    const message = { key, value: '' };
    const [mine, theirs] = arms.map((partition) => partition({ topic: 't', partitionMetadata, message }));
    expect({ key: key.toString('hex'), partition: mine }).toEqual({ key: key.toString('hex'), partition: theirs });
  }
});

test('both round-robin assigners deal the same partitions to the same members', async () => {
  const counts: Record<string, number> = { a: 5, b: 2, c: 4 };
  const cluster = {
    findTopicPartitionMetadata: (topic: string) =>
      Array.from({ length: counts[topic] ?? 0 }, (_, partitionId) => {
        return { partitionErrorCode: 0, partitionId, leader: 0, replicas: [0], isr: [0] };
      }),
  };
  const config = { cluster, groupId: 'g', logger: undefined };
  const group = {
    members: ['m3', 'm1', 'm2'].map((memberId) => ({ memberId, memberMetadata: Buffer.from('') })),
    topics: ['a', 'b', 'c'],
  };
  const dealt = async (arm: typeof real | typeof ours) => {
    const assigner = arm.PartitionAssigners.roundRobin(config as never);
    const assigned = await assigner.assign(group);
    const { MemberAssignment } = arm.AssignerProtocol;
    return assigned.map(({ memberId, memberAssignment }) => {
      return [memberId, { ...MemberAssignment.decode(memberAssignment as Buffer)!.assignment }];
    });
  };
  expect(await dealt(ours)).toEqual(await dealt(real));
});

test('events have the names that kafkajs gives them', () => {
  const quiet = { brokers: ['kafka:9092'], logLevel: 0 as const };
  const mine = new ours.Kafka(quiet);
  const theirs = new real.Kafka(quiet);
  expect(mine.consumer({ groupId: 'g' }).events).toEqual(theirs.consumer({ groupId: 'g' }).events);
  expect(mine.producer().events).toEqual(
    theirs.producer({ createPartitioner: real.Partitioners.DefaultPartitioner }).events,
  );
  expect(mine.admin().events).toEqual(theirs.admin().events);
});

test('errors of ours have the names and parents of the real ones', () => {
  const names = Object.keys(ours).filter((name) => name.startsWith('KafkaJS')) as (keyof typeof ours &
    keyof typeof real)[];
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) {
    const parentOf = (arm: object) =>
      (Object.getPrototypeOf((arm as Record<string, unknown>)[name]) as { name: string }).name;
    expect([name, parentOf(ours)]).toEqual([name, parentOf(real)]);
  }
});
