import { describe, expect, test } from 'vitest';
import { InstanceSeat } from './instance-seat.ts';
import type { InstanceEvent, ProcessSpec, WindowResult } from '../wire/instance-events.ts';

const costs = (...us: number[]): ProcessSpec =>
  ({
    services: us.map((least) => ({ cost: { default: { kind: 'uniform', fromUs: least, toUs: 9_000 } } })),
  }) as unknown as ProcessSpec;

/** A seat whose process says this of each of its windows. */
function seatOf(spec: ProcessSpec, says: Partial<WindowResult> = {}) {
  const heard: string[] = [];
  const seat = new InstanceSeat(3, 'orders#1', {
    open: () => ({
      window: (untilUs, events) => {
        heard.push(`${untilUs}: ${events.map(({ kind, atUs }) => `${kind} ${atUs}`).join(', ')}`);
        return { effects: [], nextWakeUs: null, room: 0, ...says };
      },
      dispose: () => {},
    }),
  });
  seat.control(0, { kind: 'start', incarnation: 0, spec });
  void seat.window(100);
  return { seat, heard };
}

const call = (atUs: number): InstanceEvent => ({
  ...{ kind: 'call', atUs, source: 1, sequence: atUs, from: 1, exchange: atUs, payload: null, trace: null },
});

describe('a process hears of a call', () => {
  test('when something can come of it, where it has room', () => {
    const { seat, heard } = seatOf(costs(3_000, 1_000), { room: 2 });
    seat.push(call(200));
    expect([seat.nextUs, seat.isHoldingCalls]).toEqual([1_200, true]);
    seat.push(call(700));
    expect(seat.nextUs).toBe(1_200);
    void seat.window(1_500);
    expect(heard.at(-1)).toBe('1500: call 200, call 700');
    expect(seat.isHoldingCalls).toBe(false);
  });

  test('at once, where it has none, or no more', () => {
    const { seat } = seatOf(costs(1_000), { room: 1 });
    seat.push(call(200));
    seat.push(call(300));
    expect(seat.nextUs).toBe(300);
  });

  test('at once, where an answer may take no time at all', () => {
    const { seat } = seatOf(costs(1_000, 0), { room: 5 });
    seat.push(call(200));
    expect(seat.nextUs).toBe(200);
  });

  test('with whatever else it is to hear of, in the order of all', () => {
    const { seat, heard } = seatOf(costs(1_000), { room: 5 });
    seat.push(call(200));
    seat.push({ kind: 'cancel', atUs: 400, source: 1, sequence: 400, from: 1, exchange: 200 });
    expect([seat.nextUs, seat.isHoldingCalls]).toEqual([400, false]);
    void seat.window(500);
    expect(heard.at(-1)).toBe('500: call 200, cancel 400');
  });

  test('in a new life only after that has said that it has room', () => {
    const { seat } = seatOf(costs(1_000), { room: 5 });
    seat.control(600, { kind: 'start', incarnation: 1, spec: costs(1_000) });
    seat.push(call(700));
    void seat.window(650);
    seat.push(call(800));
    expect(seat.nextUs).toBe(1_800);
  });
});
