import type { Bridge, CallOutcome } from '../../../wire/bridge.ts';
import type { LogAnswer, LogCall } from '../../../wire/log-protocol.ts';
import type { FailureCode } from '../../../wire/packet.ts';
import {
  KafkaJSConnectionClosedError,
  KafkaJSConnectionError,
  KafkaJSRequestTimeoutError,
  type KafkaJSError,
} from '../base/errors.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
}

const apiNames: Readonly<Record<LogCall['kind'], readonly [name: string, key: number]>> = {
  hello: ['ApiVersions', 18],
  metadata: ['Metadata', 3],
  'init producer': ['InitProducerId', 22],
  produce: ['Produce', 0],
  fetch: ['Fetch', 1],
  'list offsets': ['ListOffsets', 2],
  'join group': ['JoinGroup', 11],
  'sync group': ['SyncGroup', 14],
  heartbeat: ['Heartbeat', 12],
  'leave group': ['LeaveGroup', 13],
  'commit offsets': ['OffsetCommit', 8],
  'fetch offsets': ['OffsetFetch', 9],
  'describe groups': ['DescribeGroups', 15],
  'list groups': ['ListGroups', 16],
  'delete groups': ['DeleteGroups', 42],
  'create topics': ['CreateTopics', 19],
  'create partitions': ['CreatePartitions', 37],
  'delete topics': ['DeleteTopics', 20],
  'delete records': ['DeleteRecords', 21],
};

/** One connection to the cluster. Failures of the network become the errors that kafkajs makes of a socket's. */
export class Connection {
  readonly #bridge: Bridge;
  readonly #address: Address;
  #isConnected = false;
  #requests = 0;

  constructor(bridge: Bridge, address: Address) {
    this.#bridge = bridge;
    this.#address = address;
  }

  get isConnected(): boolean {
    return this.#isConnected;
  }

  async connect(timeoutMs: number): Promise<void> {
    if (this.#isConnected) return;
    const timeout = () => new KafkaJSConnectionError('Connection timeout', { broker: this.#broker });
    await this.#exchange({ kind: 'hello' }, timeoutMs, timeout);
    this.#isConnected = true;
  }

  request<Call extends LogCall>(call: Call, timeoutMs: number): Promise<LogAnswer<Call['kind']>> {
    const createdAt = this.#bridge.wallMs();
    const correlationId = this.#requests++;
    const timeout = () => {
      const [name, key] = apiNames[call.kind];
      return new KafkaJSRequestTimeoutError(`Request ${name}(key: ${key}, version: 0) timed out`, {
        broker: this.#broker,
        correlationId,
        createdAt,
        sentAt: createdAt,
        pendingDuration: 0,
      });
    };
    return this.#exchange(call, timeoutMs, timeout);
  }

  /** Sends without listening for the answer, as `acks: 0` wants it. */
  tell(call: LogCall): void {
    this.#bridge.call(this.#address.host, 'log', call, () => undefined);
  }

  close(): void {
    this.#isConnected = false;
  }

  get #broker(): string {
    return `${this.#address.host}:${this.#address.port}`;
  }

  #exchange<Call extends LogCall>(
    call: Call,
    timeoutMs: number,
    timeoutError: () => KafkaJSError,
  ): Promise<LogAnswer<Call['kind']>> {
    return new Promise((resolve, reject) => {
      const settle = (outcome: CallOutcome) => {
        this.#bridge.clear(timer);
        if (outcome.ok) return resolve(outcome.payload as LogAnswer<Call['kind']>);
        const error = this.#errorOf(outcome.code);
        this.#isConnected = false;
        reject(error);
      };
      const timer = this.#bridge.after(Math.round(timeoutMs * 1000), () => {
        this.#bridge.cancel(exchange);
        reject(timeoutError());
      });
      const exchange = this.#bridge.call(this.#address.host, 'log', call, settle);
    });
  }

  #errorOf(code: FailureCode): KafkaJSError {
    if (code === 'ECONNRESET' && this.#isConnected)
      return new KafkaJSConnectionClosedError('Closed connection', this.#address);
    const what =
      code === 'ENOTFOUND' ? `getaddrinfo ENOTFOUND ${this.#address.host}` : `connect ${code} ${this.#broker}`;
    return new KafkaJSConnectionError(`Connection error: ${what}`, { broker: this.#broker, code });
  }
}
