interface ErrorMetadata {
  readonly retriable?: boolean;
  readonly cause?: unknown;
}

export class KafkaJSError extends Error {
  readonly retriable: boolean;
  readonly helpUrl: string | undefined;
  override readonly cause: Error | undefined;

  constructor(error: Error | string, { retriable = true, cause }: ErrorMetadata = {}) {
    super(typeof error === 'string' ? error : error.message);
    this.name = 'KafkaJSError';
    this.retriable = retriable;
    this.helpUrl = undefined;
    this.cause = cause as Error | undefined;
  }
}

export class KafkaJSNonRetriableError extends KafkaJSError {
  constructor(error: Error | string, { cause }: { readonly cause?: unknown } = {}) {
    super(error, { retriable: false, cause });
    this.name = 'KafkaJSNonRetriableError';
  }
}

export interface ProtocolErrorKind {
  readonly type: string;
  readonly code: number;
  readonly retriable: boolean;
  readonly message: string;
}

export class KafkaJSProtocolError extends KafkaJSError {
  readonly type: string;
  readonly code: number;

  constructor(kind: ProtocolErrorKind) {
    super(kind.message, { retriable: kind.retriable });
    this.name = 'KafkaJSProtocolError';
    this.type = kind.type;
    this.code = kind.code;
  }
}

export class KafkaJSOffsetOutOfRange extends KafkaJSProtocolError {
  readonly topic: string;
  readonly partition: number;

  constructor(kind: ProtocolErrorKind, { topic, partition }: { readonly topic: string; readonly partition: number }) {
    super(kind);
    this.name = 'KafkaJSOffsetOutOfRange';
    this.topic = topic;
    this.partition = partition;
  }
}

export class KafkaJSCreateTopicError extends KafkaJSProtocolError {
  readonly topic: string;

  constructor(kind: ProtocolErrorKind, topic: string) {
    super(kind);
    this.name = 'KafkaJSCreateTopicError';
    this.topic = topic;
  }
}

export class KafkaJSNumberOfRetriesExceeded extends KafkaJSNonRetriableError {
  readonly retryCount: number;
  readonly retryTime: number;

  constructor(error: Error, { retryCount, retryTime }: { readonly retryCount: number; readonly retryTime: number }) {
    super(error, { cause: error });
    this.name = 'KafkaJSNumberOfRetriesExceeded';
    this.retryCount = retryCount;
    this.retryTime = retryTime;
  }
}

export class KafkaJSConnectionError extends KafkaJSError {
  readonly broker: string | undefined;
  readonly code: string | undefined;

  constructor(error: Error | string, { broker, code }: { readonly broker?: string; readonly code?: string } = {}) {
    super(error);
    this.name = 'KafkaJSConnectionError';
    this.broker = broker;
    this.code = code;
  }
}

export class KafkaJSConnectionClosedError extends KafkaJSConnectionError {
  readonly host: string;
  readonly port: number;

  constructor(error: Error | string, { host, port }: { readonly host: string; readonly port: number }) {
    super(error, { broker: `${host}:${port}` });
    this.name = 'KafkaJSConnectionClosedError';
    this.host = host;
    this.port = port;
  }
}

export interface RequestTimeout {
  readonly broker: string;
  readonly correlationId: number;
  readonly createdAt: number;
  readonly sentAt: number;
  readonly pendingDuration: number;
}

export class KafkaJSRequestTimeoutError extends KafkaJSError {
  readonly broker: string;
  readonly correlationId: number;
  readonly createdAt: number;
  readonly sentAt: number;
  readonly pendingDuration: number;

  constructor(error: Error | string, timeout: RequestTimeout) {
    super(error);
    this.name = 'KafkaJSRequestTimeoutError';
    this.broker = timeout.broker;
    this.correlationId = timeout.correlationId;
    this.createdAt = timeout.createdAt;
    this.sentAt = timeout.sentAt;
    this.pendingDuration = timeout.pendingDuration;
  }
}

export class KafkaJSMetadataNotLoaded extends KafkaJSError {
  constructor(error: Error | string) {
    super(error);
    this.name = 'KafkaJSMetadataNotLoaded';
  }
}

export class KafkaJSStaleTopicMetadataAssignment extends KafkaJSError {
  readonly topic: string;
  readonly unknownPartitions: readonly number[];

  constructor(error: string, about: { readonly topic: string; readonly unknownPartitions: readonly number[] }) {
    super(error);
    this.name = 'KafkaJSStaleTopicMetadataAssignment';
    this.topic = about.topic;
    this.unknownPartitions = about.unknownPartitions;
  }
}

export interface DeletedGroup {
  readonly groupId: string;
  readonly errorCode: number;
  readonly error?: KafkaJSProtocolError;
}

export class KafkaJSDeleteGroupsError extends KafkaJSError {
  readonly groups: readonly DeletedGroup[];

  constructor(error: string, groups: readonly DeletedGroup[] = []) {
    super(error);
    this.name = 'KafkaJSDeleteGroupsError';
    this.groups = groups;
  }
}

export class KafkaJSNotImplemented extends KafkaJSNonRetriableError {
  constructor(error: Error | string) {
    super(error);
    this.name = 'KafkaJSNotImplemented';
  }
}

export class KafkaJSAggregateError extends Error {
  readonly errors: readonly (Error | string)[];

  constructor(message: string, errors: readonly (Error | string)[]) {
    super(message);
    this.name = 'KafkaJSAggregateError';
    this.errors = errors;
  }
}

export function isKafkaJSError(error: unknown): error is KafkaJSError {
  return error instanceof KafkaJSError;
}

export function typeOf(error: unknown): string | undefined {
  return error instanceof KafkaJSProtocolError ? error.type : undefined;
}

export function isRebalancing(error: unknown): boolean {
  const type = typeOf(error);
  return type === 'REBALANCE_IN_PROGRESS' || type === 'NOT_COORDINATOR_FOR_GROUP' || type === 'ILLEGAL_GENERATION';
}

/** Handlers may throw anything, even values that fight back when printed. */
export function asError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  try {
    return new Error(String(thrown));
  } catch {
    return new Error('a value that cannot be printed was thrown');
  }
}
