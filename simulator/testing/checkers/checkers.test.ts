import { beforeAll, describe, expect, test } from 'vitest';
import { busyFiles, busyFleet, looseFiles, looseFleet } from '../../../tests/support/busy-fleet.ts';
import { keysStayTogether, workComesBeforeItsCommit } from './broker-groups.ts';
import { checkAll } from './check-all.ts';
import { endStories, given } from '../given.ts';
import type { RunRecord } from '../run-record.ts';
import type { Fact, PacketObservation, Stamped } from '../../wire/facts.ts';

type Kind = Fact['kind'];
type FactOf<K extends Kind> = Extract<Fact, { readonly kind: K }>;

let busy: RunRecord;
let calm: RunRecord;
let loose: RunRecord;

beforeAll(async () => {
  const fleet = await given(busyFleet, { files: busyFiles });
  await fleet.run('10s');
  busy = fleet.record();
  const quiet = await given(
    `services: { only: {} }\nlinks: { default: { latency: 1ms } }\ntraffic: { load: { to: only, request: GET /, rate: 50/s, for: 1s } }`,
    { files: { 'services/only.ts': `export default { fetch: () => new Response('ok') }` } },
  );
  await quiet.run('2s');
  calm = quiet.record();
  const impatient = await given(looseFleet, { files: looseFiles });
  await impatient.run('2s');
  loose = impatient.record();
  endStories();
}, 60_000);

const idsOf = (record: RunRecord): string[] => [...new Set(checkAll(record).map((violation) => violation.id))];

function changed<K extends Kind>(
  record: RunRecord,
  kind: K,
  matches: (fact: FactOf<K>, stamped: Stamped, facts: readonly Stamped[]) => boolean,
  change: (fact: FactOf<K>) => FactOf<K>,
): RunRecord {
  const { facts } = record;
  const place = facts.findIndex(
    (stamped) => stamped.fact.kind === kind && matches(stamped.fact as FactOf<K>, stamped, facts),
  );
  if (place < 0) throw new Error(`the record has no such ${kind}`);
  const stamped = facts[place]!;
  return { ...record, facts: facts.with(place, { ...stamped, fact: change(stamped.fact as FactOf<K>) }) };
}

/** One more fact of a node, right after the first that matches; its later ones are counted on. */
function added(record: RunRecord, after: (stamped: Stamped) => boolean, fact: (before: Stamped) => Fact): RunRecord {
  const place = record.facts.findIndex(after);
  if (place < 0) throw new Error('the record has no such fact');
  const before = record.facts[place]!;
  const more = { ...before, sequence: before.sequence + 1, fact: fact(before) };
  const later = record.facts
    .slice(place + 1)
    .map((each) => (each.node === before.node && each.sequence >= 0 ? { ...each, sequence: each.sequence + 1 } : each));
  return { ...record, facts: [...record.facts.slice(0, place + 1), more, ...later] };
}

const isBroker = (what: string) => (stamped: Stamped) =>
  stamped.fact.kind === 'log-broker' && stamped.fact.what === what && stamped.fact.topic !== undefined;
const ofBroker = ({ fact }: Stamped) => fact as FactOf<'log-broker'>;
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
  const way = { from: client, to: 0, caller: client, exchange: 99_999, protocol: 'http', link: 'a -> b' } as const;
  return {
    what: 'drop',
    atUs: 5_000_000,
    id: `${client}/x`,
    packet: 'call',
    trace: null,
    why: 'planted',
    ...way,
    ...more,
  };
};

/** Each plants what its invariant forbids and nothing else does. */
const plants: Readonly<Record<string, () => RunRecord>> = {
  I1: () => {
    const place = busy.facts.findIndex((stamped) => stamped.sequence === 5);
    return { ...busy, facts: busy.facts.with(place, { ...busy.facts[place]!, sequence: 6 }) };
  },
  I4: () =>
    added(
      busy,
      ({ fact }) => fact.kind === 'process' && fact.state === 'stopped',
      () => ({ kind: 'limit', what: 'events', text: 'from the grave' }),
    ),
  I5: () => {
    const place = busy.packets.findIndex((packet) => packet.what === 'deliver' && isLog(packet));
    const packet = busy.packets[place]!;
    return { ...busy, packets: busy.packets.with(place, { ...packet, atUs: packet.atUs - 1_900 }) };
  },
  I6: () => {
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
  I8: () => {
    const place = busy.packets.findIndex((packet) => packet.what === 'deliver' && isLog(packet));
    return { ...busy, packets: busy.packets.toSpliced(place, 1) };
  },
  I9: () => {
    const answer = busy.packets.find((packet) => packet.what === 'send' && isLog(packet))!;
    return { ...busy, packets: [...busy.packets, { ...answer, what: 'drop', id: 'another' }] };
  },
  I10: () =>
    changed(
      busy,
      'span',
      (span, _, facts) => isAttempt(span) && span.attributes['error.type'] === 'timeout' && hasNoSecond(span, facts),
      (span) => ({ ...span, endUs: span.endUs + 1 }),
    ),
  I14: () =>
    changed(
      busy,
      'span',
      (span) => span.name.startsWith('attempt 2 '),
      (span) => ({ ...span, attributes: { ...span.attributes, 'flotilla.attempt': 3 } }),
    ),
  I16: () =>
    changed(
      busy,
      'breaker',
      (breaker) => breaker.to === 'half-open',
      (breaker) => ({ ...breaker, to: 'closed' }),
    ),
  I18: () =>
    changed(
      busy,
      'usage',
      () => true,
      (usage) => ({ ...usage, queuedMost: 1_000_000 }),
    ),
  I21: () => added(busy, isBroker('append'), ofBroker),
  I22: () => added(busy, isBroker('ack'), (ack) => ({ ...ofBroker(ack), offset: 9_999 })),
  I23: () =>
    changed(
      busy,
      'log-broker',
      (fact) => fact.what === 'deliver',
      (fact) => ({ ...fact, traceId: 'f'.repeat(32) }),
    ),
  I24: () =>
    added(
      busy,
      (stamped) => isBroker('commit')(stamped) && stamped.atUs > 8_000_000,
      (commit) => ({ ...ofBroker(commit), what: 'fetch', offset: ofBroker(commit).offset! + 7 }),
    ),
  I26: () =>
    changed(
      busy,
      'log-broker',
      (fact) => fact.what === 'commit' && fact.generation! > 0,
      (fact) => ({ ...fact, generation: 0 }),
    ),
  I28: () =>
    changed(
      busy,
      'log-broker',
      (fact) => fact.what === 'assign' && Object.keys(fact.assignment!).length > 0,
      (fact) => ({ ...fact, assignment: { 'order.placed': [0, 0, 1] } }),
    ),
  I30: () => {
    const { topics } = busy.report;
    const { mails } = topics['order.placed']!.groups;
    const row = { ...topics['order.placed']!, groups: { mails: { ...mails!, lag: mails!.lag + 1 } } };
    return { ...busy, report: { ...busy.report, topics: { ...topics, 'order.placed': row } } };
  },
  I45: () =>
    changed(
      busy,
      'span',
      (span) => isAttempt(span) && span.ok,
      (span) => ({ ...span, startUs: span.startUs - 500 }),
    ),
  I47: () => {
    const [row, ...rows] = busy.report.requests;
    return { ...busy, report: { ...busy.report, requests: [{ ...row!, p99: row!.p99 * 1.01 }, ...rows] } };
  },
  I48: () => {
    const { id } = calm.packets.find(({ what, packet }) => what === 'send' && packet === 'call')!;
    const earlier = (packet: PacketObservation): PacketObservation => ({
      ...packet,
      atUs: packet.atUs - 10,
      ...(packet.arrivesUs !== undefined && { arrivesUs: packet.arrivesUs - 10 }),
    });
    return { ...calm, packets: calm.packets.map((packet) => (packet.id === id ? earlier(packet) : packet)) };
  },
  I50: () => {
    const planted = [fromClient(busy, {}), fromClient(busy, { packet: 'cancel', id: 'planted' })];
    return { ...busy, packets: [...busy.packets, ...planted] };
  },
  I51: () => ({ ...busy, logsDropped: busy.logsDropped + 1 }),
};

describe('a planted violation is reported by its own invariant and by no other', () => {
  test.each(Object.keys(plants))('%s', (id) => {
    expect(idsOf(plants[id]!())).toEqual([id]);
  });

  test('I25: a place committed before the work on it was done', () => {
    const isFirst = (fact: FactOf<'log-broker'>) => fact.what === 'commit' && fact.why === 'consumed';
    const early = changed(busy, 'log-broker', isFirst, (fact) => ({ ...fact, offset: fact.offset! + 1_000 }));
    expect(workComesBeforeItsCommit(busy)).toEqual([]);
    expect(workComesBeforeItsCommit(early)).toMatchObject([{ id: 'I25' }]);
  });

  test('I27: one key in two partitions', () => {
    const torn = added(busy, isBroker('append'), (append) => {
      const fact = ofBroker(append);
      return { ...fact, partition: (fact.partition! + 1) % 3 };
    });
    expect(keysStayTogether(busy)).toEqual([]);
    expect(keysStayTogether(torn)).toMatchObject([{ id: 'I27' }]);
  });
});

describe('what is odd and legal is not reported', () => {
  test('records delivered twice, answers that come too late, spans whose process died', () => {
    const { facts } = busy;
    const { packets } = loose;
    const twice = facts.filter(({ fact }) => fact.kind === 'log-broker' && fact.redelivered);
    const given = new Set(
      packets.filter(({ packet }) => packet === 'cancel').map(({ caller, exchange }) => `${caller}/${exchange}`),
    );
    const late = packets.filter(
      ({ what, packet, caller, exchange }) =>
        what === 'deliver' && packet === 'answer' && given.has(`${caller}/${exchange}`),
    );
    const ids = new Set(facts.map(({ fact }) => (fact.kind === 'span' || fact.kind === 'request' ? fact.spanId : '')));
    const orphans = facts.filter(
      ({ fact }) => fact.kind === 'span' && fact.parentSpanId !== null && !ids.has(fact.parentSpanId),
    );
    expect([twice.length > 0, late.length > 0, orphans.length > 0]).toEqual([true, true, true]);
    expect(checkAll(busy)).toEqual([]);
    expect(checkAll(calm)).toEqual([]);
    expect(checkAll(loose)).toEqual([]);
  });
});
