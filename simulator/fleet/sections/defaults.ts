import type { DistributionSpec } from '../../wire/distribution-spec.ts';
import type { Micros } from '../../wire/packet.ts';

/** What a fleet file need not say. docs/fleet-file.md lists the same values. */
const milliseconds = (count: number): DistributionSpec => ({ kind: 'constant', us: count * 1000 });

/** CPU time of a route, or of a record, that the file gives no cost. */
export const defaultCost = milliseconds(1);

export const defaultModel = {
  latency: milliseconds(1),
  errors: 0,
  // A model without a limit answers any number at once; a number keeps it plain data.
  concurrency: 1_000_000,
  queue: 200,
};

export const defaultProcess = {
  replicas: 1,
  cores: 1,
  memoryBytes: 256 * 2 ** 20,
  concurrency: 100,
  queue: 200,
  startup: milliseconds(500),
  version: 'v1',
};

/** What an idle process takes: less memory than that could not even start. */
export const leastMemoryBytes = 64 * 2 ** 20;

export const defaultStores = {
  sql: { latency: milliseconds(1), connections: 100 },
  documents: { latency: milliseconds(1), connections: 100 },
  cache: { latency: { kind: 'constant', us: 300 }, connections: 10_000 },
} as const satisfies Record<string, { latency: DistributionSpec; connections: number }>;

export const defaultBrokers = {
  log: { latency: milliseconds(2), replicas: 3 },
  queue: { latency: milliseconds(2), replicas: 1 },
} as const satisfies Record<string, { latency: DistributionSpec; replicas: number }>;

export const defaultPartitions = 1;

export const defaultLinkLatency: DistributionSpec = { kind: 'uniform', fromUs: 500, toUs: 2000 };
export const defaultRetries = { attempts: 2, backoffUs: 100_000, jitter: 'full' } as const;
export const defaultBreaker = { errorShare: 0.5, windowUs: 10_000_000, volume: 10, resetUs: 30_000_000 };

export const defaultFlowTimeoutUs: Micros = 30_000_000;
export const defaultThink = milliseconds(1000);

export const limits = {
  entries: 10_000,
  replicas: 10_000,
  partitions: 1000,
  brokerReplicas: 9,
  connections: 100_000,
  slots: 1_000_000,
  cores: 1024,
  users: 100_000,
  attempts: 100,
};
