import type { Bridge } from '../../wire/bridge.ts';
import {
  KafkaJSAggregateError,
  KafkaJSConnectionClosedError,
  KafkaJSConnectionError,
  KafkaJSCreateTopicError,
  KafkaJSDeleteGroupsError,
  KafkaJSError,
  KafkaJSMetadataNotLoaded,
  KafkaJSNonRetriableError,
  KafkaJSNotImplemented,
  KafkaJSNumberOfRetriesExceeded,
  KafkaJSOffsetOutOfRange,
  KafkaJSProtocolError,
  KafkaJSRequestTimeoutError,
  KafkaJSStaleTopicMetadataAssignment,
} from './base/errors.ts';
import { logLevel } from './base/logger.ts';
import { AssignerProtocol, PartitionAssigners } from './consumer/assigner.ts';
import { defaultPartitioner, KafkaClient, type KafkaConfig } from './kafka.ts';

const CompressionTypes = { None: 0, GZIP: 1, Snappy: 2, LZ4: 3, ZSTD: 4 } as const;

/** The module `kafkajs` for one process. Compression types are accepted; nothing is compressed. */
export function createKafkajs(bridge: Bridge) {
  const Kafka: new (config: KafkaConfig) => KafkaClient = class Kafka extends KafkaClient {
    constructor(config: KafkaConfig) {
      super(bridge, config);
    }
  };
  const DefaultPartitioner = defaultPartitioner(bridge);
  return {
    Kafka,
    Partitioners: { DefaultPartitioner, JavaCompatiblePartitioner: DefaultPartitioner },
    PartitionAssigners,
    AssignerProtocol,
    CompressionTypes,
    CompressionCodecs: {} as Record<number, unknown>,
    logLevel,
    KafkaJSError,
    KafkaJSNonRetriableError,
    KafkaJSProtocolError,
    KafkaJSOffsetOutOfRange,
    KafkaJSNumberOfRetriesExceeded,
    KafkaJSConnectionError,
    KafkaJSConnectionClosedError,
    KafkaJSRequestTimeoutError,
    KafkaJSMetadataNotLoaded,
    KafkaJSStaleTopicMetadataAssignment,
    KafkaJSDeleteGroupsError,
    KafkaJSCreateTopicError,
    KafkaJSNotImplemented,
    KafkaJSAggregateError,
  };
}
