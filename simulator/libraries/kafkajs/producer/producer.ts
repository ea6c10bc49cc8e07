import type { Acks } from '../../../wire/log-protocol.ts';
import type { AttributeValue } from '../../../wire/facts.ts';
import { asError, KafkaJSError, KafkaJSNonRetriableError, KafkaJSNotImplemented } from '../base/errors.ts';
import { Instrumentation, type EventListener } from '../base/instrumentation.ts';
import type { Logger } from '../base/logger.ts';
import { createRetrier, type RetryOptions } from '../base/retry.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { Idempotence } from './idempotence.ts';
import type { Message } from './message.ts';
import type { ICustomPartitioner } from './partitioner.ts';
import { SendMessages, type RecordMetadata, type TopicMessages } from './send-messages.ts';

export interface ProducerConfig {
  createPartitioner?: ICustomPartitioner;
  retry?: RetryOptions;
  metadataMaxAge?: number;
  allowAutoTopicCreation?: boolean;
  idempotent?: boolean;
  transactionalId?: string;
  transactionTimeout?: number;
  maxInFlightRequests?: number;
}

export interface ProducerRecord {
  topic: string;
  messages: Message[];
  acks?: number;
  timeout?: number;
  compression?: number;
}

export interface ProducerBatch {
  acks?: number;
  timeout?: number;
  compression?: number;
  topicMessages?: TopicMessages[];
}

export const producerEvents = {
  CONNECT: 'producer.connect',
  DISCONNECT: 'producer.disconnect',
  REQUEST: 'producer.network.request',
  REQUEST_TIMEOUT: 'producer.network.request_timeout',
  REQUEST_QUEUE_SIZE: 'producer.network.request_queue_size',
} as const;

export interface Producer {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  isIdempotent(): boolean;
  send(record: ProducerRecord): Promise<RecordMetadata[]>;
  sendBatch(batch: ProducerBatch): Promise<RecordMetadata[]>;
  transaction(): Promise<never>;
  on(eventName: string, listener: EventListener): () => void;
  logger(): Logger;
  readonly events: typeof producerEvents;
}

const noTransactions =
  'Transactions are not simulated: leave out transactionalId. An idempotent producer and an outbox give most of what they do';

export interface ProducerParts {
  readonly cluster: Cluster;
  readonly logger: Logger;
  readonly retry: RetryOptions;
  readonly createPartitioner: ICustomPartitioner;
  readonly idempotent: boolean;
  readonly transactionalId: string | undefined;
}

export function createProducer({ cluster, logger: root, retry, ...parts }: ProducerParts): Producer {
  const { bridge } = cluster;
  const { idempotent } = parts;
  if (parts.transactionalId !== undefined) throw new KafkaJSNotImplemented(noTransactions);
  if (idempotent && (retry.retries ?? 1) < 1)
    throw new KafkaJSNonRetriableError('Idempotent producer must allow retries to protect against transient errors');
  const logger = root.namespace('Producer');
  const instrumentation = new Instrumentation(bridge, logger, 'producer', producerEvents);
  const idempotence = idempotent ? new Idempotence(cluster) : null;
  const retrier = createRetrier(bridge, retry);
  const sender = new SendMessages(cluster, logger, parts.createPartitioner(), retrier, idempotence);
  let status: 'connected' | 'disconnecting' | 'disconnected' = 'disconnected';

  const sendBatch = async ({ acks = -1, timeout, topicMessages = [] }: ProducerBatch): Promise<RecordMetadata[]> => {
    validate(topicMessages, acks, idempotent);
    if (status === 'disconnecting')
      throw new KafkaJSNonRetriableError(
        "The producer is disconnecting; therefore, it can't safely accept messages anymore",
      );
    if (status === 'disconnected') throw new KafkaJSError('The producer is disconnected');
    const merged = merge(topicMessages);
    const names = merged.length === 1 ? merged[0]!.topic : merged.map(({ topic }) => topic).join(', ');
    const span = bridge.startSpan(`send ${names}`, 'producer', { attributes: attributesOf(names, merged) });
    try {
      const timeoutMs = timeout ?? 30_000;
      const sent = await sender.send({ topicMessages: merged, acks: acks as Acks, timeoutMs, span: span.context });
      span.end();
      return sent;
    } catch (thrown) {
      const error = asError(thrown);
      span.set('error.type', error.name);
      span.end(`${error.name}: ${error.message}`);
      throw error;
    }
  };

  return {
    connect: async () => {
      await cluster.connect();
      status = 'connected';
      instrumentation.emit(producerEvents.CONNECT);
      await idempotence?.initialize();
    },
    disconnect: async () => {
      status = 'disconnecting';
      cluster.disconnect();
      status = 'disconnected';
      instrumentation.emit(producerEvents.DISCONNECT);
    },
    isIdempotent: () => idempotent,
    send: async ({ topic, messages, ...rest }) => sendBatch({ ...rest, topicMessages: [{ topic, messages }] }),
    sendBatch,
    transaction: async () => {
      throw new KafkaJSNotImplemented(noTransactions);
    },
    on: (eventName, listener) => instrumentation.on(eventName, listener),
    logger: () => logger,
    events: producerEvents,
  };
}

function validate(topicMessages: readonly TopicMessages[], acks: number, idempotent: boolean): void {
  if (topicMessages.some(({ topic }) => !topic)) throw new KafkaJSNonRetriableError('Invalid topic');
  if (idempotent && acks !== -1)
    throw new KafkaJSNonRetriableError(
      "Not requiring ack for all messages invalidates the idempotent producer's EoS guarantees",
    );
  for (const { topic, messages } of topicMessages) {
    if (!messages)
      throw new KafkaJSNonRetriableError(`Invalid messages array [${String(messages)}] for topic "${topic}"`);
    const empty = messages.find((message) => message.value === undefined);
    if (empty)
      throw new KafkaJSNonRetriableError(
        `Invalid message without value for topic "${topic}": ${JSON.stringify(empty)}`,
      );
  }
}

function merge(topicMessages: TopicMessages[]): TopicMessages[] {
  if (topicMessages.length === 1)
    return topicMessages.map(({ topic, messages }) => ({ topic, messages: [...messages] }));
  const merged = new Map<string, Message[]>();
  for (const { topic, messages } of topicMessages) merged.set(topic, [...(merged.get(topic) ?? []), ...messages]);
  return [...merged].map(([topic, messages]) => ({ topic, messages }));
}

/** What traces of messaging tell: of one message its key, of more their number. */
function attributesOf(names: string, topicMessages: readonly TopicMessages[]): Record<string, AttributeValue> {
  let count = 0;
  for (const { messages } of topicMessages) count += messages.length;
  const key = count === 1 ? topicMessages.find(({ messages }) => messages.length > 0)!.messages[0]!.key : undefined;
  const attributes: Record<string, AttributeValue> = {
    'messaging.system': 'kafka',
    'messaging.operation.type': 'send',
    'messaging.destination.name': names,
  };
  if (count > 1) attributes['messaging.batch.message_count'] = count;
  if (typeof key === 'string') attributes['messaging.kafka.message.key'] = key;
  return attributes;
}
