/**
 * What a client says to a log broker and what it answers, after Kafka's requests. Every call has one answer;
 * `fetch`, `join group` and `sync group` are answered late. One host stands for the whole cluster: which of its
 * brokers leads a partition is the broker's own affair, and shows only in errors and in `metadata`.
 */
export type LogCall =
  | { readonly kind: 'hello' }
  | MetadataCall
  | { readonly kind: 'init producer' }
  | ProduceCall
  | FetchCall
  | ListOffsetsCall
  | JoinGroupCall
  | SyncGroupCall
  | HeartbeatCall
  | { readonly kind: 'leave group'; readonly group: string; readonly member: string }
  | CommitOffsetsCall
  | FetchOffsetsCall
  | { readonly kind: 'describe groups'; readonly groups: readonly string[] }
  | { readonly kind: 'list groups' }
  | { readonly kind: 'delete groups'; readonly groups: readonly string[] }
  | CreateTopicsCall
  | CreatePartitionsCall
  | { readonly kind: 'delete topics'; readonly topics: readonly string[] }
  | DeleteRecordsCall;

/** Types of Kafka's protocol errors; 'NONE' where all went well. */
export type LogErrorType =
  | 'NONE'
  | 'OFFSET_OUT_OF_RANGE'
  | 'UNKNOWN_TOPIC_OR_PARTITION'
  | 'LEADER_NOT_AVAILABLE'
  | 'REQUEST_TIMED_OUT'
  | 'MESSAGE_TOO_LARGE'
  | 'INVALID_TOPIC_EXCEPTION'
  | 'NOT_ENOUGH_REPLICAS'
  | 'ILLEGAL_GENERATION'
  | 'INCONSISTENT_GROUP_PROTOCOL'
  | 'UNKNOWN_MEMBER_ID'
  | 'INVALID_SESSION_TIMEOUT'
  | 'REBALANCE_IN_PROGRESS'
  | 'TOPIC_ALREADY_EXISTS'
  | 'INVALID_PARTITIONS'
  | 'OUT_OF_ORDER_SEQUENCE_NUMBER'
  | 'KAFKA_STORAGE_ERROR'
  | 'NON_EMPTY_GROUP'
  | 'GROUP_ID_NOT_FOUND';

/** Bytes of a key, value or header: as text where they are UTF-8, else as base64. */
export type WireBytes = string | { readonly base64: string };

export interface WireRecord {
  readonly key: WireBytes | null;
  readonly value: WireBytes | null;
  readonly timestampMs: number;
  /** Names may repeat. */
  readonly headers: readonly (readonly [name: string, value: WireBytes])[];
}

export interface StoredRecord extends WireRecord {
  readonly offset: number;
}

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

export interface MetadataCall {
  readonly kind: 'metadata';
  /** null asks for all. */
  readonly topics: readonly string[] | null;
  /** Makes a topic nobody declared, with one partition. */
  readonly createUnknown: boolean;
}
export interface MetadataAnswer {
  readonly brokers: readonly number[];
  readonly controller: number | null;
  readonly topics: readonly TopicMetadata[];
}
export interface TopicMetadata {
  readonly topic: string;
  readonly error: LogErrorType;
  readonly partitions: readonly {
    readonly partition: number;
    /** -1 while an election is under way. */
    readonly leader: number;
    readonly replicas: readonly number[];
    readonly inSync: readonly number[];
  }[];
}

export interface InitProducerAnswer {
  readonly producerId: number;
  readonly producerEpoch: number;
}

export type Acks = -1 | 0 | 1;

export interface ProduceCall {
  readonly kind: 'produce';
  readonly acks: Acks;
  readonly timeoutMs: number;
  /** Of an idempotent producer. */
  readonly producer: { readonly id: number; readonly epoch: number } | null;
  readonly batches: readonly (TopicPartition & {
    /** Counts an idempotent producer's records of this partition; 0 for others. */
    readonly firstSequence: number;
    readonly records: readonly WireRecord[];
  })[];
}
export interface ProduceAnswer {
  readonly batches: readonly (TopicPartition & {
    readonly error: LogErrorType;
    readonly baseOffset: number;
    readonly logStartOffset: number;
  })[];
}

export interface FetchCall {
  readonly kind: 'fetch';
  /** For whom: Kafka's own request does not say, but the facts of delivery want it. */
  readonly group: string | null;
  readonly member: string | null;
  readonly maxWaitMs: number;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly maxBytesPerPartition: number;
  readonly partitions: readonly (TopicPartition & { readonly offset: number })[];
}
export interface FetchAnswer {
  /** Only partitions with records or an error. */
  readonly partitions: readonly (TopicPartition & {
    readonly error: LogErrorType;
    readonly highWatermark: number;
    readonly records: readonly StoredRecord[];
  })[];
}

export interface ListOffsetsCall {
  readonly kind: 'list offsets';
  /** At a time: the first offset whose record is not older, or -1. */
  readonly partitions: readonly (TopicPartition & { readonly at: 'earliest' | 'latest' | number })[];
}
export interface OffsetsAnswer {
  readonly partitions: readonly (TopicPartition & {
    readonly error: LogErrorType;
    /** -1 where there is none. */
    readonly offset: number;
    readonly metadata?: string | null;
  })[];
}

export interface JoinGroupCall {
  readonly kind: 'join group';
  readonly group: string;
  /** Empty at first: the broker gives a name. */
  readonly member: string;
  readonly client: string;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
  /** In order of preference. */
  readonly protocols: readonly { readonly name: string; readonly metadata: WireBytes }[];
}
export interface JoinGroupAnswer {
  readonly error: LogErrorType;
  readonly member: string;
  readonly generation: number;
  readonly protocol: string;
  readonly leader: string;
  /** Only for the leader, who assigns. */
  readonly members: readonly { readonly member: string; readonly metadata: WireBytes }[];
}

/** Partitions by topic. */
export type WireAssignment = Readonly<Record<string, readonly number[]>>;

export interface SyncGroupCall {
  readonly kind: 'sync group';
  readonly group: string;
  readonly member: string;
  readonly generation: number;
  /** Empty from everybody but the leader. */
  readonly assignments: readonly { readonly member: string; readonly assignment: WireAssignment }[];
}
export interface SyncGroupAnswer {
  readonly error: LogErrorType;
  readonly assignment: WireAssignment;
}

export interface HeartbeatCall {
  readonly kind: 'heartbeat';
  readonly group: string;
  readonly member: string;
  readonly generation: number;
}

export interface CommitOffsetsCall {
  readonly kind: 'commit offsets';
  readonly group: string;
  readonly member: string;
  /** -1 from an administrator: allowed only while the group has no members. */
  readonly generation: number;
  /** A seek may move an offset back; a commit of what was consumed never does. */
  readonly why: 'consumed' | 'seek' | 'reset';
  readonly offsets: readonly (TopicPartition & { readonly offset: number; readonly metadata: string | null })[];
}

export interface FetchOffsetsCall {
  readonly kind: 'fetch offsets';
  readonly group: string;
  /** null asks for all. */
  readonly partitions: readonly TopicPartition[] | null;
}

export type GroupState = 'Dead' | 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable';
export interface GroupDescriptionWire {
  readonly group: string;
  readonly state: GroupState;
  readonly protocol: string;
  readonly members: readonly {
    readonly member: string;
    readonly client: string;
    readonly metadata: WireBytes;
    readonly assignment: WireAssignment;
  }[];
}
export interface DescribeGroupsAnswer {
  readonly groups: readonly GroupDescriptionWire[];
}

export interface ListGroupsAnswer {
  readonly groups: readonly string[];
}

export interface DeleteGroupsAnswer {
  readonly groups: readonly { readonly group: string; readonly error: LogErrorType }[];
}

export interface CreateTopicsCall {
  readonly kind: 'create topics';
  readonly validateOnly: boolean;
  readonly topics: readonly {
    readonly topic: string;
    readonly partitions: number;
    readonly config: Readonly<Record<string, string>>;
  }[];
}
export interface CreatePartitionsCall {
  readonly kind: 'create partitions';
  readonly validateOnly: boolean;
  readonly topics: readonly { readonly topic: string; readonly partitions: number }[];
}
/** Answers every call about topics. */
export interface TopicsAnswer {
  readonly topics: readonly { readonly topic: string; readonly error: LogErrorType }[];
}

export interface DeleteRecordsCall {
  readonly kind: 'delete records';
  readonly partitions: readonly (TopicPartition & { readonly beforeOffset: number })[];
}

/** Where there is nothing to say but whether it worked. */
export interface PlainAnswer {
  readonly error: LogErrorType;
}

export interface LogAnswers {
  readonly hello: PlainAnswer;
  readonly metadata: MetadataAnswer;
  readonly 'init producer': InitProducerAnswer;
  readonly produce: ProduceAnswer;
  readonly fetch: FetchAnswer;
  readonly 'list offsets': OffsetsAnswer;
  readonly 'join group': JoinGroupAnswer;
  readonly 'sync group': SyncGroupAnswer;
  readonly heartbeat: PlainAnswer;
  readonly 'leave group': PlainAnswer;
  readonly 'commit offsets': PlainAnswer;
  readonly 'fetch offsets': OffsetsAnswer;
  readonly 'describe groups': DescribeGroupsAnswer;
  readonly 'list groups': ListGroupsAnswer;
  readonly 'delete groups': DeleteGroupsAnswer;
  readonly 'create topics': TopicsAnswer;
  readonly 'create partitions': TopicsAnswer;
  readonly 'delete topics': TopicsAnswer;
  readonly 'delete records': OffsetsAnswer;
}
export type LogAnswer<Kind extends LogCall['kind']> = LogAnswers[Kind];
