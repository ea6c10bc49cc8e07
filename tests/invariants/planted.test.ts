import { beforeAll, describe, expect, test } from 'vitest';
import { keysStayTogether, workComesBeforeItsCommit } from '../../simulator/testing/checkers/promises/records.ts';
import { checkAll } from '../../simulator/testing/checkers/check-all.ts';
import { added, changed } from './falsify.ts';
import { isBroker, ofBroker, plants } from './plants.ts';
import { recordRuns } from './runs.ts';
import type { FactOf } from './falsify.ts';
import type { Runs } from './runs.ts';
import type { RunRecord } from '../../simulator/testing/run-record.ts';

let runs: Runs;
beforeAll(async () => {
  runs = await recordRuns();
}, 60_000);

const idsOf = (record: RunRecord): string[] => [...new Set(checkAll(record).map((violation) => violation.id))];

describe('a planted violation is reported by its own invariant and by no other', () => {
  test.each(Object.keys(plants))('%s', (id) => {
    expect(idsOf(plants[id]!(runs))).toEqual([id]);
  });

  test('I2: a restart that comes at another time than it was announced for', () => {
    const isAnnounced = ({ restartAtUs }: FactOf<'process'>): boolean => restartAtUs !== undefined;
    const late = changed(runs.mended, 'process', isAnnounced, (fact) => ({
      ...fact,
      restartAtUs: fact.restartAtUs! - 1,
    }));
    expect(idsOf(late)).toEqual(['I2']);
  });

  test('I11: a call to whoever has one in hand, where the link goes to the least busy', () => {
    const { picky } = runs;
    const calls = picky.packets.filter(
      ({ what, packet, link }) => what === 'send' && packet === 'call' && link === 'caller -> callee',
    );
    const place = calls.findIndex(({ atUs }, index) => {
      const [before, last] = [calls[index - 2]?.atUs ?? 0, calls[index - 1]?.atUs ?? 0];
      return last > 0 && atUs - last < 50_000 && last - before > 150_000;
    });
    const [other, call] = [calls[place - 1]!, calls[place]!];
    expect(call.to).not.toBe(other.to);
    const moved = (node: number): number => (node === call.to ? other.to : node);
    const packets = picky.packets.map((packet) =>
      packet.caller === call.caller && packet.exchange === call.exchange
        ? { ...packet, from: moved(packet.from), to: moved(packet.to) }
        : packet,
    );
    expect(checkAll(picky)).toEqual([]);
    expect(idsOf({ ...picky, packets })).toEqual(['I11']);
  });

  test('I29: a generation left out', () => {
    const isFirst = (fact: FactOf<'log-broker'>) => fact.what === 'join' && fact.generation === 1;
    const { facts } = runs.busy;
    const later = facts.map((stamped) =>
      stamped.fact.kind === 'log-broker' && stamped.fact.generation !== undefined
        ? { ...stamped, fact: { ...stamped.fact, generation: stamped.fact.generation + 1 } }
        : stamped,
    );
    expect(facts.some(({ fact }) => fact.kind === 'log-broker' && isFirst(fact))).toBe(true);
    expect(idsOf({ ...runs.busy, facts: later })).toEqual(['I29']);
  });

  test('I25: a place committed before the work on it was done', () => {
    const isFirst = (fact: FactOf<'log-broker'>) => fact.what === 'commit' && fact.why === 'consumed';
    const early = changed(runs.busy, 'log-broker', isFirst, (fact) => ({ ...fact, offset: fact.offset! + 1_000 }));
    expect(workComesBeforeItsCommit(runs.busy)).toEqual([]);
    expect(workComesBeforeItsCommit(early)).toMatchObject([{ id: 'I25' }]);
  });

  test('I27: one key in two partitions', () => {
    const torn = added(runs.busy, isBroker('append'), (append) => {
      const fact = ofBroker(append);
      return { ...fact, partition: (fact.partition! + 1) % 3 };
    });
    expect(keysStayTogether(runs.busy)).toEqual([]);
    expect(keysStayTogether(torn)).toMatchObject([{ id: 'I27' }]);
  });
});

describe('what is odd and legal is not reported', () => {
  test('records delivered twice, answers that come too late, spans whose process died', () => {
    const { facts } = runs.busy;
    const { packets } = runs.loose;
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
    expect(checkAll(runs.busy)).toEqual([]);
    expect(checkAll(runs.calm)).toEqual([]);
    expect(checkAll(runs.loose)).toEqual([]);
    expect(checkAll(runs.mended)).toEqual([]);
  });
});
