import { added, changed } from './falsify.ts';
import type { FactOf } from './falsify.ts';
import type { Runs } from './runs.ts';
import type { RunRecord } from '../../simulator/testing/run-record.ts';
import type { PacketObservation, Stamped } from '../../simulator/wire/facts.ts';

export const isBroker = (what: string) => (stamped: Stamped) =>
  stamped.fact.kind === 'log-broker' && stamped.fact.what === what && stamped.fact.topic !== undefined;
export const ofBroker = ({ fact }: Stamped) => fact as FactOf<'log-broker'>;
const isLog = (packet: PacketObservation) => packet.protocol === 'log' && packet.packet === 'answer';
const isAttempt = (span: FactOf<'span'>) => span.name.startsWith('attempt 1 ');
const hasNoSecond = (span: FactOf<'span'>, facts: readonly Stamped[]) =>
  facts.filter(
    ({ fact }) => fact.kind === 'span' && fact.parentSpanId === span.parentSpanId && fact.name.startsWith('attempt'),
  ).length === 1;
const partition = (what: 'applied' | 'undone'): FactOf<'action'> => ({
  kind: 'action',
  verb: 'partition',
  target: 'gateway -> orders',
  sizes: {},
  what,
  text: '',
});
const fromClient = (record: RunRecord, more: Partial<PacketObservation>): PacketObservation => {
  const client = record.nodes.find((node) => node.kind === 'client')!.id;
  const link = `a -> ${record.nodes[0]!.name}`;
  const way = { from: client, to: 0, caller: client, exchange: 99_999, protocol: 'http', link } as const;
  const message = { id: `${client}/x`, packet: 'call', trace: null, why: 'planted' } as const;
  return { what: 'drop', atUs: 5_000_000, ...message, ...way, ...more };
};

const nodeOf = ({ nodes }: RunRecord, name: string): number => nodes.find((node) => node.name === name)!.id;
const isOf = (call: PacketObservation) => (packet: PacketObservation) =>
  packet.caller === call.caller && packet.exchange === call.exchange;

/** Each plants what its invariant forbids and nothing else does. */
export const plants: Readonly<Record<string, (runs: Runs) => RunRecord>> = {
  I1: ({ busy }) => {
    const place = busy.facts.findIndex((stamped) => stamped.sequence === 5);
    return { ...busy, facts: busy.facts.with(place, { ...busy.facts[place]!, sequence: 6 }) };
  },
  I2: ({ busy }) => {
    const place = busy.actions.findIndex(({ forUs }) => forUs !== undefined);
    const action = busy.actions[place]!;
    return { ...busy, actions: busy.actions.with(place, { ...action, forUs: action.forUs! + 1 }) };
  },
  I4: ({ busy }) =>
    added(
      busy,
      ({ fact }) => fact.kind === 'process' && fact.state === 'stopped',
      () => ({ kind: 'limit', what: 'events', text: 'from the grave' }),
    ),
  I5: ({ busy }) => {
    const place = busy.packets.findIndex((packet) => packet.what === 'deliver' && isLog(packet));
    const packet = busy.packets[place]!;
    return { ...busy, packets: busy.packets.with(place, { ...packet, atUs: packet.atUs - 1_900 }) };
  },
  I6: ({ busy }) => {
    const begun = added(
      busy,
      ({ fact, atUs }) => fact.kind === 'action' && atUs >= 3_000_000,
      () => partition('applied'),
    );
    return added(
      begun,
      ({ fact, atUs }) => fact.kind === 'action' && atUs >= 4_000_000,
      () => partition('undone'),
    );
  },
  I7: ({ loose }) => {
    const cancel = loose.packets.find(({ what, packet }) => what === 'send' && packet === 'cancel')!;
    const atUs = cancel.arrivesUs! + 1;
    const packets = loose.packets.map((packet) => {
      if (packet.packet !== 'call' || !isOf(cancel)(packet)) return packet;
      return packet.what === 'send' ? { ...packet, arrivesUs: atUs } : { ...packet, atUs };
    });
    return { ...loose, packets };
  },
  I8: ({ busy }) => {
    const place = busy.packets.findIndex((packet) => packet.what === 'deliver' && isLog(packet));
    return { ...busy, packets: busy.packets.toSpliced(place, 1) };
  },
  I9: ({ busy }) => {
    const answer = busy.packets.find((packet) => packet.what === 'send' && isLog(packet))!;
    return { ...busy, packets: [...busy.packets, { ...answer, what: 'drop', id: 'another' }] };
  },
  I10: ({ busy }) =>
    changed(
      busy,
      'span',
      (span, _, facts) => isAttempt(span) && span.attributes['error.type'] === 'timeout' && hasNoSecond(span, facts),
      (span) => ({ ...span, endUs: span.endUs + 1 }),
    ),
  I11: ({ loose }) => {
    const [one, other] = [nodeOf(loose, 'back#1'), nodeOf(loose, 'back#2')];
    const call = loose.packets.find(({ what, packet, to }) => what === 'send' && packet === 'call' && to === one)!;
    const moved = (node: number): number => (node === one ? other : node);
    const packets = loose.packets.map((packet) =>
      isOf(call)(packet) ? { ...packet, from: moved(packet.from), to: moved(packet.to) } : packet,
    );
    return { ...loose, packets };
  },
  I12: ({ loose }) => {
    const front = nodeOf(loose, 'front#1');
    const call = loose.packets.find(({ packet, from }) => packet === 'call' && from === front)!;
    const late = { what: 'send', id: 'late', atUs: loose.endUs - 1, arrivesUs: loose.endUs + 5_000 } as const;
    const planted = { ...call, ...late, exchange: 99_999, to: nodeOf(loose, 'back#2'), link: 'front -> back' };
    return { ...loose, packets: [...loose.packets, planted] };
  },
  I14: ({ busy }) =>
    changed(
      busy,
      'span',
      (span) => span.name.startsWith('attempt 2 '),
      (span) => ({ ...span, attributes: { ...span.attributes, 'flotilla.attempt': 3 } }),
    ),
  I16: ({ busy }) =>
    changed(
      busy,
      'breaker',
      (breaker) => breaker.to === 'half-open',
      (breaker) => ({ ...breaker, to: 'closed' }),
    ),
  I18: ({ busy }) =>
    changed(
      busy,
      'usage',
      () => true,
      (usage) => ({ ...usage, queuedMost: 1_000_000 }),
    ),
  I21: ({ busy }) => added(busy, isBroker('append'), ofBroker),
  I22: ({ busy }) => added(busy, isBroker('ack'), (ack) => ({ ...ofBroker(ack), offset: 9_999 })),
  I23: ({ busy }) =>
    changed(
      busy,
      'log-broker',
      (fact) => fact.what === 'deliver',
      (fact) => ({ ...fact, traceId: 'f'.repeat(32) }),
    ),
  I24: ({ busy }) =>
    added(
      busy,
      (stamped) => isBroker('commit')(stamped) && stamped.atUs > 8_000_000,
      (commit) => ({ ...ofBroker(commit), what: 'fetch', offset: ofBroker(commit).offset! + 7 }),
    ),
  I26: ({ busy }) =>
    changed(
      busy,
      'log-broker',
      (fact) => fact.what === 'commit' && fact.generation! > 0,
      (fact) => ({ ...fact, generation: 0 }),
    ),
  I28: ({ busy }) =>
    changed(
      busy,
      'log-broker',
      (fact) => fact.what === 'assign' && Object.keys(fact.assignment!).length > 0,
      (fact) => ({ ...fact, assignment: { 'order.placed': [0, 0, 1] } }),
    ),
  I29: ({ busy }) =>
    added(
      busy,
      (stamped) => isBroker('commit')(stamped) && stamped.atUs > 8_000_000,
      (commit) => {
        const { topic: _topic, partition: _partition, offset: _offset, ...member } = ofBroker(commit);
        return { ...member, what: 'evict', why: 'silent for 6000 ms' };
      },
    ),
  I30: ({ busy }) => {
    const { topics } = busy.report;
    const { mails } = topics['order.placed']!.groups;
    const row = { ...topics['order.placed']!, groups: { mails: { ...mails!, lag: mails!.lag + 1 } } };
    return { ...busy, report: { ...busy.report, topics: { ...topics, 'order.placed': row } } };
  },
  I33: ({ mended }) =>
    added(
      mended,
      ({ fact }) => fact.kind === 'sql' && fact.what === 'commit',
      ({ fact }) => ({ ...(fact as FactOf<'sql'>), what: 'rollback' }),
    ),
  I45: ({ busy }) =>
    changed(
      busy,
      'span',
      (span) => isAttempt(span) && span.ok,
      (span) => ({ ...span, startUs: span.startUs - 500 }),
    ),
  I47: ({ busy }) => {
    const [row, ...rows] = busy.report.requests;
    return { ...busy, report: { ...busy.report, requests: [{ ...row!, p99: row!.p99 * 1.01 }, ...rows] } };
  },
  I48: ({ calm }) => {
    const { id } = calm.packets.find(({ what, packet }) => what === 'send' && packet === 'call')!;
    const earlier = (packet: PacketObservation): PacketObservation => ({
      ...packet,
      atUs: packet.atUs - 10,
      ...(packet.arrivesUs !== undefined && { arrivesUs: packet.arrivesUs - 10 }),
    });
    return { ...calm, packets: calm.packets.map((packet) => (packet.id === id ? earlier(packet) : packet)) };
  },
  I49: ({ busy }) =>
    changed(
      busy,
      'usage',
      () => true,
      (usage) => ({ ...usage, cpuBusyUs: usage.cpuBusyUs + 1_000_000_000 }),
    ),
  I50: ({ busy }) => {
    const planted = [fromClient(busy, {}), fromClient(busy, { packet: 'cancel', id: 'planted' })];
    return { ...busy, packets: [...busy.packets, ...planted] };
  },
  I51: ({ busy }) => ({ ...busy, logsDropped: busy.logsDropped + 1 }),
  I52: ({ busy }) => {
    const [first, ...others] = busy.otlp.resourceSpans;
    const [scope] = first!.scopeSpans;
    const scopeSpans = [{ ...scope!, spans: scope!.spans.slice(1) }];
    return { ...busy, otlp: { resourceSpans: [{ ...first!, scopeSpans }, ...others] } };
  },
};
