import { bridge } from 'flotilla:bridge';
import { createKafkajs } from './create-kafkajs.ts';

export const {
  Kafka,
  Partitioners,
  PartitionAssigners,
  AssignerProtocol,
  CompressionTypes,
  CompressionCodecs,
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
} = createKafkajs(bridge);
