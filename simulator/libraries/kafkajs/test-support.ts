import type { TestProcess } from '../../broker/log/test-support/test-process.ts';
import type { TestWorld } from '../../broker/log/test-support/test-world.ts';
import { logLevel } from './base/logger.ts';
import type { Consumer, ConsumerConfig, ConsumerRunConfig } from './consumer/consumer.ts';
import { createKafkajs } from './create-kafkajs.ts';
import type { KafkaClient } from './kafka.ts';
import type { Producer, ProducerConfig } from './producer/producer.ts';

export interface TestClient {
  readonly process: TestProcess;
  readonly kafka: KafkaClient;
}

/** A process with kafkajs in it that keeps its log to itself. */
export function clientOf(world: TestWorld, name: string): TestClient {
  const process = world.process(name);
  const { Kafka } = createKafkajs(process.bridge);
  return { process, kafka: new Kafka({ brokers: ['kafka:9092'], clientId: name, logLevel: logLevel.NOTHING }) };
}

export async function producerOf(world: TestWorld, name = 'producer', config: ProducerConfig = {}): Promise<Producer> {
  const producer = clientOf(world, name).kafka.producer(config);
  await world.settled(producer.connect());
  return producer;
}

export interface TestConsumer extends TestClient {
  readonly consumer: Consumer;
  /** Values in the order in which the handler got them. */
  readonly values: string[];
  readonly started: Promise<void>;
}

export interface ConsumerWishes extends Omit<ConsumerConfig, 'groupId'> {
  readonly groupId?: string;
  readonly topics?: string[];
  readonly fromBeginning?: boolean;
  readonly run?: ConsumerRunConfig;
  /** Runs after the value was noted. */
  readonly handle?: (value: string, consumer: TestConsumer) => Promise<void> | void;
}

export function consumerOf(world: TestWorld, name: string, wishes: ConsumerWishes = {}): TestConsumer {
  const { topics = ['t'], fromBeginning = true, run = {}, handle, groupId = 'g', ...config } = wishes;
  const client = clientOf(world, name);
  const consumer = client.kafka.consumer({ groupId, ...config });
  const values: string[] = [];
  const start = async () => {
    await consumer.connect();
    await consumer.subscribe({ topics, fromBeginning });
    const eachMessage: ConsumerRunConfig['eachMessage'] = async ({ message }) => {
      const value = message.value?.toString() ?? 'null';
      values.push(value);
      await handle?.(value, made);
    };
    await consumer.run(run.eachBatch ? run : { eachMessage, ...run });
  };
  const made: TestConsumer = { ...client, consumer, values, started: start() };
  return made;
}
