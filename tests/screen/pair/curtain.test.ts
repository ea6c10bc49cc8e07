import { expect, test } from 'vitest';
import { Curtain } from '../../../src/session/pair/curtain.ts';

test('a picture waits until the other side has one of the same moment', () => {
  const shown: string[] = [];
  const curtain = new Curtain();
  curtain.take('left', 5, () => shown.push('left 5'));
  expect(shown).toEqual([]);
  curtain.take('right', 4, () => shown.push('right 4'));
  expect(shown).toEqual([]);
  curtain.take('right', 5, () => shown.push('right 5'));
  expect(shown).toEqual(['left 5', 'right 4', 'right 5']);
});

test('once both were shown, each picture waits for its own pair again', () => {
  const shown: string[] = [];
  const curtain = new Curtain();
  curtain.take('left', 0, () => shown.push('left 0'));
  curtain.take('right', 0, () => shown.push('right 0'));
  curtain.take('left', 0, () => shown.push('left 0 again'));
  expect(shown).toEqual(['left 0', 'right 0']);
  curtain.take('right', 0, () => shown.push('right 0 again'));
  expect(shown).toHaveLength(4);
});

test('what was held is forgotten with the fleets it showed', () => {
  const shown: string[] = [];
  const curtain = new Curtain();
  curtain.take('left', 5, () => shown.push('of before'));
  curtain.clear();
  curtain.take('left', 0, () => shown.push('left'));
  curtain.take('right', 0, () => shown.push('right'));
  expect(shown).toEqual(['left', 'right']);
});
