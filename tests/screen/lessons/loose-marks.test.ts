import { expect, test } from 'vitest';
import type { Inline } from '../../../simulator/index.ts';
import { withoutLooseMarks } from '../../../src/features/lesson/prose/loose-marks.ts';

const text = (said: string): Inline => ({ kind: 'text', text: said });
const leak: Inline = { kind: 'term', term: 'memory leak', text: 'leaks' };

test('a comma stays on the line of the word before it that can be pressed', () => {
  expect(withoutLooseMarks([text('While it '), leak, text(', who'), leak, text('.')])).toEqual([
    { inline: text('While it '), mark: '' },
    { inline: leak, mark: ',' },
    { inline: text(' who'), mark: '' },
    { inline: leak, mark: '.' },
  ]);
});

test('a comma behind plain words is left where it stands', () => {
  const strong: Inline = { kind: 'strong', children: [text('Deploy')] };
  expect(withoutLooseMarks([strong, text(', then')])).toEqual([
    { inline: strong, mark: '' },
    { inline: text(', then'), mark: '' },
  ]);
});
