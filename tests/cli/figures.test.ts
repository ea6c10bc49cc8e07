import { beforeAll, expect, test } from 'vitest';
import { built, figures } from './command-line.ts';

beforeAll(built, 120_000);

test('a figure that is not measured is refused, with those that are', async () => {
  const { code, err } = await figures('--only', 'colour');
  expect(code).toBe(2);
  expect(err).toContain(
    '--only colour: expected one of home, playground, editor, busy, pair, flatOut, panning, forking, lookingBack',
  );
});
