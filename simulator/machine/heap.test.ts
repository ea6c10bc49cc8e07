import { describe, expect, test } from 'vitest';
import { ManualScheduler } from './testing/manual-scheduler.ts';
import { Heap } from './heap.ts';

const body = { cores: 1, concurrency: 10, queue: 10, memoryBytes: 1_000, baseBytes: 400, bytesPerRequest: 100 };

function heapOf() {
  const time = new ManualScheduler();
  const deaths: string[] = [];
  const heap = new Heap(time, body, (reason) => void deaths.push(`${reason} at ${time.nowUs()}`));
  return { time, heap, deaths };
}

describe('a heap', () => {
  test('holds what the process needs and what each request in hand needs', () => {
    const { heap, deaths } = heapOf();
    heap.requestStarted();
    heap.requestStarted();
    expect(heap.bytes).toBe(600);
    heap.requestEnded();
    expect(heap.bytes).toBe(500);
    expect(deaths).toEqual([]);
  });

  test('is full at its limit, not below', () => {
    const { heap, deaths } = heapOf();
    expect(heap.room).toBe(5);
    for (let request = 0; request < 5; request++) heap.requestStarted();
    expect([deaths, heap.room]).toEqual([[], 0]);
    heap.requestStarted();
    expect(deaths).toHaveLength(1);
  });

  test('that leaks by the second is full at the very microsecond', () => {
    const { time, heap, deaths } = heapOf();
    time.runUntil(5_000_000);
    heap.leak(0, 7);
    time.runUntil(5_000_000 + Math.ceil((600 * 1_000_000) / 7) - 1);
    expect(deaths).toEqual([]);
    time.runUntil(time.nowUs() + 1);
    expect(deaths).toHaveLength(1);
  });

  test('that leaks by the request keeps it when the request is over', () => {
    const { heap, deaths } = heapOf();
    heap.leak(120, 0);
    for (let request = 0; request < 4; request++) {
      heap.requestStarted();
      heap.requestEnded();
    }
    expect([heap.bytes, deaths.length]).toEqual([880, 0]);
    heap.requestStarted();
    expect(deaths).toHaveLength(1);
  });

  test('whose leak is stopped leaks no more, and gives nothing back', () => {
    const { time, heap, deaths } = heapOf();
    heap.leak(0, 100);
    heap.leak(0, 50);
    time.runUntil(2_000_000);
    heap.leak(0, -100);
    expect([heap.bytes, heap.room]).toEqual([700, 0]);
    time.runUntil(4_000_000);
    expect(heap.bytes).toBe(800);
    heap.leak(0, -50);
    time.runUntil(600_000_000);
    expect([heap.bytes, heap.room, deaths]).toEqual([800, 1, []]);
  });
});
