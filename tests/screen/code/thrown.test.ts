import { expect, test } from 'vitest';
import type { LogLine } from '../../../simulator/index.ts';
import { thrownText } from '../../../src/features/code/thrown/thrown-text.ts';
import { thrownIn } from '../../../src/features/code/thrown/thrown.ts';
import { frame, replica } from '../frames.ts';

const entryOf = (service: string): string => `services/${service}.ts`;

function threw(line: number, atUs: number, given: Partial<LogLine> = {}): LogLine {
  return {
    atUs,
    service: 'orders',
    replica: 'orders#1',
    level: 'error',
    message: 'TypeError: rows is undefined\n    at placeOrder',
    traceId: 'abc',
    line: `services/orders.ts:${line}`,
    place: { path: 'services/orders.ts', line },
    ...given,
  };
}

const running = frame({ virtualUs: 40_000_000, replicas: [replica('orders', 'ready')] });

test('the same line is told once, with how often it threw, when last, and in which request', () => {
  const lines = [threw(12, 39_000_000, { traceId: 'newest' }), threw(12, 38_000_000), threw(30, 37_000_000)];
  const found = thrownIn(running, lines, entryOf);
  expect(found.map(({ line, count, lastUs, traceId }) => ({ line, count, lastUs, traceId }))).toEqual([
    { line: 12, count: 2, lastUs: 39_000_000, traceId: 'newest' },
    { line: 30, count: 1, lastUs: 37_000_000, traceId: 'abc' },
  ]);
  expect(thrownText(found[0]!)).toBe('TypeError: rows is undefined – thrown here 2 times, last at 00:39.000');
});

test('an error of long ago, or of a replica that a deployment replaced, marks nothing any more', () => {
  expect(thrownIn(running, [threw(12, 9_000_000)], entryOf)).toEqual([]);
  expect(thrownIn(running, [threw(12, 39_000_000, { replica: 'orders#2' })], entryOf)).toEqual([]);
});

test('a line that ended its process says so; what was printed of it is not told a second time', () => {
  const place = { path: 'services/orders.ts', line: 12 };
  const crashed = {
    ...replica('orders', 'crashed'),
    reason: 'uncaught TypeError: rows is undefined',
    end: 'uncaught' as const,
    place,
  };
  const found = thrownIn(frame({ virtualUs: 40_000_000, replicas: [crashed] }), [threw(12, 39_000_000)], entryOf);
  expect(found).toHaveLength(1);
  expect(thrownText(found[0]!)).toContain('it ended the process once');
});

test('a loop that was ended from outside is told in the entry of its service, since nobody knows the line', () => {
  const hung = { ...replica('orders', 'crashed'), reason: 'gave no answer for 1 s', end: 'hung' as const };
  expect(thrownIn(frame({ replicas: [hung] }), [], entryOf)).toEqual([
    expect.objectContaining({
      path: 'services/orders.ts',
      line: 1,
      message: 'This code did not end: gave no answer for 1 s',
      isEnd: true,
    }),
  ]);
});

test('a process that somebody killed blames no line', () => {
  const killed = { ...replica('orders', 'stopped'), reason: 'killed by you', end: 'killed' as const };
  expect(thrownIn(frame({ replicas: [killed] }), [], entryOf)).toEqual([]);
});
