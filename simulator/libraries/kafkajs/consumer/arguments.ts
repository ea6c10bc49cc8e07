import { KafkaJSNonRetriableError } from '../base/errors.ts';
import type { CommitEntry } from './offset-manager.ts';

export interface TopicPartitionOffset {
  topic: string;
  partition: number;
  offset: string;
}
export type TopicPartitionOffsetAndMetadata = TopicPartitionOffset & { metadata?: string | null };

export interface TopicSelection {
  topic: string;
  partitions?: number[];
}

export type ConsumerSubscribeTopic = { topic: string | RegExp; fromBeginning?: boolean };
export type ConsumerSubscribeTopics = { topics: (string | RegExp)[]; fromBeginning?: boolean };

/** Offsets that mean the end and the beginning of a log. */
const specialOffsets = [-1, -2];
const wholeNumber = /^-?\d+$/;

function checkPlace(topic: string, partition: number): void {
  if (!topic) throw new KafkaJSNonRetriableError(`Invalid topic ${topic}`);
  if (Number.isNaN(Number(partition)))
    throw new KafkaJSNonRetriableError(`Invalid partition, expected a number received ${partition}`);
}

function offsetNumber(offset: unknown, allowed: readonly number[]): number {
  if (!wholeNumber.test(String(offset)))
    throw new KafkaJSNonRetriableError(`Invalid offset, expected a long received ${String(offset)}`);
  const number = Number(offset);
  if (number < 0 && !allowed.includes(number))
    throw new KafkaJSNonRetriableError('Offset must not be a negative number');
  return number;
}

export function checkedSeek({ topic, partition, offset }: TopicPartitionOffset) {
  checkPlace(topic, partition);
  return { topic, partition, offset: offsetNumber(offset, specialOffsets) };
}

export function checkedCommits(offsets: readonly TopicPartitionOffsetAndMetadata[]): CommitEntry[] {
  return offsets.map(({ topic, partition, offset, metadata = null }) => {
    checkPlace(topic, partition);
    const number = offsetNumber(offset, []);
    if (metadata !== null && typeof metadata !== 'string')
      throw new KafkaJSNonRetriableError(
        `Invalid offset metadata, expected string or null, received ${String(metadata)}`,
      );
    return { topic, partition, offset: number, metadata };
  });
}

export function checkSelections(selections: readonly TopicSelection[], verb: 'pause' | 'resume'): void {
  for (const selection of selections) {
    if (!selection?.topic) throw new KafkaJSNonRetriableError(`Invalid topic ${JSON.stringify(selection)}`);
    const { partitions } = selection;
    if (partitions !== undefined && (!Array.isArray(partitions) || partitions.some(Number.isNaN)))
      throw new KafkaJSNonRetriableError(
        `Array of valid partitions required to ${verb} specific partitions instead of ${String(partitions)}`,
      );
  }
}

export function checkedSubscriptions(
  subscription: Partial<ConsumerSubscribeTopics & ConsumerSubscribeTopic>,
): (string | RegExp)[] {
  const { topic, topics } = subscription;
  if (!topic && !topics) throw new KafkaJSNonRetriableError('Missing required argument "topics"');
  if (topics !== undefined && topics !== null && !Array.isArray(topics))
    throw new KafkaJSNonRetriableError('Argument "topics" must be an array');
  const wanted: (string | RegExp | undefined)[] = topics ?? [topic];
  for (const one of wanted)
    if (typeof one !== 'string' && !(one instanceof RegExp))
      throw new KafkaJSNonRetriableError(
        `Invalid topic ${String(one)} (${typeof one}), the topic name has to be a String or a RegExp`,
      );
  return wanted as (string | RegExp)[];
}
