import { expect, test } from 'vitest';
import { Memory } from '../../simulator/run/view/past/memory.ts';
import { Live } from '../../simulator/telemetry/live/live.ts';
import type { Fleet } from '../../simulator/fleet/fleet.ts';
import type { Room } from '../../simulator/run/view/past/memory.ts';
import type { LiveNames } from '../../simulator/telemetry/live/live.ts';
import type { Fact, Stamped } from '../../simulator/wire/facts.ts';
import type { EngineFrame } from '../../simulator/wire/view/frame.ts';

const names: LiveNames = {
  nodeName: (node) => `orders#${node}`,
  processOf: () => 'orders',
  calleeOf: () => null,
  brokerOf: () => null,
  breakerResetUs: () => null,
};
const kilobyte = 1_024;
const room: Room = {
  frames: 64 * kilobyte,
  requests: 64 * kilobyte,
  spans: 64 * kilobyte,
  logs: 64 * kilobyte,
  messages: 64 * kilobyte,
  told: 64 * kilobyte,
};
const everyUs = 100_000;
const fleet = { name: 'shop' } as unknown as Fleet;

/** A run that is watched for so many moments, and says the same things at each of them. */
function remembered(moments: number, room: Room) {
  const memory = new Memory(names, room);
  const live = new Live(names, memory.newSeries);
  let sequence = 0;
  const tell = (atUs: number, node: number, fact: Fact): void => {
    const stamped: Stamped = { atUs, node, sequence: sequence++, fact };
    live.take(stamped);
    memory.take(stamped);
  };
  tell(0, 1, { kind: 'process', state: 'crashed', reason: 'out of memory', end: 'out of memory' });
  tell(0, 2, { kind: 'action', verb: 'slow', target: 'orders', sizes: {}, what: 'applied', text: 'slow', id: 7 });
  for (let moment = 1; moment <= moments; moment++) {
    const atUs = moment * everyUs;
    const traceId = moment.toString(16).padStart(32, '0');
    const spanId = traceId.slice(16);
    const span = { kind: 'span', service: 'orders', traceId, spanId, parentSpanId: null, attributes: {} } as const;
    tell(atUs, 3, { ...span, name: 'work', spanKind: 'server', startUs: atUs - 9, endUs: atUs, ok: true });
    tell(atUs, 3, { kind: 'limit', what: 'events', text: `limit ${moment}` });
    memory.record({ virtualUs: atUs, counts: { requests: moment } } as unknown as EngineFrame, fleet);
  }
  return { memory, live };
}

const amply: Room = { frames: 1e9, requests: 1e9, spans: 1e9, logs: 1e9, messages: 1e9, told: 1e9 };

test('a run that goes on and on is kept in the same room, and its past begins later', () => {
  const sizes = [10_000, 20_000].map((moments) => remembered(moments, room).memory);
  const [shorter, longer] = sizes;
  expect(longer!.bytes).toBeLessThan(shorter!.bytes * 1.2);
  expect(longer!.firstUs).toBeGreaterThan(shorter!.firstUs! + 7_500 * everyUs);
});

test('what is left of a past that was cut off is as it was', () => {
  const cut = remembered(6_000, room);
  const whole = remembered(6_000, amply);
  const first = cut.memory.start;
  expect(first).toBeGreaterThan(1_000);
  for (const moment of [first, first + 77, 5_999]) {
    expect(cut.memory.marksOf(moment)).toEqual(whole.memory.marksOf(moment));
    expect(cut.memory.frameOf(moment)).toEqual(whole.memory.frameOf(moment));
    const [inCut, inWhole] = [cut, whole].map(({ live }) =>
      live.services
        .get('orders')!
        .series!.journal!.at(moment)!
        .answer((moment + 1) * everyUs),
    );
    expect(inCut).toEqual(inWhole);
  }
});

test('what began before the past does and holds still is known at its moments', () => {
  const { memory } = remembered(6_000, room);
  const folds = new Live(names);
  for (const stamped of memory.toldBy(memory.start)) folds.take(stamped);
  expect(folds.lives.get(1)).toMatchObject({ end: 'out of memory' });
  expect(folds.happenings.faultsWithin(0, Infinity)).toMatchObject([{ id: 7, untilUs: null }]);
});
