import type { Micros } from '../../wire/packet.ts';

/** Kafka's server settings that show from outside, at Kafka's defaults unless said otherwise. */
export interface LogBrokerSettings {
  /** `min.insync.replicas` of topics that do not set it. */
  readonly inSyncReplicasMin: number;
  /** From the death of one broker of the cluster to new leaders; Kafka needs up to 9 s to notice, this cluster 2 s. */
  readonly electionDelayUs: Micros;
  /** A follower copies what is new after a time drawn evenly between these two. */
  readonly replicationDelayFromUs: Micros;
  readonly replicationDelayToUs: Micros;
  /** `group.initial.rebalance.delay.ms`: 3 s in Kafka; half a second here, so that a fleet starts at once but together. */
  readonly initialRebalanceDelayUs: Micros;
  /** `group.min.session.timeout.ms` and `group.max.session.timeout.ms`. */
  readonly sessionTimeoutMinMs: number;
  readonly sessionTimeoutMaxMs: number;
  /** `message.max.bytes`. */
  readonly recordBytesMax: number;
  /** The cluster's disk: a flood of records ends in KAFKA_STORAGE_ERROR, not in a dead page. */
  readonly storageBytesMax: number;
  /** How much later a record arrives that the `reorder` fault picked: a client's first back-off. */
  readonly reorderDelayUs: Micros;
}

export const defaultSettings: LogBrokerSettings = {
  inSyncReplicasMin: 1,
  electionDelayUs: 2_000_000,
  replicationDelayFromUs: 500,
  replicationDelayToUs: 2_000,
  initialRebalanceDelayUs: 500_000,
  sessionTimeoutMinMs: 6_000,
  sessionTimeoutMaxMs: 1_800_000,
  recordBytesMax: 1_048_588,
  storageBytesMax: 64 * 1024 * 1024,
  reorderDelayUs: 300_000,
};

export interface DeclaredTopic {
  readonly name: string;
  readonly partitions: number;
  readonly retentionUs: Micros | null;
}

/** A broker of the fleet file fits, with its latency turned into draws. */
export interface LogBrokerConfig {
  /** Brokers in the cluster, and copies of each partition. */
  readonly replicas: number;
  readonly topics: readonly DeclaredTopic[];
  /** Time to process one call. */
  readonly latencyUs: () => Micros;
  readonly settings?: Partial<LogBrokerSettings>;
}
