import type { Bridge } from '../../../wire/bridge.ts';
import type { LogAnswer, LogCall, TopicMetadata } from '../../../wire/log-protocol.ts';
import { asError, KafkaJSConnectionError, KafkaJSNonRetriableError, typeOf } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';
import { throwIfError } from '../base/protocol-errors.ts';
import { createRetrier, type RetryOptions } from '../base/retry.ts';
import { shared, Turnstile } from '../base/turns.ts';
import { Connection, type Address } from './connection.ts';

export interface ClusterConfig {
  readonly brokers: readonly string[] | (() => string[] | Promise<string[]>);
  readonly clientId: string;
  readonly connectionTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly retry: RetryOptions;
  readonly metadataMaxAgeMs: number;
  readonly allowAutoTopicCreation: boolean;
  readonly maxInFlightRequests: number | null;
}

export interface PartitionMetadata {
  partitionErrorCode: number;
  partitionId: number;
  leader: number;
  replicas: number[];
  isr: number[];
}

const defaultPort = 9092;

/** What one producer, consumer or admin knows of the cluster, and its connection to it. */
export class Cluster {
  readonly bridge: Bridge;
  readonly clientId: string;
  readonly #config: ClusterConfig;
  readonly #logger: Logger;
  readonly #requests: Turnstile;
  readonly #targetTopics = new Set<string>();
  readonly #connectOnce: () => Promise<Connection>;
  #connection: Connection | null = null;
  #nextBroker = 0;
  #metadata: LogAnswer<'metadata'> | null = null;
  #metadataExpiresUs = 0;

  readonly refreshMetadata: () => Promise<void>;

  constructor(bridge: Bridge, logger: Logger, config: ClusterConfig) {
    this.bridge = bridge;
    this.clientId = config.clientId;
    this.#config = config;
    this.#logger = logger.namespace('Cluster');
    this.#requests = new Turnstile(bridge, config.maxInFlightRequests ?? Infinity);
    this.#connectOnce = shared(bridge, () => this.#open());
    this.refreshMetadata = shared(bridge, () => this.#loadMetadata());
  }

  get brokers(): readonly number[] {
    return this.#metadata?.brokers ?? [];
  }

  get controller(): number | null {
    return this.#metadata?.controller ?? null;
  }

  /** Tries one broker of the list after the other, with pauses. */
  connect(): Promise<void> {
    const retrier = createRetrier(this.bridge, this.#config.retry);
    return retrier(async (_bail, retryCount, retryTime) => {
      try {
        await this.#connectOnce();
      } catch (thrown) {
        const { message } = asError(thrown);
        this.#logger.error(`Failed to connect to seed broker, trying another broker from the list: ${message}`, {
          retryCount,
          retryTime,
        });
        throw thrown;
      }
    });
  }

  disconnect(): void {
    this.#connection?.close();
    this.#connection = null;
    this.#metadata = null;
  }

  async request<Call extends LogCall>(call: Call, timeoutMs = 0): Promise<LogAnswer<Call['kind']>> {
    const connection = this.#openConnection() ?? (await this.#connectOnce());
    const patienceMs = Math.max(timeoutMs, this.#config.requestTimeoutMs);
    return this.#requests.pass(() => connection.request(call, patienceMs));
  }

  async tell(call: LogCall): Promise<void> {
    (this.#openConnection() ?? (await this.#connectOnce())).tell(call);
  }

  async addTargetTopics(topics: readonly string[]): Promise<void> {
    const added = topics.filter((topic) => !this.#targetTopics.has(topic));
    for (const topic of added) this.#targetTopics.add(topic);
    if (added.length === 0 && this.#metadata) return;
    try {
      await this.refreshMetadata();
    } catch (thrown) {
      if (typeOf(thrown)) for (const topic of added) this.#targetTopics.delete(topic);
      throw thrown;
    }
  }

  forgetTopics(topics: readonly string[]): void {
    for (const topic of topics) this.#targetTopics.delete(topic);
  }

  async refreshMetadataIfNecessary(): Promise<void> {
    const known = new Set(this.#metadata?.topics.map((topic) => topic.topic));
    const isStale = !this.#metadata || this.bridge.nowUs() > this.#metadataExpiresUs;
    if (isStale || [...this.#targetTopics].some((topic) => !known.has(topic))) await this.refreshMetadata();
  }

  topicMetadata(topic: string): TopicMetadata | undefined {
    return this.#metadata?.topics.find((known) => known.topic === topic);
  }

  findTopicPartitionMetadata(topic: string): PartitionMetadata[] {
    const partitions = this.topicMetadata(topic)?.partitions ?? [];
    return partitions.map(({ partition, leader, replicas, inSync }) => ({
      partitionErrorCode: 0,
      partitionId: partition,
      leader,
      replicas: [...replicas],
      isr: [...inSync],
    }));
  }

  #openConnection(): Connection | null {
    return this.#connection?.isConnected ? this.#connection : null;
  }

  async #open(): Promise<Connection> {
    const open = this.#openConnection();
    if (open) return open;
    const addresses = await this.#addresses();
    const connection = new Connection(this.bridge, addresses[this.#nextBroker % addresses.length]!);
    this.#connection = connection;
    try {
      await connection.connect(this.#config.connectionTimeoutMs);
    } catch (thrown) {
      this.#nextBroker++;
      throw thrown;
    }
    return connection;
  }

  async #loadMetadata(): Promise<void> {
    const metadata = await this.request({
      kind: 'metadata',
      topics: [...this.#targetTopics],
      createUnknown: this.#config.allowAutoTopicCreation,
    });
    for (const topic of metadata.topics) throwIfError(topic.error);
    this.#metadata = metadata;
    this.#metadataExpiresUs = this.bridge.nowUs() + Math.floor(this.#config.metadataMaxAgeMs * 1000);
  }

  async #addresses(): Promise<Address[]> {
    const { brokers } = this.#config;
    const list: unknown = typeof brokers === 'function' ? await askForBrokers(brokers) : brokers;
    if (!Array.isArray(list)) throw new KafkaJSNonRetriableError('Failed to connect: brokers should not be null');
    if (list.length === 0) throw new KafkaJSNonRetriableError('Failed to connect: brokers array is empty');
    return list.map((broker: unknown, index) => {
      if (typeof broker !== 'string' || broker === '')
        throw new KafkaJSNonRetriableError(`Failed to connect: broker at index ${index} is invalid "${typeof broker}"`);
      const [host = '', port = ''] = broker.split(':');
      return { host, port: Number(port) || defaultPort };
    });
  }
}

async function askForBrokers(brokers: () => string[] | Promise<string[]>): Promise<string[]> {
  try {
    return await brokers();
  } catch (thrown) {
    throw new KafkaJSConnectionError(`Failed to connect: "config.brokers" threw: ${asError(thrown).message}`);
  }
}
