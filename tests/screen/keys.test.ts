import { expect, test } from 'vitest';
import { chordOf } from '../../src/browser/hotkeys.ts';
import { standing } from '../../src/commands/all-commands.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) =>
  chordOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

test('a key is named as commands name it', () => {
  expect(press(' ')).toBe('Space');
  expect(press('?', { shiftKey: true })).toBe('?');
  expect(press('k', { ctrlKey: true })).toBe('Mod+K');
  expect(press('F6', { shiftKey: true })).toBe('Shift+F6');
  expect(press('k', { altKey: true })).toBeNull();
  expect(press('k', { metaKey: true })).toBeNull();
});

test('no two commands have the same key, but play and pause, and the two ways to make changes run, of which one is possible', () => {
  const keys = standing
    .filter(({ id }) => id !== 'pause' && id !== 'start-with-changes')
    .flatMap((command) => command.keys);
  expect(keys).toEqual([...new Set(keys)]);
});

test('no command has a letter alone: letters break what is selected', () => {
  expect(standing.flatMap(({ keys }) => keys).filter((key) => /^[a-z]$/i.test(key))).toEqual([]);
});

test('no two commands have the same id', () => {
  const ids = standing.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
});
