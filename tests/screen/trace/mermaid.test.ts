import { expect, test } from 'vitest';
import { mermaidOf } from '../../../src/features/evidence/trace/sequence/mermaid.ts';
import type { SequenceStep } from '../../../src/features/evidence/trace/sequence/sequence.ts';

const step = (kind: SequenceStep['kind'], from: string, to: string, text: string): SequenceStep => ({
  key: text,
  atUs: 0,
  kind,
  from,
  to,
  text,
  ok: kind !== 'failure',
});

test('calls, answers, failures, records and notes have a line each', () => {
  const steps = [
    step('call', 'orders', 'payments', 'POST /charges'),
    step('answer', 'payments', 'orders', '3 ms'),
    step('failure', 'payments', 'orders', 'no answer'),
    step('record', 'orders', 'payments', 'order.placed'),
    step('note', 'orders', 'orders', 'gave up'),
  ];
  expect(mermaidOf({ lifelines: ['orders', 'payments'], steps })).toBe(
    [
      'sequenceDiagram',
      '  participant p0 as orders',
      '  participant p1 as payments',
      '  p0->>p1: POST /charges',
      '  p1-->>p0: 3 ms',
      '  p1--xp0: no answer',
      '  p0-)p1: order.placed',
      '  Note over p0: gave up',
      '',
    ].join('\n'),
  );
});

test('whatever a name or an error holds, it stays within its line and is no syntax', () => {
  const name = 'end; <b>#1\n%%{x}';
  const text = mermaidOf({ lifelines: [name], steps: [step('note', name, name, 'a\n  b; the End, ending')] });
  expect(text.split('\n').slice(1)).toEqual([
    '  participant p0 as #101;nd#59; #60;b#62;#35;1 #37;#37;#123;x#125;',
    '  Note over p0: a b#59; the #69;nd, ending',
    '',
  ]);
});
