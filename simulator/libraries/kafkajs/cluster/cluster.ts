import type { Bridge } from '../../../wire/bridge.ts';
import type { LogAnswer, LogCall } from '../../../wire/log-protocol.ts';
import { asError, KafkaJSConnectionError, KafkaJSNonRetriableError, typeOf } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';
import { throwIfError } from '../base/protocol-errors.ts';
import { createRetrier, type RetryOptions } from '../base/retry.ts';
import { shared, Turnstile } from '../base/turns.ts';
import { Connection, type Address } from './connection.ts';
import { Metadata, type PartitionMetadata } from './metadata.ts';

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

const defaultPort = 9092;

/** What one producer, consumer or admin knows of the cluster, and its connection to it. */
export class Cluster {
  readonly bridge: Bridge;
  readonly clientId: string;
  readonly #config: ClusterConfig;
  readonly #logger: Logger;
  /** null where as many requests as one likes may be under way. */
  readonly #requests: Turnstile | null;
  readonly #targetTopics = new Set<string>();
  readonly #connectOnce: () => Promise<Connection>;
  #connection: Connection | null = null;
  #nextBroker = 0;
  #metadata: Metadata | null = null;
  #knowsTargets = false;

  readonly refreshMetadata: () => Promise<void>;

  constructor(bridge: Bridge, logger: Logger, config: ClusterConfig) {
    this.bridge = bridge;
    this.clientId = config.clientId;
    this.#config = config;
    this.#logger = logger.namespace('Cluster');
    const { maxInFlightRequests } = config;
    this.#requests = maxInFlightRequests === null ? null : new Turnstile(bridge, maxInFlightRequests);
    this.#connectOnce = shared(bridge, () => this.#open());
    this.refreshMetadata = shared(bridge, () => this.#loadMetadata());
  }

  get metadata(): Metadata | null {
    return this.#metadata;
  }

  /** Asked before every fetch and send: whether `refreshMetadataIfNecessary` would do anything. */
  get isMetadataStale(): boolean {
    return !this.#knowsTargets || this.#metadata === null || this.bridge.nowUs() > this.#metadata.expiresUs;
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

  request<Call extends LogCall>(call: Call, timeoutMs = 0): Promise<LogAnswer<Call['kind']>> {
    const patienceMs = Math.max(timeoutMs, this.#config.requestTimeoutMs);
    const connection = this.#openConnection();
    // Nearly every request finds a connection and no queue: it makes one promise and no more.
    if (connection && !this.#requests) return connection.request(call, patienceMs);
    return this.#requestInTurn(call, patienceMs);
  }

  async tell(call: LogCall): Promise<void> {
    (this.#openConnection() ?? (await this.#connectOnce())).tell(call);
  }

  isTargeting(topic: string): boolean {
    return this.#targetTopics.has(topic);
  }

  async addTargetTopics(topics: readonly string[]): Promise<void> {
    const added = topics.filter((topic) => !this.#targetTopics.has(topic));
    for (const topic of added) this.#targetTopics.add(topic);
    if (added.length === 0 && this.#metadata) return;
    this.#compareTargets();
    try {
      await this.refreshMetadata();
    } catch (thrown) {
      if (typeOf(thrown)) this.forgetTopics(added);
      throw thrown;
    }
  }

  forgetTopics(topics: readonly string[]): void {
    for (const topic of topics) this.#targetTopics.delete(topic);
    this.#compareTargets();
  }

  async refreshMetadataIfNecessary(): Promise<void> {
    if (this.isMetadataStale) await this.refreshMetadata();
  }

  findTopicPartitionMetadata(topic: string): PartitionMetadata[] {
    return this.#metadata?.partitionsOf(topic) ?? [];
  }

  async #requestInTurn<Call extends LogCall>(call: Call, patienceMs: number): Promise<LogAnswer<Call['kind']>> {
    const connection = this.#openConnection() ?? (await this.#connectOnce());
    const send = () => connection.request(call, patienceMs);
    return this.#requests ? this.#requests.pass(send) : send();
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
    const expiresUs = this.bridge.nowUs() + Math.floor(this.#config.metadataMaxAgeMs * 1000);
    this.#metadata = new Metadata(metadata, expiresUs);
    this.#compareTargets();
  }

  #compareTargets(): void {
    const metadata = this.#metadata;
    this.#knowsTargets = metadata !== null && [...this.#targetTopics].every((topic) => metadata.knows(topic));
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
