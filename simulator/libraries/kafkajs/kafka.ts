import type { Bridge } from '../../wire/bridge.ts';
import { Admin } from './admin/admin.ts';
import { createLogger, logLevel, type LogCreator, type Logger, type LogLevel } from './base/logger.ts';
import type { RetryOptions } from './base/retry.ts';
import { Cluster, type ClusterConfig } from './cluster/cluster.ts';
import { Consumer, type ConsumerConfig } from './consumer/consumer.ts';
import { createDefaultPartitioner } from './producer/partitioner.ts';
import { createProducer, type Producer, type ProducerConfig } from './producer/producer.ts';

export interface KafkaConfig {
  brokers: string[] | (() => string[] | Promise<string[]>);
  clientId?: string;
  /** Encryption, authentication and own sockets are accepted and have no effect. */
  ssl?: unknown;
  sasl?: unknown;
  socketFactory?: unknown;
  connectionTimeout?: number;
  authenticationTimeout?: number;
  reauthenticationThreshold?: number;
  requestTimeout?: number;
  enforceRequestTimeout?: boolean;
  retry?: RetryOptions;
  logLevel?: LogLevel;
  logCreator?: LogCreator;
}

const metadataMaxAgeMs = 300_000;
const keylessTurnsMax = 2 ** 32;

interface ClientConfig {
  readonly metadataMaxAge?: number;
  readonly allowAutoTopicCreation?: boolean;
  readonly maxInFlightRequests?: number;
}

export class KafkaClient {
  readonly #bridge: Bridge;
  readonly #config: KafkaConfig;
  readonly #logger: Logger;

  constructor(bridge: Bridge, config: KafkaConfig) {
    this.#bridge = bridge;
    this.#config = config;
    this.#logger = createLogger(bridge, config.logLevel ?? logLevel.INFO, config.logCreator);
  }

  producer(config: ProducerConfig = {}): Producer {
    const { createPartitioner, retry, idempotent = false, transactionalId } = config;
    return createProducer({
      cluster: this.#cluster(config),
      logger: this.#logger,
      retry: { ...this.#config.retry, ...retry },
      createPartitioner: createPartitioner ?? defaultPartitioner(this.#bridge),
      idempotent,
      transactionalId,
    });
  }

  consumer(config: ConsumerConfig): Consumer {
    const retry = { ...this.#config.retry, ...(config?.retry ?? { retries: 5 }) };
    return new Consumer(this.#cluster(config ?? {}), this.#logger, { ...config, retry });
  }

  admin(config: { retry?: RetryOptions } = {}): Admin {
    const cluster = this.#cluster({ allowAutoTopicCreation: false });
    return new Admin(cluster, this.#logger, { ...this.#config.retry, ...config.retry });
  }

  logger(): Logger {
    return this.#logger;
  }

  #cluster({ metadataMaxAge, allowAutoTopicCreation = true, maxInFlightRequests }: ClientConfig): Cluster {
    const config: ClusterConfig = {
      brokers: this.#config.brokers,
      clientId: this.#config.clientId ?? 'kafkajs',
      connectionTimeoutMs: this.#config.connectionTimeout ?? 1_000,
      requestTimeoutMs: this.#config.requestTimeout ?? 30_000,
      retry: this.#config.retry ?? {},
      metadataMaxAgeMs: metadataMaxAge ?? metadataMaxAgeMs,
      allowAutoTopicCreation,
      maxInFlightRequests: maxInFlightRequests ?? null,
    };
    return new Cluster(this.#bridge, this.#logger, config);
  }
}

export function defaultPartitioner(bridge: Bridge) {
  return createDefaultPartitioner(() => bridge.random('kafkajs partitioner').below(keylessTurnsMax));
}
