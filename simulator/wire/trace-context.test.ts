import { expect, test } from 'vitest';
import { parseTraceparent, readTraceparent, traceparentOf } from './trace-context.ts';

const context = { traceId: '0123456789abcdef0123456789abcdef', spanId: 'fedcba9876543210' };

test('what one process writes into a header, the next one reads', () => {
  expect(parseTraceparent(traceparentOf(context))).toEqual(context);
});

test('a header counts, whatever the message came with; where both say the same, it is the same context', () => {
  const header = traceparentOf(context);
  const other = { ...context, spanId: '0000000000000001' };
  expect(readTraceparent(header, context)).toBe(context);
  expect(readTraceparent(header, other)).toEqual(context);
  expect(readTraceparent(header, null)).toEqual(context);
  expect(readTraceparent(undefined, context)).toBeNull();
});

test('a header that is not whole, or of another version, is none', () => {
  const good = traceparentOf(context);
  for (let at = 0; at < good.length; at++) {
    for (const letter of ['g', 'A', ' ', '/', ':']) {
      const spoilt = good.slice(0, at) + letter + good.slice(at + 1);
      expect([spoilt, parseTraceparent(spoilt)]).toEqual([spoilt, null]);
    }
  }
  for (const other of [undefined, '', good.slice(1), `${good}0`, `01${good.slice(2)}`]) {
    expect(parseTraceparent(other)).toBeNull();
  }
});
