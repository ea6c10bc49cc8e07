import { expect, test } from 'vitest';
import { readScreen } from '../../src/session/stores/remembered-screen.ts';

test('what was remembered is taken where it is of the right kind, and nothing else is', () => {
  expect(readScreen({ inspectorWidth: 400, evidenceOpen: false, evidenceHeight: 'tall', overlay: 'palette' })).toEqual({
    inspectorWidth: 400,
    evidenceOpen: false,
  });
});

test.each([null, undefined, 'text', 7, []])('%s is nothing to remember', (stored) => {
  expect(readScreen(stored)).toEqual({});
});
