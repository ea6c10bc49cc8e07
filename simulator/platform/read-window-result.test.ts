import { describe, expect, test } from 'vitest';
import { readWindowResult } from './read-window-result.ts';

const bounds = { fromUs: 1000, untilUs: 2000, hasAsked: (node: number) => node === 3 };
const read = (effects: unknown, nextWakeUs: unknown = null, room: unknown = 2) =>
  readWindowResult({ effects, nextWakeUs, room }, bounds);
const answer = { kind: 'answer', atUs: 1500, to: 3, exchange: 7, payload: null };

describe('what a process says about its window', () => {
  test('is taken as it is when it makes sense', () => {
    const ready = { kind: 'ready', atUs: 1000 };
    expect(read([ready, answer], 2500)).toEqual({ effects: [ready, answer], nextWakeUs: 2500, room: 2 });
    expect(read([])).toEqual({ effects: [], nextWakeUs: null, room: 2 });
  });

  test.each([
    ['an answer before the window', [{ ...answer, atUs: 999 }]],
    ['an answer after it', [{ ...answer, atUs: 2001 }]],
    ['a time that is no number', [{ ...answer, atUs: null }]],
    ['a time between two microseconds', [{ ...answer, atUs: 1500.5 }]],
    ['an answer to somebody who never asked', [{ ...answer, to: 4 }]],
    ['an effect of an unknown kind', [{ ...answer, kind: 'toString' }]],
    ['nothing instead of an effect', [null]],
    ['a text instead of effects', 'evil'],
  ])('%s is none', (_title, effects) => expect(read(effects)).toBeNull());

  test('neither is a wake in the past, nor what is no result at all', () => {
    expect(read([], 999)).toBeNull();
    expect(read([], null, -1)).toBeNull();
    expect(read([], null, null)).toBeNull();
    expect(readWindowResult('evil', bounds)).toBeNull();
    expect(readWindowResult(['evil'], bounds)).toBeNull();
    expect(readWindowResult(null, bounds)).toBeNull();
  });
});
