import type { LogAnswer, LogCall } from '../../wire/log-protocol.ts';
import type { NodeContext, ServerNode } from '../../wire/node-context.ts';
import type { ServerQuestion } from '../../wire/view/server-question.ts';
import type { CallPacket, CancelPacket, DisconnectPacket, Micros, NodeId } from '../../wire/packet.ts';
import { BrokerFaults } from './broker-faults.ts';
import { ConsumerGroups } from './groups/consumer-groups.ts';
import { dumpOf, recordsAt } from './dump.ts';
import { Fetch } from './fetch.ts';
import { Produce } from './produce.ts';
import { defaultSettings, type LogBrokerConfig, type LogBrokerSettings } from './settings.ts';
import { Lifetime } from './surroundings.ts';
import { answerMetadata, createPartitions, createTopics, deleteRecords, listOffsets } from './topic-calls.ts';
import { Topics } from './partitions/topics.ts';

/** A cluster of log brokers behind one name, after Kafka. `docs/fidelity-log.md` says what is promised. */
export function createLogBroker(context: NodeContext, config: LogBrokerConfig): ServerNode {
  return new LogBroker(context, config);
}

class LogBroker implements ServerNode {
  readonly #context: NodeContext;
  readonly #latencyUs: () => Micros;
  readonly #settings: LogBrokerSettings;
  readonly #lifetime: Lifetime;
  readonly #topics: Topics;
  readonly #groups: ConsumerGroups;
  readonly #fetch: Fetch;
  readonly #produce: Produce;
  readonly #faults: BrokerFaults;
  /** Calls that wait for others of their group, by caller and exchange, and how to stop each. */
  readonly #waits = new Map<NodeId, Map<number, () => void>>();
  /** When the latest call of each caller is processed: a connection's requests keep their order. */
  readonly #busyUntilUs = new Map<NodeId, Micros>();
  #producers = 0;

  constructor(context: NodeContext, config: LogBrokerConfig) {
    this.#context = context;
    this.#latencyUs = config.latencyUs;
    this.#settings = { ...defaultSettings, ...config.settings };
    const { replicationDelayFromUs, replicationDelayToUs, inSyncReplicasMin } = this.#settings;
    this.#lifetime = new Lifetime(context);
    this.#topics = new Topics(this.#lifetime, {
      brokers: Math.max(1, config.replicas),
      replicationDelayUs: () =>
        replicationDelayFromUs +
        this.#lifetime.random('replication').below(replicationDelayToUs - replicationDelayFromUs + 1),
      onAdvance: (partition) => this.#fetch.wake(partition),
    });
    this.#groups = new ConsumerGroups(this.#lifetime, this.#settings);
    this.#fetch = new Fetch(this.#lifetime, this.#topics, (packet, answer) => this.#answer<'fetch'>(packet, answer));
    this.#produce = new Produce(this.#lifetime, this.#topics, this.#settings);
    this.#faults = new BrokerFaults(this.#lifetime, this.#topics, this.#settings);
    for (const { name, partitions, retentionUs } of config.topics)
      this.#topics.create(name, { partitions, retentionUs, inSyncReplicasMin });
  }

  call(packet: CallPacket): void {
    const nowUs = this.#context.now();
    const dueUs = Math.max(nowUs + this.#faults.slowed(this.#latencyUs()), this.#busyUntilUs.get(packet.from) ?? 0);
    this.#busyUntilUs.set(packet.from, dueUs);
    this.#lifetime.after(dueUs - nowUs, () => this.#process(packet));
  }

  cancel(packet: CancelPacket): void {
    const waits = this.#waits.get(packet.from);
    waits?.get(packet.exchange)?.();
    waits?.delete(packet.exchange);
    this.#fetch.stopWaiting(packet.from, packet.exchange);
  }

  /** A consumer's place in its group outlives its connection, as in Kafka: only silence ends it. */
  disconnect(packet: DisconnectPacket): void {
    for (const stop of this.#waits.get(packet.from)?.values() ?? []) stop();
    this.#waits.delete(packet.from);
    this.#fetch.stopWaiting(packet.from, null);
    this.#busyUntilUs.delete(packet.from);
  }

  stop(): void {
    this.#lifetime.end();
    this.#waits.clear();
    this.#busyUntilUs.clear();
    this.#fetch.powerOff();
    this.#groups.powerOff();
    this.#topics.powerOff();
  }

  start(): void {
    this.#topics.powerOn();
  }

  fault(verb: string, sizes: Readonly<Record<string, unknown>>): () => void {
    return this.#faults.apply(verb, sizes);
  }

  dump(): unknown {
    return dumpOf(this.#topics, this.#groups);
  }

  remember(moment: number | null): void {
    this.#topics.storage.remembered = moment;
  }

  forget(before: number): void {
    for (const partition of this.#topics.partitions()) partition.log.forget(before);
  }

  look(question: ServerQuestion): unknown {
    return question.kind === 'records' ? recordsAt(this.#topics, question) : undefined;
  }

  #process(packet: CallPacket): void {
    if (this.#topics.brokersAlive.length === 0)
      return this.#context.fail(packet, 'ECONNREFUSED', 'every broker of the cluster is down');
    const call = packet.payload as LogCall;
    const isPlainProduce = call.kind === 'produce' && call.producer === null;
    if (isPlainProduce && this.#faults.reorders()) {
      this.#lifetime.after(this.#settings.reorderDelayUs, () => this.#handle(packet, call));
      return;
    }
    this.#handle(packet, call);
    if (isPlainProduce && this.#faults.duplicates())
      this.#produce.handle({ ...call, acks: 0 }, { answer: () => undefined, reset: () => undefined });
  }

  #handle(packet: CallPacket, call: LogCall): void {
    switch (call.kind) {
      case 'produce':
        return this.#produce.handle(call, {
          answer: (answer) => this.#answer<'produce'>(packet, answer),
          reset: (why) => this.#context.fail(packet, 'ECONNRESET', why),
        });
      case 'fetch':
        return this.#fetch.handle(call, packet);
      case 'join group':
        return this.#wait<'join group'>(packet, (answer) => this.#groups.join(call, answer));
      case 'sync group':
        return this.#wait<'sync group'>(packet, (answer) => this.#groups.sync(call, answer));
      default:
        this.#context.answer(packet, this.#answerTo(call));
    }
  }

  #answerTo(call: Exclude<LogCall, { kind: 'produce' | 'fetch' | 'join group' | 'sync group' }>): unknown {
    switch (call.kind) {
      case 'hello':
        return { error: 'NONE' } satisfies LogAnswer<'hello'>;
      case 'metadata':
        return answerMetadata(this.#topics, this.#settings, call);
      case 'init producer':
        return { producerId: this.#producers++, producerEpoch: 0 } satisfies LogAnswer<'init producer'>;
      case 'list offsets':
        return listOffsets(this.#topics, call);
      case 'heartbeat':
        return { error: this.#groups.heartbeat(call) } satisfies LogAnswer<'heartbeat'>;
      case 'leave group':
        return { error: this.#groups.leave(call.group, call.member) } satisfies LogAnswer<'leave group'>;
      case 'commit offsets':
        return { error: this.#groups.commit(call) } satisfies LogAnswer<'commit offsets'>;
      case 'fetch offsets':
        return this.#groups.offsets(call);
      case 'describe groups':
        return this.#groups.describe(call.groups);
      case 'list groups':
        return { groups: [...this.#groups.all].map((group) => group.name) } satisfies LogAnswer<'list groups'>;
      case 'delete groups':
        return this.#groups.delete(call.groups);
      case 'create topics':
        return createTopics(this.#topics, this.#settings, call);
      case 'create partitions':
        return createPartitions(this.#topics, call);
      case 'delete topics':
        return this.#deleteTopics(call.topics);
      case 'delete records':
        return deleteRecords(this.#topics, call);
    }
  }

  #deleteTopics(names: readonly string[]): LogAnswer<'delete topics'> {
    const topics = names.map((topic) => {
      this.#groups.forgetTopic(topic);
      return { topic, error: this.#topics.delete(topic) };
    });
    return { topics };
  }

  #wait<Kind extends 'join group' | 'sync group'>(
    packet: CallPacket,
    begin: (answer: (answer: LogAnswer<Kind>) => void) => () => void,
  ): void {
    let isAnswered = false;
    const stop = begin((answer) => {
      isAnswered = true;
      this.#waits.get(packet.from)?.delete(packet.exchange);
      this.#answer<Kind>(packet, answer);
    });
    if (isAnswered) return;
    let waits = this.#waits.get(packet.from);
    if (!waits) this.#waits.set(packet.from, (waits = new Map()));
    waits.set(packet.exchange, stop);
  }

  #answer<Kind extends LogCall['kind']>(packet: CallPacket, answer: LogAnswer<Kind>): void {
    this.#context.answer(packet, answer);
  }
}
