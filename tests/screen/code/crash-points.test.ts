import { describe, expect, test } from 'vitest';
import { standingOn } from '../../../src/features/code/crash-points/standing.ts';
import { whenText } from '../../../src/session/readings/crash-point-text.ts';
import { lineIn } from '../../../src/session/work/line-shift.ts';

const deployed = 'one\ntwo\nthree\nfour';

describe('a mark goes with its line', () => {
  test.each([
    ['where nothing was changed', deployed, 3, 3],
    ['below lines that are new', 'zero\none\ntwo\nthree\nfour', 3, 4],
    ['below lines that are gone', 'one\nthree\nfour', 3, 2],
    ['above what was changed', 'one\ntwo\nthree\n4', 2, 2],
    ['and is nowhere when the line itself was changed', 'one\n2\nthree\nfour', 2, null],
    ['and is nowhere when the line is gone', 'one\ntwo\nfour', 3, null],
    ['also where lines repeat', 'one\ntwo\ntwo\nthree\nfour', 3, 4],
  ])('%s', (_, other, line, expected) => {
    expect(lineIn(other, deployed, line)).toBe(expected);
  });

  test('there and back', () => {
    const draft = 'zero\none\ntwo\nthree\nfour';
    for (const line of [1, 2, 3, 4]) expect(lineIn(deployed, draft, lineIn(draft, deployed, line)!)).toBe(line);
  });
});

describe('a crash point can stand', () => {
  const shift = { toDeployed: (line: number) => (line === 1 ? null : line - 1), toEditor: (line: number) => line + 1 };

  test('where something is done, at the line of what runs', () => {
    expect(standingOn(3, { lines: [2, 5], ...shift })).toEqual({ ok: true, line: 2 });
  });

  test('nowhere else: it says why, and which line is the next', () => {
    expect(standingOn(4, { lines: [2, 5], ...shift })).toMatchObject({ ok: false, instead: 6 });
    expect(standingOn(9, { lines: [2, 5], ...shift })).toMatchObject({ ok: false, instead: 6 });
    expect(standingOn(1, { lines: [2, 5], ...shift })).toMatchObject({ ok: false, why: /not deployed yet/ });
    expect(standingOn(1, { lines: [], ...shift })).toMatchObject({ ok: false, why: /No process/ });
  });
});

test('when it strikes is said in words', () => {
  expect(whenText({ pass: 3, rate: null })).toBe('on pass 3');
  expect(whenText({ pass: 1, rate: 0.025 })).toBe('in 2.5 % of all passes');
});
