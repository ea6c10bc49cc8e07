import { expect, test } from 'vitest';
import { roundedPath, roundedPieces } from '../../../src/features/canvas/layout/rounded-path.ts';

const points = [
  { x: 0, y: 0 },
  { x: 100, y: 0 },
  { x: 100, y: 60 },
  { x: 300, y: 60 },
];

test('a line in pieces goes where the line goes, one piece for each stretch and each corner', () => {
  const pieces = roundedPieces(points);
  expect(pieces).toHaveLength(5);
  const joined = pieces.map((piece, index) => (index === 0 ? piece : piece.replace(/^M[\d.,]+/, ''))).join('');
  expect(joined).toBe(roundedPath(points));
});

test('each piece begins where the one before it ended', () => {
  const ends = roundedPieces(points).map((piece) => piece.match(/-?[\d.]+,-?[\d.]+/g)!);
  expect(ends.slice(1).map(([start]) => start)).toEqual(ends.slice(0, -1).map((piece) => piece.at(-1)));
});

test('a line that goes nowhere is drawn as nothing', () => {
  expect(roundedPieces([])).toEqual([]);
  expect(roundedPath([])).toBe('');
});
