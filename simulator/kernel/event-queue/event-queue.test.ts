import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventQueue } from './event-queue.ts';

interface Event {
  readonly atUs: number;
  readonly source: number;
  readonly sequence: number;
}

const order = (left: Event, right: Event): number =>
  left.atUs - right.atUs || left.source - right.source || left.sequence - right.sequence;

function take(queue: EventQueue<Event>): Event {
  const slot = queue.first();
  const event = queue.payloadOf(slot);
  expect([queue.timeOf(slot), queue.sourceOf(slot), queue.sequenceOf(slot)]).toEqual([
    event.atUs,
    event.source,
    event.sequence,
  ]);
  queue.dropFirst();
  return event;
}

describe('events come in the order of time, then source, then the source’s own count', () => {
  test('whatever is asked for, taken and cancelled in between, as from a sorted list', () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ push: fc.tuple(fc.oneof(fc.nat(20), fc.nat(300_000)), fc.nat(3)) }) },
      { weight: 3, arbitrary: fc.constant('take' as const) },
      { weight: 2, arbitrary: fc.record({ cancel: fc.nat(1000) }) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const queue = new EventQueue<Event>();
        const handles = new Map<Event, number>();
        let sorted: Event[] = [];
        let sequence = 0;
        for (const each of steps) {
          if (each === 'take') {
            expect(queue.nextUs()).toBe(sorted[0]?.atUs ?? Infinity);
            if (sorted.length > 0) expect(take(queue)).toBe(sorted.shift());
          } else if ('push' in each) {
            const event = { atUs: each.push[0], source: each.push[1], sequence: sequence++ };
            handles.set(event, queue.push(event.atUs, event.source, event.sequence, event));
            sorted = [...sorted, event].sort(order);
          } else if (sorted.length > 0) {
            const [event] = sorted.splice(each.cancel % sorted.length, 1);
            queue.cancel(handles.get(event!)!);
          }
          expect(queue.size).toBe(sorted.length);
        }
        while (sorted.length > 0) expect(take(queue)).toBe(sorted.shift());
        expect(queue.nextUs()).toBe(Infinity);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('also when there are many more than it had room for at first', () => {
    const queue = new EventQueue<Event>();
    const events = Array.from({ length: 10_000 }, (_, index) => ({
      atUs: (index * 7_919) % 1_000,
      source: index % 7,
      sequence: index,
    }));
    for (const event of events) queue.push(event.atUs, event.source, event.sequence, event);
    const taken = events.map(() => take(queue));
    expect(taken).toEqual([...events].sort(order));
  });

  test('also when a crowd comes at one moment, those of the last node first', () => {
    const queue = new EventQueue<Event>();
    const events = Array.from({ length: 100 }, (_, index) => ({ atUs: 10, source: 99 - index, sequence: index }));
    for (const event of events) queue.push(event.atUs, event.source, event.sequence, event);
    expect(events.map(() => take(queue))).toEqual(events.toReversed());
  });

  test('also when time stands still for longer than the wheel reaches, and goes on', () => {
    const queue = new EventQueue<Event>();
    const push = (atUs: number): Event => {
      const event = { atUs, source: 0, sequence: atUs };
      queue.push(event.atUs, event.source, event.sequence, event);
      return event;
    };
    const late = push(10_000_003);
    expect(take(queue)).toBe(late);
    const events = [10_065_600, 10_000_003, 10_065_523, 10_000_016].map((atUs) => push(atUs));
    expect(events.map(() => take(queue))).toEqual([...events].sort(order));
  });

  test('and not in the order in which they were asked for', () => {
    const queue = new EventQueue<string>();
    queue.push(10, 2, 0, 'of the second node');
    queue.push(10, 1, 5, 'later of the first');
    queue.push(10, 1, 4, 'of the first');
    queue.push(9, 9, 9, 'earlier');
    const seen = [];
    while (queue.nextUs() < Infinity) {
      seen.push(queue.payloadOf(queue.first()));
      queue.dropFirst();
    }
    expect(seen).toEqual(['earlier', 'of the first', 'later of the first', 'of the second node']);
  });
});

test('an empty queue has nothing to drop', () => {
  expect(() => new EventQueue<Event>().dropFirst()).toThrow('there is no first event to drop');
});
