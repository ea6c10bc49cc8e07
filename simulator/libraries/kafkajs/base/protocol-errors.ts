import type { LogErrorType } from '../../../wire/log-protocol.ts';
import { KafkaJSProtocolError, type ProtocolErrorKind } from './errors.ts';

type Row = readonly [code: number, retriable: boolean, message: string];

const rows: Readonly<Record<Exclude<LogErrorType, 'NONE'>, Row>> = {
  OFFSET_OUT_OF_RANGE: [1, false, 'The requested offset is not within the range of offsets maintained by the server'],
  UNKNOWN_TOPIC_OR_PARTITION: [3, true, 'This server does not host this topic-partition'],
  LEADER_NOT_AVAILABLE: [
    5,
    true,
    'There is no leader for this topic-partition as we are in the middle of a leadership election',
  ],
  REQUEST_TIMED_OUT: [7, true, 'The request timed out'],
  MESSAGE_TOO_LARGE: [
    10,
    false,
    'The request included a message larger than the max message size the server will accept',
  ],
  INVALID_TOPIC_EXCEPTION: [17, false, 'The request attempted to perform an operation on an invalid topic'],
  NOT_ENOUGH_REPLICAS: [19, true, 'Messages are rejected since there are fewer in-sync replicas than required'],
  ILLEGAL_GENERATION: [22, false, 'Specified group generation id is not valid'],
  INCONSISTENT_GROUP_PROTOCOL: [
    23,
    false,
    "The group member's supported protocols are incompatible with those of existing members",
  ],
  UNKNOWN_MEMBER_ID: [25, false, 'The coordinator is not aware of this member'],
  INVALID_SESSION_TIMEOUT: [
    26,
    false,
    'The session timeout is not within the range allowed by the broker (as configured by group.min.session.timeout.ms and group.max.session.timeout.ms)',
  ],
  REBALANCE_IN_PROGRESS: [27, false, 'The group is rebalancing, so a rejoin is needed'],
  TOPIC_ALREADY_EXISTS: [36, false, 'Topic with this name already exists'],
  INVALID_PARTITIONS: [37, false, 'Number of partitions is invalid'],
  OUT_OF_ORDER_SEQUENCE_NUMBER: [45, false, 'The broker received an out of order sequence number'],
  KAFKA_STORAGE_ERROR: [56, true, 'Disk error when trying to access log file on the disk'],
  NON_EMPTY_GROUP: [68, false, 'The group is not empty'],
  GROUP_ID_NOT_FOUND: [69, false, 'The group id was not found'],
};

export function protocolErrorKind(type: Exclude<LogErrorType, 'NONE'>): ProtocolErrorKind {
  const [code, retriable, message] = rows[type];
  return { type, code, retriable, message };
}

export function throwIfError(type: LogErrorType): void {
  if (type !== 'NONE') throw new KafkaJSProtocolError(protocolErrorKind(type));
}
