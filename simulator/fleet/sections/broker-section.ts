import type { Place } from '../document/place.ts';
import { entryOf, joined, readFields } from '../document/read-fields.ts';
import type { Reader } from '../document/read-fields.ts';
import { oneOf, wholeNumber } from '../document/readers.ts';
import type { YamlValue } from '../document/yaml-value.ts';
import type { Broker, Topic } from '../fleet.ts';
import type { Problems } from '../fleet-error.ts';
import { parseTopicName } from '../grammar/names.ts';
import { defaultBrokers, defaultPartitions, limits } from './defaults.ts';
import { namedEntries } from './fields/named-entries.ts';
import { distribution, positiveDuration } from './fields/value-readers.ts';

export interface BrokerDraft {
  readonly at: Place;
  readonly path: string;
  readonly broker: Broker;
}

/** What `set` may change in a running broker. */
export const brokerSettings = { latency: distribution };

/** Topics are read once the engine is known. */
const asWritten: Reader<YamlValue> = (value) => value;

const fields = {
  engine: oneOf('log', 'queue'),
  replicas: wholeNumber(1, limits.brokerReplicas),
  topics: asWritten,
  ...brokerSettings,
};

const topicFields = { partitions: wholeNumber(1, limits.partitions), retention: positiveDuration };

export function readBrokers(section: YamlValue, problems: Problems): BrokerDraft[] {
  return namedEntries(section, 'brokers', problems).map(({ name, at, path, value }) => {
    const read = readFields(value, path, problems, fields);
    if (entryOf(value, 'engine') === undefined) problems.add(at, path, 'no engine', 'engine: log or queue');
    const engine = read.engine ?? 'log';
    const { latency = defaultBrokers[engine].latency, replicas = defaultBrokers[engine].replicas } = read;
    const topics = read.topics === undefined ? [] : readTopics(read.topics, joined(path, 'topics'), engine, problems);
    return { at, path, broker: { name, engine, latency, replicas, topics } };
  });
}

function readTopics(section: YamlValue, path: string, engine: Broker['engine'], problems: Problems): Topic[] {
  return namedEntries(section, path, problems, parseTopicName).map((topic) => {
    const read = readFields(topic.value, topic.path, problems, topicFields);
    const partitions = entryOf(topic.value, 'partitions');
    if (engine === 'queue' && partitions !== undefined && read.partitions !== undefined) {
      problems.add(partitions.keyAt, topic.path, 'partitions of a queue', 'partitions only where engine is log');
    }
    return {
      name: topic.name,
      partitions: read.partitions ?? defaultPartitions,
      retentionUs: read.retention ?? null,
    };
  });
}
