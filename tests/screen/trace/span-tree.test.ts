import { expect, test } from 'vitest';
import type { SpanBranch } from '../../../src/features/evidence/trace/span-tree.ts';
import { treeOf } from '../../../src/features/evidence/trace/span-tree.ts';
import { span } from './spans.ts';

const outline = (branches: readonly SpanBranch[]): unknown[] =>
  branches.map(({ span: { spanId }, children }) => (children.length === 0 ? spanId : [spanId, ...outline(children)]));

test('what runs side by side stands below its parent by start, whatever the order it is told in', () => {
  const spans = [
    span('late', { parentSpanId: 'root', startUs: 5 }),
    span('early', { parentSpanId: 'root', startUs: 1, endUs: 9 }),
    span('root'),
    span('deep', { parentSpanId: 'early', startUs: 2 }),
  ];
  expect(outline(treeOf(spans))).toEqual([['root', ['early', 'deep'], 'late']]);
});

test('spans of no length that begin together keep the order they are told in', () => {
  const spans = ['a', 'b', 'c'].map((id) => span(id, { parentSpanId: 'root', startUs: 3, endUs: 3 }));
  expect(outline(treeOf([span('root'), ...spans]))).toEqual([['root', 'a', 'b', 'c']]);
});

test('a span whose parent is gone stands for itself, and says so', () => {
  const branches = treeOf([span('root'), span('orphan', { parentSpanId: 'gone', startUs: 4 })]);
  expect(outline(branches)).toEqual(['root', 'orphan']);
  expect(branches.map(({ isOrphan }) => isOrphan)).toEqual([false, true]);
});

test('who got a record follows its producer, also without being its child', () => {
  const spans = [
    span('root'),
    span('send', { parentSpanId: 'root', spanKind: 'producer' }),
    span('process', { spanKind: 'consumer', links: ['other/send', 't/send'], startUs: 50 }),
    span('elsewhere', { spanKind: 'consumer', links: ['other/send'], startUs: 60 }),
  ];
  expect(outline(treeOf(spans))).toEqual([['root', ['send', 'process']], 'elsewhere']);
});

test('spans that are their own or each other’s parents are told once each', () => {
  const spans = [
    span('self', { parentSpanId: 'self' }),
    span('one', { parentSpanId: 'two', startUs: 1 }),
    span('two', { parentSpanId: 'one', startUs: 2 }),
  ];
  expect(outline(treeOf(spans))).toEqual(['self', ['one', 'two']]);
});
