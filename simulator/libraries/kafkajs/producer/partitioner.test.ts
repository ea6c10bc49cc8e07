import { expect, test } from 'vitest';
import { bytesOfText } from '../base/bytes.ts';
import { murmur2 } from './murmur2.ts';
import { createDefaultPartitioner, toPositive } from './partitioner.ts';

const hashes: readonly (readonly [key: string, hash: number])[] = [
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
];

const partitions = (count: number) =>
  Array.from({ length: count }, (_, partitionId) => ({
    partitionErrorCode: 0,
    partitionId,
    leader: 0,
    replicas: [0],
    isr: [0],
  }));

test.each(hashes)('key %j hashes to %d, as in the Java client', (key, hash) => {
  expect(murmur2(bytesOfText(key))).toBe(hash);
});

test('a key goes to the positive of its hash modulo the number of partitions', () => {
  const partition = createDefaultPartitioner(() => 0)();
  for (const [key, hash] of hashes)
    for (const count of [1, 3, 7, 12])
      expect(partition({ topic: 't', partitionMetadata: partitions(count), message: { key, value: '' } })).toBe(
        toPositive(hash) % count,
      );
});

test('records without a key take the partitions in turn, each topic its own', () => {
  const partition = createDefaultPartitioner(() => 4)();
  const next = (topic: string) => partition({ topic, partitionMetadata: partitions(3), message: { value: '' } });
  expect([next('a'), next('a'), next('a'), next('a')]).toEqual([2, 0, 1, 2]);
  expect(next('b')).toBe(2);
});

test('records without a key avoid a partition that has no leader', () => {
  const partition = createDefaultPartitioner(() => 0)();
  const [first, second, third] = partitions(3);
  const partitionMetadata = [first!, { ...second!, leader: -1 }, third!];
  const chosen = Array.from({ length: 6 }, () => partition({ topic: 't', partitionMetadata, message: { value: '' } }));
  expect(new Set(chosen)).toEqual(new Set([0, 2]));
});

test('a partition that the message names is taken as it is', () => {
  const partition = createDefaultPartitioner(() => 0)();
  const message = { key: 'abc', value: '', partition: 2 };
  expect(partition({ topic: 't', partitionMetadata: partitions(3), message })).toBe(2);
});
