import { expect, test } from 'vitest';
import { TraceStore } from './trace-store.ts';
import type { SpanFact } from '../wire/facts.ts';

const spanOf = (traceId: string): SpanFact => ({
  kind: 'span',
  service: 'orders',
  traceId,
  spanId: '1',
  parentSpanId: null,
  name: 'GET /',
  spanKind: 'server',
  startUs: 0,
  endUs: 1,
  ok: true,
  attributes: {},
});

test('the newest traces are kept whole, oldest first, and older ones are forgotten', () => {
  const store = new TraceStore();
  for (let number = 0; number < 7_000; number++) {
    store.add(spanOf(`t${number}`));
    store.add(spanOf(`t${number}`));
  }
  const kept = store.all().map((spans) => [spans[0]!.traceId, spans.length]);
  expect(kept).toHaveLength(3_000);
  expect([kept[0], kept.at(-1)]).toEqual([
    ['t4000', 2],
    ['t6999', 2],
  ]);
  expect(store.spansOf('t3999')).toEqual([]);
});

test('a trace that was forgotten and comes again is a new one', () => {
  const store = new TraceStore();
  store.add(spanOf('late'));
  for (let number = 0; number < 3_000; number++) store.add(spanOf(`t${number}`));
  store.add(spanOf('late'));
  expect(store.all().at(-1)![0]!.traceId).toBe('late');
  expect(store.all()).toHaveLength(3_000);
});

test('where nobody wants them, nothing is kept of a trace whose request is over, nor taken that comes later', () => {
  const store = new TraceStore();
  store.letGoOfEnded();
  for (const id of ['over', 'open']) store.add(spanOf(id));
  expect(store.spansOf('over')).toHaveLength(1);
  store.ended('over');
  store.ended('never heard of');
  store.add(spanOf('over'));
  expect(store.spansOf('over')).toEqual([]);
  expect(store.all().map(([span]) => span!.traceId)).toEqual(['open']);
  expect(store.size).toBe(2);
});
